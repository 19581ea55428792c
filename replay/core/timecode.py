"""Times as people write them: `HH:MM:SS.mmm`, seconds, `#frame`, `50%`, `+5` and `-5`."""

import re

from formats.model.frames import Frames
from formats.model.time import NS_PER_MS, NS_PER_S

FORMS = "HH:MM:SS.mmm, MM:SS, seconds, #frame, 50%, +5 or -5"
"""What `parse_time` understands, for people."""

_NUMBER = re.compile(r"\d+(?:\.\d*)?|\.\d+", re.ASCII)
_CLOCK = re.compile(r"(?:(\d+):)?(\d{1,2}):(\d{1,2}(?:\.\d*)?)", re.ASCII)
_SHOWN = re.compile(r"\d+:\d\d:\d\d\.\d{3}", re.ASCII)
_UNITS = {"ns": 1, "us": 1000, "ms": 1_000_000, "s": NS_PER_S, "m": 60 * NS_PER_S, "h": 3600 * NS_PER_S}
_LONGEST = 40


class TimecodeError(ValueError):
    """What a person wrote is no time of the recording; the message is one sentence."""


def parse_time(text: str, frames: Frames, duration_ns: int, *, now_ns: int = 0) -> int:
    """Read a time of the recording.

    Args:
        text: One of `FORMS`; a number may carry a unit: "90s", "250ms", "2m", "1.5h".
        frames: The frame table, for `#frame`.
        duration_ns: Where "100%" lies.
        now_ns: What "+5" and "-5" are relative to.

    Returns:
        Nanoseconds from the start, from 0 to `duration_ns`: a time past either end is that end.

    Raises:
        TimecodeError: One sentence that says what is wrong.
    """
    word = text.strip()
    if not word or len(word) > _LONGEST:
        raise TimecodeError(f"a time is one of: {FORMS}")
    if word[0] == "#":
        return _frame_time(word[1:], frames)
    if word[0] in "+-−":
        sign = 1 if word[0] == "+" else -1
        t_ns = now_ns + sign * _duration(word[1:].strip(), text)
    elif word[-1] == "%":
        if not _NUMBER.fullmatch(word[:-1].strip()):
            raise TimecodeError(f"{text!r} is not a percentage, such as 50%")
        t_ns = round(duration_ns * float(word[:-1]) / 100)
    else:
        t_ns = _duration(word, text)
    return min(max(t_ns, 0), duration_ns)


def parse_instant(text: str, frames: Frames, duration_ns: int, *, now_ns: int = 0) -> int:
    """Read a time to look at, as `parse_time` does, but to the end of a millisecond that is written out.

    Times are shown rounded down to the millisecond: who types one in wants to see what it was shown beside.
    """
    t_ns = parse_time(text, frames, duration_ns, now_ns=now_ns)
    if _SHOWN.fullmatch(text.strip()):
        return min(t_ns + NS_PER_MS - 1, duration_ns)
    return t_ns


def _frame_time(word: str, frames: Frames) -> int:
    if not word.isascii() or not word.isdecimal():
        raise TimecodeError(f"'#{word}' is not the number of a frame, such as #120")
    number = int(word)
    if number >= len(frames):
        last = f"the last is #{len(frames) - 1}" if len(frames) else "the recording has no frames"
        raise TimecodeError(f"there is no frame #{number}: {last}")
    return int(frames["t"][number])


def _duration(word: str, text: str) -> int:
    clock = _CLOCK.fullmatch(word)
    if clock:
        hours, minutes, seconds = clock.groups()
        if float(seconds) >= 60 or (hours is not None and int(minutes) >= 60):
            raise TimecodeError(f"{text!r} has more than 59 minutes or seconds")
        return (int(hours or 0) * 3600 + int(minutes) * 60) * NS_PER_S + _scaled(seconds, NS_PER_S)
    for unit, scale in _UNITS.items():
        number = word.removesuffix(unit).rstrip()
        if word.endswith(unit) and _NUMBER.fullmatch(number):
            return _scaled(number, scale)
    if _NUMBER.fullmatch(word):
        return _scaled(word, NS_PER_S)
    raise TimecodeError(f"{text!r} is not a time: {FORMS}")


def _scaled(number: str, scale: int) -> int:
    whole, _, fraction = number.partition(".")
    # Through integers: 0.1 + 0.2 seconds must be what they say.
    return int(whole or 0) * scale + (int(fraction) * scale // 10 ** len(fraction) if fraction else 0)
