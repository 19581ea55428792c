"""Private keys on the pictures: lines of one length under each other, whatever is left of their heads.

Source: RFC 7468. OCR loses most of the hyphens around BEGIN and END, and some letters.
"""

import re
from collections.abc import Iterator

from replay.privacy.detecting import findings_in
from replay.privacy.finding import ChannelText, Finding
from replay.privacy.match import Match
from replay.privacy.page.layout import Page, box_of, is_together
from replay.privacy.policy import Policy

_EDGE = re.compile(
    r"(?:BEGIN|END|BEG1N|8EGIN) (?P<what>(?:[A-Z0-9]{2,12} ){0,3}?(?:PRIVATE KEY(?: BLOCK)?|"
    r"CERTIFICATE|PUBLIC KEY(?: BLOCK)?|CERTIFICATE REQUEST|MESSAGE|SIGNATURE|X509 CRL|DH PARAMETERS))\W*"
)
_PRIVATE = re.compile(r"PRIVATE KEY")
_NUMBERED = re.compile(r"\d{1,4} (?=\S)")
"""The number of a line, before it."""
_BODY = re.compile(r"[A-Za-z0-9+/=]{16,}")
_SHORTEST, _LONGEST = 44, 80
"""Characters of a whole line."""
_FIELD = re.compile(r"(?:Proc-Type|DEK-Info|Version|Comment|Hash|Charset): .*")
_PITCH = 2.2
"""So far is the next line, in heights of a line, measured from top to top."""
_FEWEST = 3
"""Lines of a key that has lost its head."""
_ELSE = re.compile(r"ssh-|ecdsa-|certificate|public|sha-?\d|signature|base64|data:", re.IGNORECASE)


def shown_keys(page: Page, policy: Policy) -> list[Finding]:
    """Find the lines of private keys."""
    found: dict[str, tuple[ChannelText, Match]] = {}
    for text in page.shown:
        if _EDGE.search(text.text) or _is_whole_line(text.text):
            for line, confidence in _key_around(text, page):
                first = _start_of(line.text)
                match = Match(first, len(line.text), "private-key", "private-key-shown", confidence)
                if line.place not in found or found[line.place][1].confidence < confidence:
                    found[line.place] = line, match
    return [finding for text, match in found.values() for finding in findings_in(text, [match], policy)]


def _key_around(text: ChannelText, page: Page) -> Iterator[tuple[ChannelText, float]]:
    """Yield the lines of the key that a text begins: its head, or the first line of one without a head."""
    edge = _EDGE.search(text.text)
    if edge is not None and not _PRIVATE.search(edge["what"]):
        return
    if edge is not None:
        down = "END" not in text.text[: edge.start("what")]
        lines = list(_run(text, page, down=down))
        yield text, 0.95
        # Short words may be anything, but below or above whole lines of a key.
        if any(_is_whole_line(line.text) for line in lines):
            yield from ((line, 0.95) for line in lines)
        return
    over = _next(text, page, down=False)
    if any(map(_is_key_line, over)):
        return
    lines = list(_run(text, page, down=True))
    bodies = [line for line in (text, *lines) if not _EDGE.search(line.text)]
    above = [line.text for line in over]
    if len(bodies) < _FEWEST or any(_ELSE.search(said) for said in (*above, *(line.text for line in lines))):
        return
    lengths = [len(_bare(line.text)) for line in bodies[:-1]]
    if max(lengths) - min(lengths) <= 3 and sum(_is_mixed(line.text) for line in bodies) >= _FEWEST:
        yield from ((line, 0.65) for line in bodies)


def _run(text: ChannelText, page: Page, *, down: bool) -> Iterator[ChannelText]:
    """Yield the lines of a key below a text, or above it, to the other end of the key."""
    seen = {text.place}
    last = text
    while True:
        below = (line for line in _next(last, page, down=down) if is_together(line, text))
        line = next((line for line in below if _is_key_line(line.text)), None)
        if line is None or line.place in seen:
            return
        seen.add(line.place)
        yield line
        if _EDGE.search(line.text):
            return
        last = line


def _next(text: ChannelText, page: Page, *, down: bool) -> list[ChannelText]:
    """Return what stands on the next line, over or under a text."""
    x, y, width, height = box_of(text)
    found = []
    for other in page.around(text):
        left, top, wide, _ = box_of(other)
        step = (top - y) * (1 if down else -1)
        if height * 0.5 < step < _PITCH * height and min(x + width, left + wide) - max(x, left) > 0:
            found.append((step, other))
    return [other for _, other in sorted(found, key=lambda each: each[0])]


def _is_key_line(line: ChannelText | str) -> bool:
    said = line if isinstance(line, str) else line.text
    edge = _EDGE.search(said)
    if edge is not None:
        return _PRIVATE.search(edge["what"]) is not None
    return _FIELD.fullmatch(said) is not None or _BODY.fullmatch(_bare(said)) is not None or _is_last(said)


def _is_last(said: str) -> bool:
    """Say whether a line may be the last of a key, which is as short as it comes."""
    return re.fullmatch(r"(?=.*[\d+/=A-Z])[A-Za-z0-9+/]{4,}={0,2}|=[A-Za-z0-9+/]{4}", said) is not None


def _is_whole_line(said: str) -> bool:
    bare = _bare(said)
    return _SHORTEST <= len(bare) <= _LONGEST and _BODY.fullmatch(bare) is not None


def _is_mixed(said: str) -> bool:
    bare = _bare(said)
    return all(any(map(kind, bare)) for kind in (str.islower, str.isupper, str.isdigit))


def _bare(said: str) -> str:
    """Return a line without its number and without the gap that OCR put into it."""
    return said[_start_of(said) :].replace(" ", "", 1)


def _start_of(said: str) -> int:
    number = _NUMBERED.match(said)
    return number.end() if number is not None else 0
