"""What an export leaves out: counted by its reason, with the first few named."""

from formats.model.actions import Actions
from formats.model.time import format_time

_NAMED = 3


class LeftOut:
    """Collects actions that are not written."""

    def __init__(self, actions: Actions) -> None:
        self._actions = actions
        self._numbers: dict[str, list[int]] = {}
        self._counts: dict[str, int] = {}

    def add(self, number: int, reason: str) -> None:
        """Take an action.

        Args:
            number: Which it is.
            reason: Why, as the end of a sentence: "have no picture before them".
        """
        self._counts[reason] = self._counts.get(reason, 0) + 1
        named = self._numbers.setdefault(reason, [])
        if len(named) < _NAMED:
            named.append(number)

    def sentences(self) -> tuple[str, ...]:
        """Return a sentence for each reason, in the order in which they came up."""
        return tuple(self._sentence(reason, count) for reason, count in self._counts.items())

    def _sentence(self, reason: str, count: int) -> str:
        named = [self._name(number) for number in self._numbers[reason]]
        more = ", ..." if count > len(named) else ""
        return f"actions left out because they {reason}: {count:,} ({', '.join(named)}{more})"

    def _name(self, number: int) -> str:
        # What was typed is not told: an account may go where the text is not to go.
        label = "type" if self._actions.kind(number) == "type" else self._actions.label(number)
        return f"{format_time(int(self._actions.starts[number]))} {label}"
