"""How one-time codes and codes kept for a lost second factor are written down and sent.

Forms are asked of texts without accents; the group "code" holds the code.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from replay.privacy.detectors import cues
from replay.privacy.detectors.dates import is_year
from replay.privacy.words import codes
from replay.privacy.words.plain import Words, plain

_AROUND, _NEAR = 24, 0.8
"""So many characters before a form may say what it is of."""

_DIGITS = r"\d{3}[ -]\d{3}|\d{4}[ -]\d{4}|\d{2}(?:[ -]\d{2}){2,3}|\d(?:[ -]\d){3,7}|\d{4,8}"
_CODE = rf"(?P<code>{_DIGITS})(?![\w-]|[.,/:]\d| ?[€$%])"
_SHORT = rf"(?P<code>G-\d{{6}}|{_DIGITS}|\d{{9,10}}|(?-i:[A-Z0-9]{{3}}-[A-Z0-9]{{3}}))(?![\w-]|[.,]\d)"
_SIX = r"(?P<code>\d{6}|\d{3}[ -]\d{3}|\d{2}[ -]\d{2}[ -]\d{2})(?![\w/-]|[.,:]\d| ?[€$%])"
_IS = r"(?:is|was|are|ist|war|sind|est|c['’]est|es|e|lautet|lauten|jest|to|je|er|ar|on|for \w+ is)\b"
_OF_ONE = r"(?:your|the|my|this|ihr|dein|der|das|mein|votre|ton|tu|su|il tuo|il suo|uw|je|twoj)"
_PURPOSE = r"(?:to|as|for|um|zur|zum|pour|para|per) "
_WORD = codes.CODE
_NAME = rf"(?:{codes.ONE_TIME}|passcode)"


@dataclass(frozen=True, slots=True)
class CodeForm:
    """How codes are written beside words."""

    form: re.Pattern[str]
    confidence: float
    cue: int
    """Of what stands in all of them."""
    is_sure: bool
    """Whether no other code is called so: one of a place, an article, a mistake."""


def _form(words: str, form: str, confidence: float, *, is_sure: bool = False) -> CodeForm:
    return CodeForm(re.compile(form, re.IGNORECASE), confidence, cues.cue(*words.split("|")), is_sure)


_CODES = "code|codigo|codice|codici|codul|coduri|kod|kood|kód|код|κωδικ|验证码|コード"
_NAMES = (
    f"{_CODES}|otp|2fa|mfa|tan|one-time|one time|einmal|number|authenticator|passcode|парол|인증|-pin| pin|"
    "blik|de firma|operaci|un solo uso|de un uso|dinámic|bizum|token|descartável|temporári|monouso|"
    "usa e getta|"
    "usage unique|jednoraz|eenmalig|engangs|engångs|kertakäyttö|tunnusluku|egyszer|belépési|biztonsági|"
    "hitelesítő|ellenőrző|megerősítő|doğrulama|onay|güvenlik|tek kullan|giriş|"
    "sms|retrait|prelievo|levantamento|retirada|mb way|withdrawal|pickup|abhol|auszahl|afhaal|opname"
)

FORMS: tuple[CodeForm, ...] = (
    _form(
        f"{_CODES}|pin|otp|tan",
        rf"(?<![\w.-]){_SHORT}\s+(?:is|ist|est|es|e)\s+{_OF_ONE}\s+(?:[\w.]{{1,24}}\s+){{0,3}}(?:{_NAME}|"
        rf"{_WORD}|pin)\b",
        0.9,
    ),
    _form("g-", r"\b(?P<code>G-\d{6})\b", 0.85, is_sure=True),
    _form(_CODES, rf"\b{_WORD}(?:\s{_IS}:?|\s?[:=])\s*{_SIX}", 0.7),
    _form(_CODES, rf"\b{_WORD}(?:\s{_IS}:?|\s?[:=])\s*{_CODE}(?! ?[^\W\d])", 0.6),
    _form(
        f"{_CODES}|pin",
        r"\b(?:your|ihr|dein|votre|ton|su|tu|il tuo|seu|uw|je|twoj)\s(?:(?!error|zip|postal|promo|area|"
        r"product)[\w.]{1,24}\s)"
        rf"{{0,3}}(?:{_WORD}|pin)\s?(?:{_IS}|:){{1,2}}\s*{_CODE}",
        0.85,
    ),
    _form(
        "use|enter|type|nutzen sie|geben sie|utilisez|usa",
        rf"\b(?:use|enter|type|nutzen sie|geben sie|utilisez|usa)\s(?:the\s|den\s|le\s|"
        rf"el\s)?(?:code\s)?{_CODE}"
        rf"\s(?:(?:on|into|in|auf|dans|sur|en|su|op) (?:the|der|dem|la|le|il|el|de|het) [^\W\d]+ )?"
        rf"(?:{_PURPOSE})?(?:your|pair|link|activate|register|verify|sign|log|confirm|complete|reset|"
        rf"access|authenticate|continue|"
        rf"ihr|ein|bestatig|"
        r"anmeld|vous|votre|tu|su|verificar|confirmar|get in)",
        0.85,
    ),
    _form(
        f"{_CODES}|token|pin",
        rf"\b(?:{_WORD}|token|pin)\s(?:(?:that|which)\s)?(?:from|in|via|by|per|aus|von|vom|par|por|da|dal|"
        rf"uit|z)\s"
        r"(?:the\s|my\s|der\s|dem\s|a\s)?(?:sms|text|e-?mail|app|authenticator|phone|handy)"
        rf"\W{{1,3}}(?:{_IS}\s)?{_CODE}",
        0.8,
    ),
    _form(
        f"{_CODES}|token",
        rf"\b(?:token|{_WORD})\s{_CODE}\s(?:from|in|on|aus|von)\s(?:the\s|my\s|der\s|dem\s)?"
        r"(?:sms|text|app|authenticator|phone|handy)",
        0.8,
    ),
    # Of a door, an alarm, a bicycle's lock.
    _form(
        _CODES,
        rf"\b{_WORD} (?:for|to|of|fur|zum|zur|pour|para|per|voor|do) "
        r"(?:[^\W\d]+ ){0,3}[^\W\d]+(?: is| ist| est| es| e|:) (?P<code>\d{4,8})(?![\w,/-]|\.\d)",
        0.7,
    ),
    # Of what is locked.
    _form(
        f"{_CODES}|combination|kombination",
        r"\b(?:(?:door|gate|entry|garage|alarm|safe|lock|building|locker|key ?box|tur|tor|haus|"
        r"tresor|schliessfach|schließfach|schloss)[- ]?code|combination|kombination)\b"
        r"(?: (?:is|ist|lautet|est|es|e))?:? "
        r"(?P<code>\d{4,8}|\d{3} \d{3}|\d{1,2}(?:-\d{1,2}){2,3})(?![\w,/-]|\.\d)",
        0.75,
    ),
    # Of what somebody was sent: "the code they texted me is 482913".
    _form(
        _CODES,
        rf"\b{_WORD}\b(?: [^\W\d]+){{0,4}} (?:sent|texted|mailed|emailed|got|received|gave)"
        r"(?: [^\W\d]+){0,4}(?: is| was|:) (?P<code>\d{4,8}|\d{3} \d{3})(?![\w,/-]|\.\d)",
        0.8,
    ),
    # Of what has just come, whatever it is called: "they just sent me 482913".
    _form(
        "sent|texted|messaged|emailed|hat mir|haben mir|envoy|recevoir|texté|mandar|mandado|envia|llega|"
        "mandato|inviato|arrivato|heeft me|hebben me|stuurde|przysł|wysłał|mandou|enviou|skickade|sendte",
        rf"\b{codes.JUST_SENT}\b(?: (?:by|per|via|par|por) [^\W\d]+)? ?:? ?(?:the |der |le |el )?"
        r"(?P<code>\d{6}|\d{3}[ -]\d{3}|\d{8})(?![\w/-]|[.,:]\d| ?[€$%])(?! ?[^\W\d]*s\b)"
        r"(?=[ \t]*(?:$|[\n,.;!)]| (?:for|to|um|zum|zur|fur|pour|para|per|om|voor|do|za|for att|as)\b))",
        0.7,
    ),
    # Of an option.
    _form(
        "otp|2fa|mfa|tan|-code|-token",
        r"(?<!\S)--?(?:otp|totp|2fa|mfa|tan|(?:mfa|auth|token|otp)-(?:code|"
        r"token))[= ](?P<code>\d{6,8})(?!\w)",
        0.9,
        is_sure=True,
    ),
    # What a message or a device says.
    _form(
        "sms|text|authenticator|token|app",
        r"\b(?:sms|text|authenticator|token|app)\b[^\n\d]{0,24}\b(?:says?|said|shows?|sagt|zeigt|steht|dit|"
        r"indique|dice|"
        rf"zegt|diz|pokazuje)\b[^\w\n]{{0,3}}{_SIX}",
        0.7,
    ),
    # Somewhere behind the word: in doubt.
    _form(
        f"{_CODES}|tan|otp",
        rf"(?<![\w-])(?:(?:sms-?|login-?)?{_WORD}|tan|otp)\b(?:[ ,:;?!'’=(-]{{1,3}}[^\W\d_]{{1,14}}){{0,4}}"
        rf"[ ,:;?!=(-]{{1,3}}{_SIX}",
        0.6,
    ),
)

_NAMED = re.compile(rf"\b{_NAME}\b", re.IGNORECASE)
_BEHIND_NAME = (
    (re.compile(rf"[^\w\n]{{0,4}}(?:{_IS}[^\w\n]{{0,4}})?{_SHORT}", re.IGNORECASE), 0.9),
    # Some words on, behind a colon or a verb, or six digits.
    (
        re.compile(
            rf"(?:[ ,'’-]{{1,2}}[^\W\d_]{{1,14}}){{1,5}}(?: ?[:=,]| {_IS}:?)[ ]*{_SHORT}", re.IGNORECASE
        ),
        0.75,
    ),
    (re.compile(rf"(?:[ ,'’-]{{1,2}}[^\W\d_]{{1,14}}){{1,3}} {_SIX}", re.IGNORECASE), 0.65),
)
NAMED_CUE = cues.cue(*_NAMES.split("|"))
_TALK = Words(rf"\b(?:{codes.ONE_TIME}|{codes.CODE}|tan|otp|2fa|mfa)\b")
_LONE = re.compile(
    r"(?<![\w.,/:#+-])(?<!\d )(?:\d{6}|\d{3} \d{3}|\d{2} \d{2} \d{2})(?![\w/-]|[.,:]\d| ?[€$%]| \d)"
)
_APART_BEFORE = re.compile(
    r"(?:[:,=-] ?|(?<!\w)(?:is|it['’]s|ist|c['’]est|est|es|è|é|to|je|är|er|это|це|είναι|on) )\Z",
    re.IGNORECASE,
)
_WHAT_FOR = re.compile(
    r"[,;] | (?:pour|to|for|um|zum|zur|fürs|para|per|om|voor|na|do|för|til|for|za|на|для|чтобы|için|pentru|"
    r"kvůli|k)\b"
)
_FOUR = re.compile(r"(?<![\w.,/:#+-])(?<!\d )\d{4,8}(?![\w/-]|[.,:]\d| ?[€$%]| \d)")


def named_codes(bare: str) -> Iterator[tuple[int, int, float]]:
    """Yield where codes stand behind a name that only such codes have, and how sure that is.

    Args:
        bare: A text without accents.
    """
    for name in _NAMED.finditer(bare):
        for form, confidence in _BEHIND_NAME:
            found = form.match(bare, name.end())
            if found is None:
                continue
            is_near = confidence >= _NEAR
            if is_near or not (is_year(found["code"]) or _is_else(_before(bare, found))):
                yield (*found.span("code"), confidence)
            break


def spoken_codes(text: str) -> Iterator[tuple[int, int, float]]:
    """Yield the only number in a line that says a code was sent, and how sure it is."""
    start = 0
    for line in text.splitlines(keepends=True):
        if _FOUR.search(line) or _LONE.search(line):
            yield from _spoken(line, start)
        start += len(line)


def _spoken(line: str, start: int) -> Iterator[tuple[int, int, float]]:
    talks, is_sent = _TALK.search(line), codes.SENT.search(line)
    told = (talks and is_sent) or codes.MESSAGE.search(line) or (is_sent and codes.PURPOSE.search(line))
    if not told or _is_else(line):
        return
    numbers = [*_FOUR.finditer(line), *_LONE.finditer(line)]
    numbers = [each for each in numbers if len(numbers) == 1 or len(each[0]) > 4]
    if len({each.span() for each in numbers}) != 1 or is_year(numbers[0][0]):
        return
    six = _LONE.fullmatch(numbers[0][0]) is not None
    start_at, stop_at = numbers[0].span()
    if is_sent and codes.PURPOSE.search(line):
        six = six or re.fullmatch(r"\d{7,8}", numbers[0][0]) is not None
    lone = talks is not None or _stands_apart(line, start_at, stop_at)
    if (six and lone) or (talks and is_sent):
        yield start + numbers[0].start(), start + numbers[0].end(), 0.65 if six else 0.6


def _stands_apart(line: str, start: int, stop: int) -> bool:
    """Say whether a number begins or ends a line or a clause, or is what something is done with."""
    return bool(
        not line[:start].strip()
        or _APART_BEFORE.search(line[:start])
        or not line[stop:].strip(" .!?)\n\r")
        or _WHAT_FOR.match(line[stop:])
    )


def is_of_else(text: str, found: re.Match[str]) -> bool:
    """Say whether the words around a code say that it is another one, which stays."""
    return _is_else(_before(text, found))


def _before(text: str, found: re.Match[str]) -> str:
    return text[max(found.start() - _AROUND, 0) : found.end()].rpartition("\n")[2]


def _is_else(line: str) -> bool:
    return codes.OTHER.search(line) is not None or codes.WORKED_ON.search(line) is not None


_KEPT_NAME = re.compile(rf"(?<![^\W_])(?:{codes.KEPT})(?!\w)", re.IGNORECASE)
_KEPT_FOR = re.compile(r"(?:[ \t]+[^\d\s]{1,24}){1,8}?(?=:|[ \t]*\n)")
_KEPT = re.compile(
    r"[\s,;:•*.|\d)(-]{0,6}?(?<!\w)(?P<code>(?=[a-z-]{0,12}\d)[a-z0-9]{4,6}(?:[- ][a-z0-9]{4,6}){1,3}|"
    r"\d{8,10})"
    r"(?![\w-])",
    re.IGNORECASE,
)
_VERB = re.compile(rf"\s{_IS}", re.IGNORECASE)
_MOST_KEPT = 24
KEPT_CUE = cues.cue(
    *(
        "recovery",
        "up",
        "scratch",
        "emergency",
        "schlüssel",
        "ersatz",
        "notfall",
        "reserve",
        "code",
        "codici",
    ),
    *("kod", "kód", "codigo", "coduri", "код", "κωδικ"),
)
SPOKEN_CUE = cues.cue(
    *_CODES.split("|"), "tan", "otp", "2fa", "mfa", "sms", "text", "authenticator", " app", "смс", "μήνυμα",
    *("短信", "tekstivi", "valid", "confirm", "conferm", "bestätig", "bevestig", "verif", "log", "sign in"),
    *("signin", "conne", "anmeld", "inlogg", "zalogow", "potwierd", "přihl", "potvr", "acced", "access"),
    *("sesi", "entrar", "bekr", "kirjaut", "vahvist", "belép", "megerős", "autent", "giriş", "onay", "вход"),
    *("войти", "подтв", "підтв", "επιβ", "authori", "freige"),
)  # fmt: skip
LIKE_A_CODE = re.compile(r"\d(?:[ -]?\d){3}|\d[^\W_]{0,5}[ -][^\W_]{3}|-[^\W_]{0,5}\d")
"""One of these stands in all that is found here."""


def kept_codes(text: str) -> Iterator[tuple[int, int]]:
    """Yield where codes stand behind their name that are kept for the day a second factor is lost."""
    bare = plain(text)
    for name in _KEPT_NAME.finditer(bare):
        verb = _VERB.match(bare, name.end()) or _KEPT_FOR.match(bare, name.end())
        place = verb.end() if verb is not None else name.end()
        for _ in range(_MOST_KEPT):
            found = _KEPT.match(bare, place)
            if found is None:
                break
            yield found.span("code")
            place = found.end()
