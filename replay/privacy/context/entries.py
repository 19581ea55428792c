"""What was typed, entry by entry: one line into one field, with what led into it and out of it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from formats.model.time import NS_PER_S
from replay.core.inputs import Window
from replay.privacy.context import prompts
from replay.privacy.finding import ChannelText
from replay.privacy.match import Match
from replay.privacy.typed.going_on import goes_on
from replay.privacy.typed.split_typing import place_with_line
from replay.privacy.typed.typing_order import JUMPS, Passage, TypingOrder
from replay.privacy.words import passwords

_SHELL_TITLES = re.compile(
    r"^[\w.-]+@[\w.-]+: ?[~/]|^-?(?:ba|z|fi|k|c|tc)?sh\b|^(?:fish|pwsh|tmux|screen)\b|\b\d{2,3}[x×]\d{2,3}\b"
)
_HOLDS_A_SHELL = re.compile(
    r"(?:code|cursor|vscodium|idea\w*|pycharm\w*|webstorm\w*|goland\w*|clion\w*|emacs|jupyter\S*|warp|"
    r"hyper|tabby|"
    r"termius|securecrt|mobaxterm|terminator|tilix|guake|yakuake|st)(?:\.exe)?",
    re.IGNORECASE,
)
LATE_NS = 120 * NS_PER_S
"""What is typed later has nothing to do with what was typed before."""

_LAST_SEQ = 1 << 62


@dataclass(frozen=True, slots=True)
class Entry:
    """One line typed into one place."""

    source: ChannelText
    start: int
    """First character in the source's text."""
    value: str = field(repr=False)
    begun: str
    """What led into it: "tab", "enter", "escape", "click", "window", "field", one of `JUMPS`, "" at first."""
    ended: str
    """What led out of it, "" at the end."""
    start_ns: int
    end_ns: int
    with_before: "Entry | None" = field(default=None, repr=False)
    """This and the entry before it as one, where they may be in one field."""

    @property
    def last_seq(self) -> int:
        """`seq` of the last event of all that was typed with it."""
        return self.source.last_seq

    @property
    def window(self) -> str:
        """Title and application of the window, in one."""
        return f"{self.source.window} {self.source.app}".strip()

    @property
    def titles(self) -> tuple[str, ...]:
        """The window's title and its application, each by itself, without those that are not known."""
        return tuple(name for name in (self.source.window, self.source.app) if name)

    @property
    def is_login(self) -> bool:
        """Whether the window says that one signs in there."""
        return any(map(prompts.is_login, (self.window, *self.titles)))

    @property
    def is_dialog(self) -> bool:
        """Whether the window says that it asks for a password."""
        asks = any(map(prompts.DIALOG.search, (self.window, *self.titles)))
        title = self.source.window or self.source.app
        if any(passwords.LABEL.fullmatch(part.strip()) for part in re.split(r" [-–—|] ", title)):
            return True
        return asks and not prompts.SEARCHING.search(title) and not prompts.ABOUT.search(title)

    @property
    def is_terminal(self) -> bool:
        """Whether it was typed into a terminal, or nobody knows into what."""
        return _is_terminal(self.source)

    def follows(self, before: "Entry | None") -> bool:
        """Say whether this was made just after another entry, in the same place."""
        if before is None or self.start_ns - before.end_ns > LATE_NS:
            return False
        same = self.source.app == before.source.app if self.source.app else True
        return same or self.source.window == before.source.window

    def match(self, rule: str, confidence: float, category: str = "password") -> Match:
        """Return all of it as something found."""
        start = self.start + len(self.value) - len(self.value.lstrip())
        return Match(start, start + len(self.value.strip()), category, rule, confidence)

    @property
    def is_nothing_but_terminal(self) -> bool:
        """Whether no page and no form can have been typed into."""
        known = bool(self.source.window or self.source.app)
        return known and self.is_terminal and not _HOLDS_A_SHELL.fullmatch(self.source.app)


def entries(every: Iterable[ChannelText], order: TypingOrder) -> list[Entry]:
    """Cut typed texts into entries, in order.

    Where writing surely went on in one field, what was typed before and after is one entry.

    Args:
        every: The texts of the channel "typed", in order of time, and among others what was typed in parts.
        order: Of the same recording.
    """
    typed: list[ChannelText] = []
    joints: dict[str, ChannelText] = {}
    for text in every:
        if text.channel == "typed":
            typed.append(text)
        elif text.seam is not None:
            joints[text.place] = text
    found: list[Entry] = []
    for number, text in enumerate(typed):
        own = list(_lines(typed, number, order))
        joint = joints.get(place_with_line(text.place))
        # Only of the last line of the text just before it.
        follows = bool(found) and number > 0 and found[-1].last_seq == typed[number - 1].last_seq
        whole = _as_one(found[-1], own[0], joint) if joint and own and follows and not own[0].start else None
        if whole is not None:
            before = typed[number - 1]
            how = goes_on(before, text, _between(before, text, order), order)
            if how == "surely":
                del found[-1]
                own[0] = whole
            elif how == "perhaps":
                own[0] = replace(own[0], with_before=whole)
        found += own
    return found


def _lines(typed: Sequence[ChannelText], number: int, order: TypingOrder) -> Iterator[Entry]:
    """Yield the lines of a typed text as entries."""
    text = typed[number]
    before = _between(typed[number - 1], text, order) if number else _between(None, text, order)
    after = _between(text, typed[number + 1], order) if number + 1 < len(typed) else _after(text, order)
    after = _leading(after, text)
    begun, start = _strongest(_leading(before, text)), 0
    lines = text.text.split("\n")
    for line_number, line in enumerate(lines):
        last = line_number == len(lines) - 1
        if line.strip():
            start_ns, end_ns = text.span_of(start, start + len(line))
            ended = (after[0].kind if after else "") if last else "enter"
            yield Entry(text, start, line, begun, ended, start_ns, end_ns)
        start, begun = start + len(line) + 1, "enter"


def _as_one(before: Entry, entry: Entry, joint: ChannelText) -> Entry | None:
    """Return two entries as one, None where they are too long for that, or all of the first was erased."""
    seam = joint.seam or 0
    head, stop = joint.text[:seam], seam + len(entry.value)
    stays = next((end for end in range(len(before.value), 0, -1) if head.endswith(before.value[:end])), 0)
    if not stays or stop > len(joint.text):
        return None
    value = joint.text[seam - stays : stop]
    return Entry(joint, seam - stays, value, before.begun, entry.ended, before.start_ns, entry.end_ns)


def _leading(passages: list[Passage], text: ChannelText) -> list[Passage]:
    """Leave out what leads nowhere in a terminal: there these keys move the cursor and clear the screen."""
    return [each for each in passages if each.kind not in JUMPS] if _is_terminal(text) else passages


def _is_terminal(text: ChannelText) -> bool:
    if not text.window and not text.app:
        return True
    if Window(0, 0, text.app, text.window).is_terminal:
        return True
    # A shell's own title, or an editor that holds a terminal.
    titles = (text.window, text.app)
    return any(map(_SHELL_TITLES.search, titles)) or bool(_HOLDS_A_SHELL.fullmatch(text.app))


def _strongest(passages: list[Passage]) -> str:
    """Return the last thing that led here; a field's name tells nothing of how one came there."""
    kinds = [passage.kind for passage in passages]
    if kinds and kinds[-1] == "window" and len(kinds) > 1 and kinds[-2] in {"enter", "tab"}:
        return kinds[-2]
    return kinds[-1] if kinds else ""


def _between(text: ChannelText | None, other: ChannelText, order: TypingOrder) -> list[Passage]:
    after = (-(1 << 62), 0) if text is None else (_last_key(text), _LAST_SEQ)
    return order.passages_between(after, (other.start_ns, other.first_seq))


def _after(text: ChannelText, order: TypingOrder) -> list[Passage]:
    return order.passages_between((_last_key(text), _LAST_SEQ), (1 << 62, 0))


def _last_key(text: ChannelText) -> int:
    return max(text.times[:-1]) if len(text.times) > 1 else text.start_ns
