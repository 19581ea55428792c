"""What of typed text came to stand on the pictures: a command does, a password at a prompt does not."""

import re

from formats.model.time import NS_PER_S
from replay.privacy.context.entries import Entry
from replay.privacy.finding import ChannelText
from replay.privacy.lookalikes import fold
from replay.privacy.texts import Texts

PIECE = 5
"""Characters in a row that must be read for a text to be seen: an engine misreads one here and there."""

_LATER_NS = 5 * NS_PER_S
_LEAST_SHARE = 0.95
_MINUTE_NS = 60 * NS_PER_S
_REFUSED = re.compile(
    r"not found|unknown command|no such|not recognized|nicht gefunden|introuvable", re.IGNORECASE
)


class Echoes:
    """The texts on the pictures, asked by what was typed."""

    def __init__(self, texts: Texts) -> None:
        """Take the texts of a recording, after its pictures were read."""
        shown = texts.of("screen")
        self.are_read = bool(shown) and texts.share("screen") >= _LEAST_SHARE
        """Whether enough was read for what is not seen to say something."""
        # Hours of pictures are not gone through for every word.
        self._by_minute: dict[int, list[ChannelText]] = {}
        for text in shown:
            for minute in range(text.start_ns // _MINUTE_NS, text.end_ns // _MINUTE_NS + 1):
                self._by_minute.setdefault(minute, []).append(text)

    def is_seen(self, entry: Entry) -> bool:
        """Say whether a part of an entry stood on the screen, while it was typed or soon after."""
        wanted = fold(entry.value.strip(), squeeze=True).text
        pieces = {wanted[place : place + PIECE] for place in range(max(len(wanted) - PIECE, 0) + 1)}
        said = (fold(text.text, squeeze=True).text for text in self._about(entry))
        return any(piece in line for line in said for piece in pieces)

    def is_echoed(self, entry: Entry) -> bool:
        """Say whether a line came to stand behind a prompt, and the shell knew what it was."""
        wanted = fold(entry.value.strip()).text
        echoed = False
        for text in self._about(entry):
            line = fold(text.text).text.rstrip()
            if text.start_ns < entry.start_ns or wanted not in line:
                continue
            if _REFUSED.search(text.text):
                return False
            before = line.removesuffix(wanted)
            echoed |= before != line and not before[-1:].isalnum()
        return echoed

    def _about(self, entry: Entry) -> list[ChannelText]:
        until_ns = entry.end_ns + _LATER_NS
        minutes = range(entry.start_ns // _MINUTE_NS, until_ns // _MINUTE_NS + 1)
        return [
            text
            for minute in minutes
            for text in self._by_minute.get(minute, ())
            if text.start_ns <= until_ns and entry.start_ns <= text.end_ns
        ]
