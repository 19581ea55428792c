"""Private keys: PEM blocks, whole or cut, their bodies alone, and the one-line forms.

Source: RFC 7468; RFC 5958 and 8017 (what the body of a key begins with); RFC 7517 and 7518 ("d" of a JWK);
PROTOCOL.key of OpenSSH; the formats of PuTTY, age, minisign, WireGuard, Bitcoin (WIF, BIP 32), Nostr.
"""

import re
from collections.abc import Iterator, Sequence

from replay.privacy.detectors import cues
from replay.privacy.match import Match
from replay.privacy.taken import disjoint

NAME = "private-key"
VERSION = 3

_BLOCK = re.compile(
    r"-----BEGIN (?:(?:[A-Z0-9]{2,12} ){0,2}PRIVATE KEY|PGP PRIVATE KEY BLOCK)-----"
    r"(?:[A-Za-z0-9+/=\s:,.()\\-]{0,20000}?-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----|"
    r"[A-Za-z0-9+/=\s]{0,20000})"
)
_LINES = r"[A-Za-z0-9+/=]{0,512}(?:\s{1,4}[A-Za-z0-9+/=]{20,512}){0,200}"
# A sequence whose first number is a version: no certificate and no public key begins so.
_BODY = re.compile(
    r"(?<![\w+/=.-])(?:MII[A-Za-z0-9+/]{2}[AQgw]IBA|M(?:Hc|HQ)CAQEE|MI(?:Gk|Hc)AgEB|MI(?:GH|G2|Hu)AgEAM|"
    r"MC4CAQAwBQYDK2V|"
    rf"b3BlbnNzaC1rZXktdjE){_LINES}"
)
# The end of a block, or PuTTY's lines, whatever is missing above.
_TAIL = re.compile(
    r"(?<![\w+/=])[A-Za-z0-9+/]{16,512}(?:\s{1,4}[A-Za-z0-9+/]{16,512}){0,200}={0,2}\s{1,4}"
    r"-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----"
)
_OTHER_HEAD = re.compile(r"-----BEGIN (?![A-Z0-9 ]{0,40}PRIVATE)[A-Z0-9 ]{1,40}-----[^-]{0,400}\Z")
"""What stands above what is public, or is enciphered with a key of its own."""
_PUTTY = re.compile(
    rf"\bPrivate-Lines: ?\d{{1,3}}\s{{1,4}}{_LINES}|\bPrivate-(?:MAC|Hash): ?[0-9a-f]{{40,64}}\b",
    re.IGNORECASE,
)
# The middle of one, perhaps: lines as long as those of a key, under no head of something else.
_MIDDLE = re.compile(
    r"(?<![\w+/=:;,-])(?:[A-Za-z0-9+/]{64}\n(?:[A-Za-z0-9+/]{64}\n){1,60}|"
    r"[A-Za-z0-9+/]{70}\n(?:[A-Za-z0-9+/]{70}\n){1,60})"
    r"(?:[A-Za-z0-9+/]{1,70}={0,2}(?!\S))?"
)
_PUBLIC = re.compile(
    r"certificate|public|ssh-|base64|signature|\bcsr\b|MII[A-Za-z0-9+/]{2,4}CC", re.IGNORECASE
)
_LINE = re.compile(
    r"\bAGE-SECRET-KEY-1[02-9AC-HJ-NP-Z]{40,80}\b|\bage-secret-key-1[02-9ac-hj-np-z]{40,80}\b|"
    r"\bPuTTY-User-Key-File-[23]: [\w-]{3,30}|\bRWR(?:TY0Iy|CSw)[A-Za-z0-9+/]{50,400}={0,2}|"
    r"\b[xyz]prv[1-9A-HJ-NP-Za-km-z]{90,120}\b|\bnsec1[02-9ac-hj-np-z]{50,70}\b"
)
_WALLET = re.compile(
    r"(?<![\w+/=.-])(?:5[HJK][1-9A-HJ-NP-Za-km-z]{49}|[KL][1-9A-HJ-NP-Za-km-z]{51})(?![\w+/=-])"
)
_KEY_WORD = (
    r"(?:(?:priv(?:ate)?|preshared|pre-shared|secret|encryption|signing|master|host|wallet|deployer|"
    r"validator|minter|"
    r"owner|eth(?:ereum)?|btc|account)[ _-]?keys?|privkey|(?:privater?|geheimer?|private[rn]) schlüssel|"
    r"privatschlüssel|clé privée|clave privada|chiave privata|chave privada|\bpsk)"
)
_IS = r"(?: (?:is|ist|lautet|est|es|è|for [\w.-]{1,20}(?: is)?))?[\"']?[ \t]*(?:[:=]{1,2}|[ \t])[ \t]*[\"'<]?"
_RAW = r"(?P<secret>[A-Za-z0-9+/]{43}=|(?:0x)?[0-9a-f]{64})(?![\w+/=])"
# As WireGuard and others keep it: 32 bytes in base 64 or 16.
_NAMED = re.compile(rf"(?<![^\W_]){_KEY_WORD}{_IS}{_RAW}", re.IGNORECASE)
_VARIABLE = re.compile(r"\b(?!\w*PUB)[A-Z_]{0,40}KEY=[\"']?(?P<secret>0x[0-9a-fA-F]{64})(?!\w)")
_JWK = re.compile(r"[\"']d[\"']\s?:\s?[\"'](?P<secret>[\w-]{42,700})[\"']")
_CUE = cues.cue(
    "key",
    "mii",
    "mhcc",
    "mhqc",
    "migk",
    "mihc",
    "migh",
    "mig2",
    "mihu",
    "mc4c",
    "b3bl",
    "private",
    "rwr",
    "prv",
    "nsec1",
)
_NAME_CUE = cues.cue("key", "schlüssel", "clé", "clave", "chiave", "chave", "psk")
_JWK_CUE = cues.cue('"d"', "'d'")
_SHORTEST_WALLET = 51
_HEAD_REACH = 460


def detect(text: str) -> Sequence[Match]:
    """Find private keys."""
    held = cues.held(text)
    found: list[Match] = []
    if held & _CUE:
        for form in (_BLOCK, _PUTTY, _LINE, _TAIL):
            found += [_whole(match, NAME, 0.99) for match in form.finditer(text)]
        found += [
            _whole(match, "private-key-body", 0.95)
            for match in _BODY.finditer(text)
            if len(match[0]) >= 40
            and not _OTHER_HEAD.search(text[max(match.start() - _HEAD_REACH, 0) : match.start()])
        ]
    found += _named(text, held)
    if len(text) >= _SHORTEST_WALLET:
        found += [
            _whole(match, "private-key-wallet", 0.85)
            for match in _WALLET.finditer(text)
            if _is_mixed(match[0])
        ]
    if "\n" in text and not _PUBLIC.search(text):
        lines = (match for match in _MIDDLE.finditer(text) if all(map(_is_mixed, match[0].split()[:2])))
        found += [_whole(match, "private-key-lines", 0.6) for match in lines]
    return sorted(_apart(found), key=lambda match: match.start)


def _named(text: str, held: int) -> Iterator[Match]:
    forms = [_NAMED, _VARIABLE] if held & _NAME_CUE else []
    for form in (*forms, *([_JWK] if held & _JWK_CUE else [])):
        for match in form.finditer(text):
            yield Match(match.start("secret"), match.end("secret"), NAME, "private-key-named", 0.9)


def _whole(match: re.Match[str], rule: str, confidence: float) -> Match:
    return Match(match.start(), match.start() + len(match[0].rstrip()), NAME, rule, confidence)


def _is_mixed(word: str) -> bool:
    return all(any(map(kind, word)) for kind in (str.islower, str.isupper, str.isdigit))


def _apart(found: Sequence[Match]) -> list[Match]:
    """Return what lies in nothing longer: a body is told with its head and its end."""
    return disjoint(sorted(found, key=lambda match: match.start - match.stop))
