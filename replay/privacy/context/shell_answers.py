"""Which lines of a shell answer a command that asks for a password, and which are the next command.

`sudo` remembers for some minutes, `ssh` may have a key: whether anything was asked is seldom recorded. What a
careful reader would look at is: whether the line came to stand on the screen, whether the shell was trusted
already, whether the word names a program elsewhere. A word that is in doubt is told as such.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from formats.model.time import NS_PER_S
from replay.privacy.context import shell
from replay.privacy.context.echoes import Echoes
from replay.privacy.context.entries import Entry
from replay.privacy.likeness import password_likeness
from replay.privacy.policy import DOUBTFUL
from replay.privacy.typed.typing_order import TypingOrder

_LATE_NS = 120 * NS_PER_S
_SOON_NS = 5 * NS_PER_S
_TRUSTED_NS = 15 * 60 * NS_PER_S
"""So long `sudo` asks for nothing, at most."""
_WAITED_NS = 30 * NS_PER_S
"""Who is asked answers sooner."""

_HOST = re.compile(r"[\w.-]+@[\w.-]+")
_CONFIRMING = frozenset(("y", "yes", "n", "no", "j", "ja", "nein", "o", "oui", "non", "s", "si", "sí"))

_LIKELY = 0.96
_UNSEEN = 0.93
_AGAIN = 0.9
_ASKED = 0.85
"""Of a word behind a command that always asks."""
_SEVERAL = 3
"""More lines are asked for by several machines on the way."""
_MAYBE = 0.68
"""Of a word behind one that may have asked for nothing."""
_PHRASE = 0.6
_HARDLY = 0.55


@dataclass(slots=True)
class _Trust:
    """What is known of one thing that is asked for once: when it was last needed, and the answer."""

    at_ns: int
    secret: str = ""


@dataclass(slots=True)
class _Terminal:
    """What goes on in the terminals of one application."""

    asks: shell.Asking | None = None
    lines: int = 0
    """So many lines may still be answers."""
    secret: str = ""
    """The last password given to that command."""
    named: bool = False
    """Whether it was told who one is."""
    inside: list[str] = field(default_factory=list)
    """The shells within shells that were entered, by what led into them."""
    trusted: dict[str, _Trust] = field(default_factory=dict)
    host: str = ""
    """Who is where, as the title tells."""

    @property
    def about(self) -> str:
        """What the command is trusted with, and in which shell."""
        about = self.asks.about if self.asks is not None else ""
        return f"{self.host}/{'/'.join(self.inside)}>{about}"


class ShellAnswers:
    """Reads the entries of terminals in their order."""

    def __init__(self, every: Sequence[Entry], echoes: Echoes, order: TypingOrder) -> None:
        """Take all entries of a recording, among which some are lines of shells."""
        self._echoes = echoes
        self._order = order
        self._terminals: dict[str, _Terminal] = {}
        lines = [entry.value.split() for entry in every if entry.is_terminal]
        # What is a command with words behind it is one without them.
        self._commands = frozenset(words[0].lower() for words in lines if len(words) > 1)
        self._is_shown = {
            entry.window for entry in every if echoes.are_read and entry.is_terminal and echoes.is_seen(entry)
        }

    def read(self, entry: Entry, before: Entry | None, after: Entry | None) -> float:
        """Return how surely a line of a shell is the answer to a command before it, 0 for another command.

        Args:
            entry: Each one once, in order.
            before: The entry before it, of whatever window.
            after: The entry behind it.
        """
        value = entry.value.strip()
        terminal = self._terminals.setdefault(entry.source.app, _Terminal())
        told = _HOST.match(entry.source.window)
        terminal.host = told[0] if told is not None else ""
        if (
            before is None
            or entry.start_ns - before.end_ns > _LATE_NS
            or (entry.source is not before.source and entry.source.window != before.source.window)
        ):
            terminal.lines = 0
        if value.lower() in _CONFIRMING:
            if terminal.asks is not None and terminal.asks.remembers and not terminal.secret:
                # What is run is heard already: it was trusted, and asked for nothing.
                terminal.lines = 0
                self._was_trusted(terminal, entry)
            return 0.0
        if (
            terminal.lines > 0
            and terminal.asks is not None
            and not terminal.secret
            and _is_file(terminal.asks, value)
        ):
            return 0.0  # Where the key is to be kept: what protects it is asked for next.
        if terminal.lines > 0 and self._is_name(terminal, entry, after):
            terminal.named = True
            return 0.0
        if terminal.lines > 0:
            terminal.lines -= 1
            confidence = self._confidence(terminal, entry, before)
            if confidence:
                if terminal.asks is not None and terminal.asks.lines > 2 and value == terminal.secret:
                    terminal.lines = 0  # It was asked for twice, to be sure: that was the last.
                terminal.secret = value
                if confidence >= DOUBTFUL:
                    terminal.trusted[terminal.about] = _Trust(entry.end_ns, value)
                return confidence
            terminal.lines = 0
            if not terminal.secret:
                self._was_trusted(terminal, entry)
        self._take_command(terminal, value)
        return 0.0

    def _was_trusted(self, terminal: _Terminal, entry: Entry) -> None:
        known = terminal.trusted.get(terminal.about, _Trust(0))
        terminal.trusted[terminal.about] = _Trust(entry.start_ns, known.secret)

    def _is_name(self, terminal: _Terminal, entry: Entry, after: Entry | None) -> bool:
        """Say whether a line is the name that a command asks for: the password is the next one."""
        asks, value = terminal.asks, entry.value.strip()
        if asks is None or not asks.names or terminal.named or not is_name(value):
            return False
        if asks.lines > 2 and not terminal.secret:
            return False  # `sudo` asks for its own before.
        if after is None or not after.follows(entry):
            return False
        return is_lone(after.value) or ("@" in value and _is_phrase(after.value.split()))

    def _take_command(self, terminal: _Terminal, value: str) -> None:
        if terminal.asks is not None and terminal.asks.enters:
            terminal.inside.append(terminal.asks.about)
        if terminal.inside and value in {"exit", "logout"}:
            terminal.inside.pop()
        if shell.forgets(value):
            terminal.trusted.clear()
        terminal.asks, terminal.secret, terminal.named = shell.asked_by(value), "", False
        terminal.lines = terminal.asks.lines if terminal.asks is not None else 0

    def _confidence(self, terminal: _Terminal, entry: Entry, before: Entry | None) -> float:
        value, asks = entry.value.strip(), terminal.asks
        words = value.split()
        # A pass phrase is words without a command's name, options or paths; where one is surely asked for, it
        # may begin with such a name.
        phrase = len(words) >= 3 and all(re.fullmatch(r"\w[\w'.!-]*", word) for word in words)
        awaited = phrase and asks is not None and asks.sure and not asks.remembers and not terminal.secret
        awaited = awaited and len(words) > 3 and not any("-" in word for word in words)
        if asks is None or (shell.is_command(value) and not awaited):
            return 0.0
        likeness = password_likeness(value)
        again = _is_like(terminal.secret, value)
        if terminal.secret and not again and asks.lines <= 2 and likeness < 0.5:
            return 0.0
        known = terminal.trusted.get(terminal.about)
        if again or (known is not None and _is_like(known.secret, value)):
            return _LIKELY if likeness >= 0.5 else _AGAIN
        if len(words) > 1:
            return _PHRASE if phrase and (asks.sure or _is_phrase(words)) else 0.0
        return _LIKELY if likeness >= 0.5 else self._plain_confidence(terminal, entry, before)

    def _plain_confidence(self, terminal: _Terminal, entry: Entry, before: Entry | None) -> float:
        """Return how surely a lone word, like any other, is an answer."""
        value, asks, known = entry.value.strip(), terminal.asks, terminal.trusted.get(terminal.about)
        unasked = asks is not None and asks.names and not terminal.named and asks.lines <= 2
        if (
            len(value) < 4
            or re.search(r"[/=]|^\w+\.\w{1,4}$", value)
            or unasked
            or self._is_run(entry, before)
        ):
            return 0.0  # It would have asked for a name before, or is a program.
        if entry.window in self._is_shown and not self._echoes.is_seen(entry):
            return _UNSEEN
        if asks is None or (asks.sure and not asks.remembers):
            return _ASKED
        if terminal.secret and asks.lines > _SEVERAL:
            return _MAYBE
        if known is not None and (not asks.remembers or entry.start_ns - known.at_ns < _TRUSTED_NS):
            # It was answered, and by another word: who is asked again gives the same one.
            return 0.0 if known.secret else _HARDLY
        waited = before is not None and entry.start_ns - before.end_ns > _WAITED_NS
        return _HARDLY if waited else _MAYBE

    def _is_run(self, entry: Entry, before: Entry | None) -> bool:
        """Say whether a lone word is a program, as far as anything else in the recording tells."""
        value = entry.value.strip()
        if value.lower() in self._commands or self._echoes.is_echoed(entry):
            return True
        if before is not None and value.lower() in shell.names_a_program(before.value):
            return True
        return self._order.is_completed(entry.start_ns, entry.end_ns) or self._names_a_window(entry)

    def _names_a_window(self, entry: Entry) -> bool:
        """Say whether a window is called so from then on: a terminal's title tells what runs in it."""
        name = re.compile(rf"(?<!\w){re.escape(entry.value.strip())}(?!\w)", re.IGNORECASE)
        after = (entry.end_ns, entry.last_seq)
        windows = self._order.passages_between((entry.start_ns, 0), (after[0] + _SOON_NS, after[1]))
        return any(
            name.search(f"{each.name} {each.app}") is not None for each in windows if each.kind == "window"
        )


def _is_file(asks: shell.Asking, value: str) -> bool:
    return asks.name == "ssh-keygen" and re.fullmatch(r"(?:~|\.{0,2})/\S+", value) is not None


def _is_phrase(words: Sequence[str]) -> bool:
    """Say whether words are a pass phrase, and no command: four words at least, and nothing but words."""
    return len(words) > 3 and all(word.isalpha() for word in words) and not shell.is_command(" ".join(words))


def _is_like(secret: str, value: str) -> bool:
    return bool(secret) and SequenceMatcher(None, secret, value).ratio() > 0.6


def is_name(value: str) -> bool:
    """Say whether a line may be the name of somebody who signs in."""
    return re.fullmatch(r"[\w.+-]{2,64}(?:@[\w.-]+)?|[\w-]{1,20}\\[\w.-]{1,40}", value) is not None


def is_lone(value: str) -> bool:
    """Say whether a line is one word, and no command."""
    return re.fullmatch(r"\S{3,128}", value.strip()) is not None and not shell.is_command(value)
