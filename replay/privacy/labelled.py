"""What a label on the screen tells of the text beside or below it: fields of forms, columns of tables."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from formats.model.time import NS_PER_S
from replay.privacy.detecting import findings_in, matches_in
from replay.privacy.detectors import national_id
from replay.privacy.finding import Box, ChannelText, Finding
from replay.privacy.likeness import password_likeness
from replay.privacy.match import Match
from replay.privacy.policy import Policy
from replay.privacy.texts import Texts
from replay.privacy.words import codes, passwords

_LONGEST_LABEL, _LONGEST_VALUE = 40, 200
_MOST_WORDS = 5
_ROW_PX = 420
"""So far to the right of its label may a field begin."""
_BELOW_HEIGHTS, _COLUMN_HEIGHTS = 1.6, 3.0
"""So far below its label, and below the row before it, in heights of a line, measured from edge to edge."""
_ALIGNED_HEIGHTS = 1.0
_MINUTE_NS = 60 * NS_PER_S
_LABEL = re.compile(
    r"birth|geburt|geb\.|naissance|nacimiento|nascita|geboorte|\bdob\b|api[ _-]?key|token|secret|phone|"
    r"telefon|\btel\b|mobile|handy|diagnos|konfession|religion|"
    r"street|address|stra(?:ß|ss)e|anschrift|adresse|dirección|calle|indirizzo",
    re.IGNORECASE,
)
_PERSON = re.compile(
    r"(?:patient(?:s|en|in|innen)?|client|resident|student|employee|customer|insured|member|contact)"
    r"(?:['’]?s? name)?|"
    r"(?:name of )?(?:the )?patient|(?:full|patient|first|given|last|family|birth|maiden) ?name|surname|"
    r"vorname|nachname|geburtsname|versicherter?|prénom|apellidos?|cognome|voornaam|achternaam",
    re.IGNORECASE,
)
"""All of a label that says that people stand there; "Name" alone is that of a column of files, too."""
_NAME = re.compile(r"[A-ZÀ-Þ][^\W\d_]*(?:[-'’][^\W\d_]+)*(?:,? [A-ZÀ-Þ][^\W\d_]*\.?(?:[-'’][^\W\d_]+)*){1,3}")
_KEY = re.compile(r"\d{8,63}|[^\W\d_]{3,}(?:[-.][^\W\d_]{3,}){2,}")
_NAME_CONFIDENCE = 0.75


def labelled(texts: Texts, policy: Policy) -> list[Finding]:
    """Find what only the label of a field or of a column tells, on the pictures."""
    shown = _without_gone([text for text in texts.of("screen") if text.box is not None])
    labels = [text for text in shown if _is_label(text.text)]
    if not labels:
        return []
    by_minute = _by_minute(shown)
    matches: dict[str, dict[tuple[int, int, str], Match]] = {}
    placed: dict[str, ChannelText] = {}
    for label in labels:
        for value, match in _told_by(label, _beside(label, by_minute)):
            placed[value.place] = value
            matches.setdefault(value.place, {}).setdefault((match.start, match.stop, match.category), match)
    return [
        finding
        for place, found in matches.items()
        for finding in findings_in(placed[place], sorted(found.values(), key=lambda one: one.start), policy)
    ]


def _without_gone(shown: list[ChannelText]) -> list[ChannelText]:
    """Let what another text took the place of on the last picture end before it, which takes no time."""
    last_ns = max((text.end_ns for text in shown), default=0)
    latest = [text for text in shown if text.start_ns == last_ns]
    return [
        replace(text, end_ns=last_ns - 1)
        if text.start_ns < text.end_ns == last_ns
        and any(_is_over(_box(other), _box(text)) for other in latest)
        else text
        for text in shown
    ]


def _is_over(box: Box, other: Box) -> bool:
    """Say whether two lines cannot both be there; what stands in the next line touches at most."""
    x, y, width, height = box
    left, top, wide, high = other
    shared = min(y + height, top + high) - max(y, top)
    return x < left + wide and left < x + width and shared > 0.6 * min(height, high)


def _is_label(text: str) -> bool:
    if len(text) > _LONGEST_LABEL or len(text.split()) > _MOST_WORDS:
        return False
    forms = (_LABEL, national_id.LABEL, passwords.FIELD, codes.FIELD)
    told = any(form.search(text) for form in forms) and not re.search(r"\d{3}", text)
    return told or _tells_people(text)


def _tells_people(text: str) -> bool:
    return _PERSON.fullmatch(text.rstrip(" :*")) is not None


def _told_by(label: ChannelText, near: Sequence[ChannelText]) -> Iterator[tuple[ChannelText, Match]]:
    """Yield what is told of the texts right of a label, or else below it, as far as they go on so."""
    # Right of the head of a column stands the next one.
    is_head = _tells_people(label.text) and not label.text.rstrip().endswith(":")
    row = [] if is_head else _right_of(label, near)
    found = [(text, match) for text in row for match in _matches(label, text)]
    yield from found
    beside = [text for text, _ in found]
    waiting = [(label, _BELOW_HEIGHTS)]
    seen: set[str] = set()
    while waiting:
        last, reach = waiting.pop()
        for below in _below(label, last, near, reach):
            if below.place in seen or any(_is_along(below, text) for text in beside):
                continue
            told = list(_matches(label, below))
            yield from ((below, match) for match in told)
            if told:
                seen.add(below.place)
                waiting.append((below, _COLUMN_HEIGHTS))


def _matches(label: ChannelText, value: ChannelText) -> Iterator[Match]:
    told = label.text.rstrip(" :*") + ": "
    if len(value.text) > _LONGEST_VALUE or _is_label(value.text):
        return
    if _tells_people(label.text):
        if _NAME.fullmatch(value.text.strip()):
            yield Match(0, len(value.text), "name", "name-label", _NAME_CONFIDENCE)
        return
    for match in matches_in(told + value.text):
        if match.start < len(told):
            continue
        secret = value.text[match.start - len(told) : match.stop - len(told)]
        if match.category == "password" and (secret != value.text.strip() or not _is_filled_in(secret)):
            continue  # What stands beside an empty field is most often a word: "Show", "Forgot?".
        yield Match(
            match.start - len(told),
            match.stop - len(told),
            match.category,
            f"{match.rule}-label",
            match.confidence,
        )


def _is_filled_in(secret: str) -> bool:
    """Say whether what stands beside a label is a password: a network's may be digits, or words."""
    return password_likeness(secret) >= 0.5 or _KEY.fullmatch(secret) is not None


def _right_of(label: ChannelText, near: Sequence[ChannelText]) -> list[ChannelText]:
    x, y, width, height = _box(label)
    row = []
    for text in near:
        left, top, _, high = _box(text)
        shared = min(y + height, top + high) - max(y, top)
        if 0 <= left - (x + width) <= _ROW_PX and shared > 0.5 * min(height, high):
            row.append((left, text))
    return _nearest(row)


def _below(
    label: ChannelText, last: ChannelText, near: Sequence[ChannelText], reach: float
) -> list[ChannelText]:
    x, _, _, height = _box(label)
    _, y, _, last_height = _box(last)
    column = []
    for text in near:
        left, top, _, high = _box(text)
        gap = top - (y + last_height)
        aligned = abs(left - x) <= _ALIGNED_HEIGHTS * height
        if aligned and top > y and -0.4 * high <= gap <= reach * height and _is_together(text, last):
            column.append((top, text))
    return _nearest(column)


def _nearest(found: Sequence[tuple[int, ChannelText]]) -> list[ChannelText]:
    """Return the nearest at each time: a label stays while what it labels changes."""
    return [
        text
        for distance, text in found
        if not any(other < distance and _is_along(text, nearer) for other, nearer in found)
    ]


def _is_along(text: ChannelText, other: ChannelText) -> bool:
    """Say whether two texts stand side by side, and not one in the other's place."""
    if text.start_ns == other.start_ns:
        return True
    return text.start_ns < other.end_ns and other.start_ns < text.end_ns


def _is_together(text: ChannelText, other: ChannelText) -> bool:
    """Say whether two texts are shown at the same time."""
    if text.start_ns == text.end_ns or other.start_ns == other.end_ns:
        # On the last picture of a recording, where all that is shown ends as well.
        return text.start_ns <= other.end_ns and other.start_ns <= text.end_ns
    return text.start_ns < other.end_ns and other.start_ns < text.end_ns


def _beside(label: ChannelText, by_minute: dict[int, list[ChannelText]]) -> list[ChannelText]:
    """Return what one display shows while the label stands there."""
    display = label.place.partition(".")[0]
    minutes = range(label.start_ns // _MINUTE_NS, label.end_ns // _MINUTE_NS + 1)
    near = {text.place: text for minute in minutes for text in by_minute.get(minute, ())}
    return [
        text
        for text in near.values()
        if text is not label and text.place.partition(".")[0] == display and _is_together(text, label)
    ]


def _by_minute(shown: Sequence[ChannelText]) -> dict[int, list[ChannelText]]:
    held: dict[int, list[ChannelText]] = {}
    for text in shown:
        for minute in range(text.start_ns // _MINUTE_NS, text.end_ns // _MINUTE_NS + 1):
            held.setdefault(minute, []).append(text)
    return held


def _box(text: ChannelText) -> Box:
    return text.box or (0, 0, 0, 0)
