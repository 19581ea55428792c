"""How one-time codes and codes kept for a lost second factor are written down and sent.

A form gives the confidence of what its group "code" holds.
"""

import re
from collections.abc import Iterator

_SHORT = r"(?P<code>G-\d{6}|\d{3}[ -]\d{3}|\d{4,8}|[A-Z0-9]{3}-[A-Z0-9]{3})(?![\w-]|[.,]\d)"
_DIGITS = r"(?P<code>\d{3}[ -]\d{3}|\d{4,8})(?![\w-]|[.,/]\d)"
_IS = r"(?:is|was|are|ist|sind|est|es|è|lautet|lauten|for \w+ is)\b"
_OF_ONE = r"(?:your|the|my|this|ihr|dein|der|das|mein|votre|ton|tu|su|il tuo|il suo|uw|je)"
_WORD = (
    r"(?:one[- ]time (?:pass)?(?:code|word|pin)|otp|(?:verification|security|confirmation|authentication|"
    r"login|sign[- ]in|access|auth|sms|2fa|mfa|two[- ]factor|activation|unlock)[ -](?:code|pin|number)|"
    r"passcode|2fa|mfa|"
    r"(?:m|sms-?|chip-?|push-?)?tan|einmal-?(?:passwort|kennwort|code|pin)|"
    r"(?:bestätigungs|sicherheits|freischalt|aktivierungs|zugangs|anmelde|verifizierungs|verifikations|"
    r"prüf|entsperr|"
    r"sms-|2fa-|login-)code|"
    r"code (?:de |d['’]|à )(?:vérification|sécurité|confirmation|accès|validation|usage unique)|"
    r"código(?: de (?:verificación|seguridad|confirmación|acceso|verificação|segurança))?|"
    r"codice(?: di (?:verifica|sicurezza|conferma|accesso))?|verificatiecode|beveiligingscode|"
    r"authenticator(?: code)?)"
)
_OF_ELSE = "".join(
    rf"(?<!\b{word} )"
    for word in (
        "error",
        "status",
        "exit",
        "zip",
        "postal",
        "area",
        "product",
        "promo",
        "color",
        "colour",
        "source",
        "http",
        "return",
        "response",
        "bar",
        "qr",
        "country",
        "discount",
        "voucher",
        "article",
        "item",
        "booking",
        "bank",
        "sort",
    )
)
_ABOUT_ELSE = (
    r"(?:review|commit|merge|branch|build|deploy|tickets?|order|bestell\w*|line|lines|zeilen?|issues?|"
    r"bugs?|pr|mr|in|"
    r"invoice|article|artikel|part|item|price|version|run|test|tests|error|fehler|room|raum|since|seit|"
    r"about|over)\b"
)
_PURPOSE = r"(?:to|as|for|um|zur|zum|pour|para|per) "

FORMS: tuple[tuple[re.Pattern[str], float], ...] = tuple(
    (re.compile(form, re.IGNORECASE), confidence)
    for form, confidence in (
        (rf"\b{_WORD}\b[^\w\n]{{0,4}}(?:{_IS}[^\w\n]{{0,4}})?{_SHORT}", 0.9),
        (
            (
                rf"(?<![\w.-]){_SHORT}\s+(?:is|ist|est|es|è)\s+{_OF_ONE}\s+"
                rf"(?:[\w.]{{1,24}}\s+){{0,3}}(?:{_WORD}|code|pin)\b"
            ),
            0.9,
        ),
        (r"\b(?P<code>G-\d{6})\b", 0.85),
        (
            (
                rf"{_OF_ELSE}\bcode(?:\s+(?:is|ist|est|es|lautet):?|:)\s*(?P<code>\d{{6}}|"
                rf"\d{{3}}[ -]\d{{3}})(?!\w)"
            ),
            0.7,
        ),
        (
            (
                r"\b(?:your|ihr|dein|votre|ton|su|tu|il tuo)\s(?:(?!error|zip|postal|promo|area|"
                r"product)[\w.]{1,24}\s){0,3}"
                rf"(?:code|pin)\s?(?:{_IS}|:){{1,2}}\s*{_DIGITS}"
            ),
            0.85,
        ),
        (
            (
                rf"\b(?:use|enter|type|nutzen sie|geben sie|utilisez|usa)\s(?:the\s|den\s|le\s|"
                rf"el\s)?(?:code\s)?{_DIGITS}"
                rf"\s(?:{_PURPOSE})?(?:your|verify|sign|log|confirm|complete|reset|access|authenticate|"
                rf"continue|ihr|ein|"
                r"bestätig|anmeld|vous|votre|tu|su|verificar|confirmar)"
            ),
            0.85,
        ),
        (
            (
                r"\b(?:code|token|pin)\s(?:(?:that|which)\s)?(?:from|in|via|by|per|aus|von|vom|par|"
                r"por)\s(?:the\s|my\s|der\s|"
                rf"dem\s|a\s)?(?:sms|text|e-?mail|app|authenticator|phone|"
                rf"handy)\W{{1,3}}(?:{_IS}\s)?{_DIGITS}"
            ),
            0.8,
        ),
        (
            (
                rf"\b(?:token|code)\s{_DIGITS}\s(?:from|in|on|aus|von)\s(?:the\s|my\s|der\s|dem\s)?"
                r"(?:sms|text|app|authenticator|phone|handy)"
            ),
            0.8,
        ),
        # Of a door, an alarm, a bicycle's lock.
        (
            (
                rf"{_OF_ELSE}\bcode (?:for|to|of|für|zum|zur) "
                r"(?:[^\W\d]+ ){0,3}[^\W\d]+(?: is| ist|:) (?P<code>\d{4,8})(?![\w,/-]|\.\d)"
            ),
            0.7,
        ),
        # Of what is locked.
        (
            (
                r"\b(?:(?:door|gate|entry|garage|alarm|safe|lock|building|locker|key ?box|tür|tor|haus|"
                r"tresor|schließfach|schloss)[- ]?code|combination|kombination)\b"
                r"(?: (?:is|ist|lautet|est|es|è))?:? "
                r"(?P<code>\d{4,8}|\d{3} \d{3}|\d{1,2}(?:-\d{1,2}){2,3})(?![\w,/-]|\.\d)"
            ),
            0.75,
        ),
        # Of what somebody was sent: "the code they texted me is 482913".
        (
            (
                r"\bcode\b(?: [^\W\d]+){0,4} (?:sent|texted|mailed|emailed|got|received|gave)"
                r"(?: [^\W\d]+){0,4}(?: is| was|:) "
                r"(?P<code>\d{4,8}|\d{3} \d{3})(?![\w,/-]|\.\d)"
            ),
            0.8,
        ),
        # Of an option.
        (
            (
                r"(?<!\S)--?(?:otp|totp|2fa|mfa|tan|(?:mfa|auth|token|otp)-(?:code|token))[= ]"
                r"(?P<code>\d{6,8})(?!\w)"
            ),
            0.9,
        ),
        # Somewhere behind the word: in doubt.
        (
            (
                rf"{_OF_ELSE}(?<![\w-])(?:(?:sms-?|login-?)?code|tan|otp|código|codice)\b"
                rf"(?:[ ,:;?!'’=(-]{{1,3}}(?!{_ABOUT_ELSE})[^\W\d_]{{1,14}}){{0,4}}[ ,:;?!=(-]{{1,3}}"
                r"(?P<code>\d{6}|\d{3} \d{3})(?![\w/-]|[.,:]\d| ?[€$%])"
            ),
            0.6,
        ),
    )
)

_KEPT_NAME = re.compile(
    r"\b(?:recovery|back-?up|scratch|emergency|wiederherstellungs|ersatz|notfall|reserve)[ -]?(?:codes?|"
    r"keys?|"
    r"schlüssel)|\bcodes? (?:de )?(?:récupération|secours|recuperación|respaldo)|\bcodici di recupero",
    re.IGNORECASE,
)
_KEPT = re.compile(
    r"[\s,;:•*.|\d)(-]{0,6}?(?<!\w)(?P<code>(?=[a-z-]{0,12}\d)[a-z0-9]{4,6}(?:[- ][a-z0-9]{4,6}){1,3}|"
    r"\d{8,10})"
    r"(?![\w-])",
    re.IGNORECASE,
)
_VERB = re.compile(rf"\s{_IS}", re.IGNORECASE)
_MOST_KEPT = 24


def kept_codes(text: str) -> Iterator[tuple[int, int]]:
    """Yield where codes stand behind their name that are kept for the day a second factor is lost."""
    for name in _KEPT_NAME.finditer(text):
        verb = _VERB.match(text, name.end())
        place = verb.end() if verb is not None else name.end()
        for _ in range(_MOST_KEPT):
            found = _KEPT.match(text, place)
            if found is None:
                break
            yield found.span("code")
            place = found.end()
