"""URLs that carry a password or a token: before the host, or among the parameters.

Source: RFC 3986, section 3.2.1.
"""

import re
from collections.abc import Sequence

from replay.privacy.match import Match

NAME = "url-credentials"
VERSION = 1

_USER = re.compile(
    r"\b[a-z][a-z0-9+.-]{1,30}://(?P<user>[^\s/:@?#]{0,256}):(?P<secret>[^\s/?#]{1,256})@(?=[\w\[])",
    re.IGNORECASE,
)
# As people type them: signs that a URL must code stand in the password as they are.
_UNCODED = re.compile(
    r"\b[a-z][a-z0-9+.-]{1,30}://(?P<user>[^\s/:@?#]{0,256}):(?!\d{1,5}[/?#])(?P<secret>[^\s\"'<>]{1,128}?)"
    r"@(?=[\w.-]{1,200}(?:[:/?#\s\"']|$))",
    re.IGNORECASE,
)
_PARAMETER = re.compile(
    r"[?&#;](?:access_token|id_token|refresh_token|auth(?:_?token)?|token|api_?key|key|password|passwd|pwd|"
    r"secret|client_secret|sig|signature|session(?:id)?|x-amz-signature)=(?P<secret>[^\s&#\"'<>]{6,2048})",
    re.IGNORECASE,
)
_PLACEHOLDER = re.compile(r"[<{$%*x.]+|(?:\$|%|<|\{).*", re.IGNORECASE)


def detect(text: str) -> Sequence[Match]:
    """Find the secret parts of URLs."""
    matches: list[Match] = []
    if "://" in text:
        matches.extend(_matches(_UNCODED, text, 0.98) or _matches(_USER, text, 0.98))
    if "=" in text:
        matches.extend(_matches(_PARAMETER, text, 0.87))
    return sorted(matches, key=lambda match: match.start)


def _matches(form: re.Pattern[str], text: str, confidence: float) -> list[Match]:
    return [
        Match(found.start("secret"), found.end("secret"), NAME, NAME, confidence)
        for found in form.finditer(text)
        if not _PLACEHOLDER.fullmatch(found["secret"])
    ]
