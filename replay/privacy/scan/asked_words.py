"""Words that somebody asked to have removed, looked for where only an engine reads them: on the pictures."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from formats.model.recording import Recording
from replay.privacy.finding import ChannelText, Finding, Secret, finding_at
from replay.privacy.lookalikes import cut_at_end, cut_at_start, fold
from replay.privacy.scan.asked_over_lines import over_lines
from replay.privacy.sought import Words, usable_words
from replay.privacy.sweep import sweep
from replay.privacy.texts import Progress, ScreenReader, Texts

CATEGORY = "asked"
"""Of what is found because somebody asked for it, and not because of what it is."""


def asked_in(texts: Iterable[ChannelText], words: Iterable[str]) -> list[Finding]:
    """Find words on pictures that were read: as a sweep does, and as in all other texts.

    Args:
        texts: Of any channels.
        words: To be looked for, short ones where they stand alone.
    """
    usable, short = usable_words([*words])
    shown = [text for text in texts if text.channel == "screen"] if usable or short else []
    found = sweep(shown, [Secret(word, CATEGORY) for word in usable])
    known, inside = {each.place for each in found}, Words(usable, short, read=True)
    return [
        *found,
        *(
            _finding(text, start, stop)
            for text in shown
            if text.place not in known
            for start, stop in inside.spans(text.text)
        ),
        *_on_more_lines(shown, usable),
        *_cut_off(shown, usable),
    ]


def asked_on_pictures(
    recording: Recording, words: Iterable[str], screen: ScreenReader, progress: Progress
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


def _on_more_lines(shown: Sequence[ChannelText], words: Iterable[str]) -> Iterator[Finding]:
    """Yield all lines of words that go over several, without a text: a part is to be found nowhere else."""
    for line in {each.place: each for each in over_lines(shown, words)}.values():
        found = _finding(line, 0, len(line.text))
        yield replace(found, id=f"{found.id}:line", text="")


def _cut_off(shown: Sequence[ChannelText], words: Iterable[str]) -> Iterator[Finding]:
    """Yield lines that begin with the end of a word, or end with its beginning: a window lies over the rest.

    They are without a text, as half a word is to be found nowhere else.
    """
    wanted = [(_squeezed(word), _breaks(word)) for word in words]
    for line in shown:
        folded = fold(line.text, squeeze=True)
        parts = [part for word, breaks in wanted for part in _parts_at_edges(folded.text, word, breaks)]
        for number, (start, stop) in enumerate(dict.fromkeys(parts)):
            found = _finding(line, folded.origin[start], folded.origin[stop - 1] + 1)
            yield replace(found, id=f"{found.id}:cut{number}", text="")


def _parts_at_edges(line: str, word: str, breaks: set[int]) -> Iterator[tuple[int, int]]:
    """Yield where in a line a part of a word stands at an edge; between its parts another line goes on."""
    end, start = cut_at_end(line, word), cut_at_start(line, word)
    if end and end not in breaks:
        yield len(line) - end, len(line)
    if start and len(word) - start not in breaks:
        yield 0, start


def _squeezed(text: str) -> str:
    return fold(text, squeeze=True).text


def _breaks(word: str) -> set[int]:
    """Return after how many of its squeezed characters a word of several parts may be broken."""
    parts = word.split()
    return {len(_squeezed("".join(parts[:at]))) for at in range(1, len(parts))}


def _finding(text: ChannelText, start: int, stop: int) -> Finding:
    return finding_at(
        text, start, stop, rule=CATEGORY, number=start, category=CATEGORY, severity="high", confidence=1.0
    )
