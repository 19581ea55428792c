"""The words that a flag is about: what was typed, stood, lay or could be read where it was set."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from formats.model.annotations import Flag, Region
from formats.model.frames import Frames
from formats.model.time import Span
from replay.privacy.detecting import matches_in
from replay.privacy.finding import Box, Channel, ChannelText, Secret
from replay.privacy.lookalikes import fold
from replay.privacy.sweep import SHORTEST
from replay.privacy.typed.typed_within import TypedWithin

READ_AS: Mapping[str, tuple[Channel, ...]] = {
    "typed": ("typed",),
    "screen": ("screen",),
    "title": ("title",),
    "clipboard": ("clipboard",),
    "metadata": (),
}
"""What is read of a flag's channel. Metadata have no time: of them only a note says which is meant."""

FLAGGED_AS: Mapping[Channel, str] = {
    "typed": "typed",
    "keys": "typed",
    "title": "title",
    "clipboard": "clipboard",
    "screen": "screen",
    "accessibility": "metadata",
    "metadata": "metadata",
    "marker": "metadata",
    "other": "metadata",
}
"""By which of a flag's channels a place in a channel of texts is flagged."""

SAME_AS = "the same as flag "
"""How the note of a flag begins that answers an obligation of another one."""

_LINE = 8
"""A shorter line on a picture is not looked for elsewhere: menus and headings are on every other one."""
_CHARACTERS = re.compile(r"characters (\d{1,9})-(\d{1,9}) of ([a-z]{1,20}) (\S{1,80})\Z")


def characters_note(start: int, stop: int, channel: Channel, place: str) -> str:
    """Return a flag's note that says which characters of which text it is about, by number alone.

    Args:
        start: First character.
        stop: The one after the last.
        channel: As in `ChannelText`.
        place: Likewise.
    """
    return f"characters {start}-{stop} of {channel} {place}"


def names_characters(flag: Flag) -> bool:
    """Say whether a flag's note says which characters it is about."""
    return _CHARACTERS.search(flag.note) is not None


def secrets_of(
    flag: Flag, texts: Iterable[ChannelText], frames: Frames, typing: TypedWithin | None = None
) -> list[Secret]:
    """Return what a flag is about, each secret once; nothing where that cannot be read.

    Args:
        flag: As a person set it.
        texts: Of the recording; those on its pictures among them where they were read.
        frames: Of the recording: on which display a picture was shown.
        typing: Of the recording: what was typed in the flag's span and taken back there is meant, too.
    """
    found: dict[str, Secret] = {}
    for words in (*_words_of(flag, texts, frames), *_typed_words(flag, typing)):
        found.setdefault(words, Secret(words, flag.category))
    return list(found.values())


def _typed_words(flag: Flag, typing: TypedWithin | None) -> Iterator[str]:
    if typing is None or names_characters(flag) or "typed" not in _channels_of(flag):
        return
    for text in typing.texts(Span(flag.start.t_ns, max(flag.end.t_ns, flag.start.t_ns) + 1)):
        yield from _long_enough(text, SHORTEST)


def _words_of(flag: Flag, texts: Iterable[ChannelText], frames: Frames) -> Iterator[str]:
    named = _CHARACTERS.search(flag.note)
    if named is not None:
        start, stop, channel, place = int(named[1]), int(named[2]), named[3], named[4]
        for text in texts:
            if (text.channel, text.place) == (channel, place) and text.text[start:stop].strip():
                yield text.text[start:stop].strip()
        return
    wanted = _channels_of(flag)
    for text in texts:
        if text.channel not in wanted or _is_name_of_application(text):
            continue
        if text.channel == "screen":
            if is_under(flag, text, frames):
                yield from _told_by(text.text)
        elif overlaps(flag, text.start_ns, text.end_ns):
            yield from _long_enough(_typed_within(flag, text), SHORTEST)


def is_under(flag: Flag, text: ChannelText, frames: Frames) -> bool:
    """Say whether a text on a picture stands where a flag is: most of it in the region, at the same time."""
    if text.frame is None or text.box is None or not overlaps(flag, text.start_ns, text.end_ns):
        return False
    if flag.region is None:
        return True
    return int(frames["display"][text.frame]) == flag.region.display and holds(flag.region, text.box)


def holds(region: Region, box: Box) -> bool:
    """Say whether a region holds the middle of a line and half of its width."""
    x, y, width, height = box
    inside = min(region.x + region.width, x + width) - max(region.x, x)
    return 2 * inside >= width and region.y <= y + height / 2 < region.y + region.height


def overlaps(flag: Flag, start_ns: int, end_ns: int) -> bool:
    """Say whether a flag is on some of a time, of which an instant takes a nanosecond."""
    own = Span(flag.start.t_ns, max(flag.end.t_ns, flag.start.t_ns + 1))
    return own.overlaps(Span(start_ns, max(end_ns, start_ns + 1)))


def _channels_of(flag: Flag) -> set[Channel]:
    if flag.channels:
        return {channel for name in flag.channels for channel in READ_AS.get(name, ())}
    # Of a span of everything a title that stood there says nothing: most are nobody's secret.
    return {"screen"} if flag.region is not None else {"typed", "clipboard"}


def _is_name_of_application(text: ChannelText) -> bool:
    """Say whether a text of a window is not its title: who flags that means the title alone."""
    return text.channel == "title" and text.place.endswith(".app")


def _typed_within(flag: Flag, text: ChannelText) -> str:
    """Return the characters that came within a flag's time; all of a text whose characters have none."""
    if len(text.times) != len(text.text) + 1:
        return text.text
    end_ns = max(flag.end.t_ns, flag.start.t_ns + 1)
    times = zip(text.text, text.times, strict=False)
    return "".join(letter for letter, at_ns in times if flag.start.t_ns <= at_ns <= end_ns)


def _long_enough(text: str, least: int) -> Iterator[str]:
    for line in text.splitlines():
        if len(fold(line.strip(), squeeze=True).text) >= least:
            yield line.strip()


def _told_by(line: str) -> Sequence[str]:
    """Return what of a line on a picture is looked for elsewhere: what a detector knows, or all of it."""
    known = [line[match.start : match.stop] for match in matches_in(line)]
    return known or list(_long_enough(line, _LINE))
