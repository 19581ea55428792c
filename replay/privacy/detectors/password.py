"""Passwords that a word or a command beside them tells; the others are found by context."""

import re
from collections.abc import Iterator, Sequence

from replay.privacy.detectors import prose
from replay.privacy.detectors.nearby import has_any
from replay.privacy.likeness import is_strong, password_likeness
from replay.privacy.match import Match

NAME = "password"
VERSION = 2

_WORD = (
    r"(?:pass ?-?w[o0]rd|p/w|pass ?-?phrase|passwd|pwd|pw|passcode|kennwort|passwort|mot de passe|"
    r"contrase[ñn]a|senha|"
    r"wachtwoord|hasło|lösenord|пароль|密码|pin(?: code)?)"
)
_VALUE = r"(?P<secret>[^\s\"'<>,;]{3,128})"
_FOR = (
    r"(?: (?:for|to|of|on|für|zum|zur|von|pour|de|du|para)"
    r" (?:the |my |your |our |de[nmr] |die |das |le |la |el )?[\w.-]{1,30}(?: [\w.-]{1,30})?)?"
)
_TOLD = re.compile(
    rf"(?<![\w])(?:\w{{1,30}}[_-])?{_WORD}{_FOR}"
    # A short word needs more than a colon: "pin:" may be anything.
    rf"(?:[\"']?\s?(?:=|:[ \t\"'])|(?<=[a-z]{{5}})\s?:)[ \t]?[\"']?{_VALUE}",
    re.IGNORECASE,
)
_BARE = re.compile(rf"(?<![\w]){_WORD} [\"']?{_VALUE}", re.IGNORECASE)
_PAIR = re.compile(
    r"(?<![\w])(?:creds?|credentials|log-?in|account|user(?:name)?)(?: (?:is|with|are|as)|:)? [\w.@+-]{2,64}"
    r"(?:\s?[/:,|]\s?| (?:and |with )?(?:pass|pw|pwd|password):? )(?P<secret>[^\s\"'<>]{4,128})",
    re.IGNORECASE,
)
_PASS = re.compile(r"(?<![\w])pass(?: ?[=:] ?| is | )(?P<secret>[^\s\"'<>,;]{4,128})", re.IGNORECASE)
_PIN = re.compile(r"(?<![\w])pin(?: code| number)?(?: is|:)? (?P<secret>\d{4,8})(?![\w.,/-])", re.IGNORECASE)
_SAID = re.compile(
    rf"(?<![\w]){_WORD}{_FOR}(?: (?:has |was )?changed,? (?:to|it['’]?s|it is|is)| is|"
    r" will be| should be| (?:is )?set to|['’]s| was| ist| lautet| est|"
    rf" es)(?: now| still)?:? [\"']?{_VALUE}",
    re.IGNORECASE,
)
_COMMANDS = re.compile(
    r"\b(?:mysql|mysqldump|mysqladmin|mariadb)\b[^\n|;]{0,120}?\s-p(?P<mysql>[^\s-][^\s|;]{2,})"
    r"|\bsshpass\s+-p\s*[\"']?(?P<sshpass>[^\s\"']{3,})"
    r"|\bcurl\b[^\n|;]{0,200}?\s(?:-u|--user)\s+[\"']?[^\s:\"']{1,64}:(?P<curl>[^\s\"']{3,})"
    r"|(?<!\w)--?(?:[\w-]{1,20}-)?(?:password|passwd|pass|pw)(?:=[\"']?|\s+[\"']?(?!-))(?P<option>[^\s\"']{3,})"
    r"|\b(?:PGPASSWORD|MYSQL_PWD|SSHPASS|\w{0,30}(?:PASSW[O0]RD|PASSWD|"
    r"PASSPHRASE|_PASS|_PWD))=[\"']?(?P<variable>[^\s\"']{3,})"
    r"|\becho\s+[\"']?(?P<piped>[^\s\"'|]{4,})[\"']?\s*\|\s*sudo\s+-S"
    r"|\bIDENTIFIED\s+BY\s+[\"'](?P<sql>[^\"'\n]{3,})[\"']"
    r"|\bhtpasswd\s+-\w*b\w*\s+\S+\s+\S+\s+(?P<htpasswd>\S{3,})"
    r"|\bdocker\s+login\b[^\n]{0,80}?\s-p\s+(?P<docker>[^\s-]\S{2,})"
    r"|\bsmbclient\b[^\n]{0,120}?\s-U\s+[^\s%]{1,64}%(?P<smb>\S{3,})"
    r"|\bredis-cli\b[^\n]{0,120}?\s-a\s+(?P<redis>\S{3,})"
    r"|\s-pass(?:in|out)?\s+pass:(?P<openssl>\S{3,})"
    r"|\b(?:7za?|rar|unrar)\b[^\n|;]{0,120}?\s-h?p(?P<archive>[^\s-]\S{2,})"
    r"|\b(?:zip|unzip)\b[^\n|;]{0,120}?\s-P\s+(?P<zip>[^\s-]\S{2,})"
    r"|\b(?:az|podman|helm|oc|argocd|cf|skopeo)\b[^\n|;]{0,80}?\blogin\b[^\n|;]{0,120}?\s-p\s+(?P<login>[^\s-]\S{2,})"
    r"|\bnet\s+use\s[^\n]{0,80}?\\\\\S+\s+(?P<share>[^\s/*]\S{2,})"
    r"|\bnet\s+user?\s+\S+\s+(?P<net>[^\s/*]\S{2,})\s+/add",
    re.IGNORECASE,
)
_TALK = re.compile(
    rf"(?<![\w])(?:{_WORD}|creds?|credentials|zugangsdaten|identifiants|credenciales|log ?in|sign in)"
    r"(?![\w])",
    re.IGNORECASE,
)
_SLASHED = re.compile(r"(?<![\w/])[\w.@-]{2,40} / (?P<secret>\S{8,64})")
_CLOCK = re.compile(r"\d:\d\d")
_EDGES = "\"'`()[]{}<>.,:;"
_NOT_SECRET = re.compile(
    r"(?:is|was|the|a|an|my|your|for|to|and|or|not|required|please|field|reset|protected|correct|incorrect|"
    r"wrong|"
    r"expired|change|changed|manager|forgotten|too|safe|secret|policy|here|in|on|null|none|true|false|"
    r"prompt|weak|"
    r"strong|hard|easy|long|short|same|stored|saved|hashed|encrypted|valid|invalid|missing|empty|being|"
    r"case|set|"
    r"now|still|already|never|always|just|also|only|different|outdated|public|known|unknown|optional|"
    r"expected|"
    r"str|int|bytes|string|input|typing|pwd|pw|passwd|password\w*|login|using|used|with|if|when|from|user|"
    r"username|"
    # What is fetched from elsewhere in a program is not the password itself.
    r"[\w.]+\(.*|[\w.]+\[.*|(?:self|this|os|cls|args|config|settings|request|params|data|auth)(?:\.\w+)+|"
    r"\(?\w+(?:\.\w+)+\(.*|[a-z]+/[a-z]+|\w+=\w+|specified|given|provided|entered|needed|accepted|typed|sent|asked|"
    r"[*•●.x_-]+|\$(?:\w+|[({].*)|<.*|\{.*|%(?:[sdr]|\w+%|[({].*))[.!?:,;)]*",
    re.IGNORECASE,
)


_CUES = (
    *(
        "pass",
        "pwd",
        "pw",
        "kennwort",
        "contrase",
        "senha",
        "wachtwoord",
        "hasło",
        "lösenord",
        "пароль",
        "密码",
    ),
    *("mot de", "pin", "cred", "login", "log-in", "account", "user", "mysql", "mariadb", "curl", "sudo"),
    *("identified", "docker", "smbclient", "redis-cli", "/add", "p/w", "7z", "rar", "zip", "net use", " / "),
    *("zugangsdaten", "identifiants", "sign in", "log in"),
)
"""One of these stands in everything that the forms below and the commands find."""

_TELLING = (
    (_TOLD, 0.88, 0.0),
    (_SAID, 0.85, 0.0),
    (_BARE, 0.8, 0.6),
    (_PAIR, 0.8, 0.5),
    (_PASS, 0.8, 0.85),
    (_PIN, 0.75, 0.0),
)
"""Each form, how sure it is, and how much like a password the word must look."""


def detect(text: str) -> Sequence[Match]:
    """Find passwords beside the words that tell them."""
    matches: dict[int, Match] = {}
    if not has_any(text, _CUES):
        return []
    for found in _COMMANDS.finditer(text):
        group = found.lastgroup
        if group is not None and not _NOT_SECRET.fullmatch(found[group]):
            matches[found.start(group)] = Match(
                found.start(group), found.end(group), NAME, "password-command", 0.93
            )
    for form, confidence, least in _TELLING:
        for found in form.finditer(text):
            secret = found["secret"].rstrip(".,;:)]}")
            if (
                len(secret) >= 3
                and (not least or password_likeness(secret) >= least)
                and not _NOT_SECRET.fullmatch(found["secret"])
            ):
                start, stop = found.start("secret"), found.start("secret") + len(secret)
                sure = _certainty(form, secret, text[stop : stop + 12], confidence)
                if sure:
                    matches.setdefault(start, Match(start, stop, NAME, "password-told", sure))
    for match in (*_beside_talk(text), *_slashed(text)):
        matches.setdefault(match.start, match)
    return [matches[start] for start in sorted(matches)]


def _certainty(form: re.Pattern[str], secret: str, after: str, confidence: float) -> float:
    """Return how sure it is that a word is told as a password, 0 for prose."""
    if prose.is_told_elsewhere(secret):
        return 0.0
    if form is not _SAID:
        return confidence
    if prose.is_said_of_it(secret) or prose.is_compared(after):
        return 0.0
    return prose.PLAIN_CONFIDENCE if prose.is_mid_sentence(secret, after) else confidence


def _beside_talk(text: str) -> Iterator[Match]:
    """Find a strong password in a line that talks of passwords, in whatever words."""
    start = 0
    for line in text.splitlines(keepends=True):
        if _TALK.search(line):
            for found in re.finditer(r"\S+", line):
                word = found[0].strip(_EDGES)
                if is_strong(word) and not _CLOCK.search(word):  # A time, and a slip in it.
                    at = start + found.start() + found[0].index(word)
                    yield Match(at, at + len(word), NAME, "password-beside", 0.75)
        start += len(line)


def _slashed(text: str) -> Iterator[Match]:
    """Find the second of "admin / S3cret!pass"."""
    for found in _SLASHED.finditer(text):
        if is_strong(found["secret"]):
            yield Match(found.start("secret"), found.end("secret"), NAME, "password-told", 0.75)
