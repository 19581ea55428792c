"""Words that somebody asked to have removed, looked for where only an engine reads them: on the pictures."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from formats.model.recording import Recording
from replay.privacy.finding import ChannelText, Finding, Secret, finding_at
from replay.privacy.redact_words import Words
from replay.privacy.redactions import usable_words
from replay.privacy.sweep import sweep
from replay.privacy.texts import Texts

if TYPE_CHECKING:
    from replay.privacy.scan import Progress, ScreenReader

CATEGORY = "asked"
"""Of what is found because somebody asked for it, and not because of what it is."""


def asked_in(texts: Iterable[ChannelText], words: Iterable[str]) -> list[Finding]:
    """Find words on pictures that were read: as a sweep does, and as in all other texts.

    Args:
        texts: Of any channels.
        words: To be looked for.
    """
    usable = usable_words([*words])[0]
    shown = [text for text in texts if text.channel == "screen"] if usable else []
    found = sweep(shown, [Secret(word, CATEGORY) for word in usable])
    known, inside = {each.place for each in found}, Words(usable)
    return [
        *found,
        *(
            _finding(text, start, stop)
            for text in shown
            if text.place not in known
            for start, stop in inside.spans(text.text)
        ),
    ]


def asked_on_pictures(
    recording: Recording, words: Iterable[str], screen: "ScreenReader", progress: "Progress"
) -> list[Finding]:
    """Read the pictures, and find words on them.

    Args:
        recording: The original.
        words: To be looked for.
        screen: Reads the pictures.
        progress: Told how far it is.

    Raises:
        FormatError: A picture cannot be decoded.
    """
    texts = Texts()
    screen(recording, texts, progress)
    return asked_in(texts.every, words)


def _finding(text: ChannelText, start: int, stop: int) -> Finding:
    return finding_at(
        text, start, stop, rule=CATEGORY, number=start, category=CATEGORY, severity="high", confidence=1.0
    )
