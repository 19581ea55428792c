"""Passwords that a word or a command beside them tells; the others are found by context."""

import re
from collections.abc import Iterator, Sequence

from replay.privacy.detectors import cues, password_beside, prose, told_abroad
from replay.privacy.detectors.command_forms import CUE as COMMAND_CUE
from replay.privacy.detectors.command_forms import command_passwords
from replay.privacy.likeness import password_likeness
from replay.privacy.match import Match
from replay.privacy.words import passwords
from replay.privacy.words.plain import plain

NAME = "password"
VERSION = 5

_PIN_WORD = r"pin(?: code)?"
_WORD = rf"(?:{passwords.WORD}|{_PIN_WORD}|{passwords.KEYS})"
_NO_PIN = _WORD.replace(f"{_PIN_WORD}|", "")
_VALUE = r"(?P<secret>[^\s\"'<>,;]{3,128})"
_FOR = passwords.FOR
_TOLD = re.compile(
    rf"(?<![\w])(?:\w{{1,30}}[_-]|(?-i:[a-z]{{1,20}}(?=P)|[A-Z][a-z]{{1,20}}(?=P)))?{_NO_PIN}{_FOR}"
    # A short word needs more than a colon: "pin:" may be anything.
    rf"(?:[\"']?\s?(?:=|:[ \t\"'])|(?<=[a-z]{{5}})\s?:)[ \t]?[\"']?{_VALUE}",
    re.IGNORECASE,
)
_BARE = re.compile(rf"(?<![\w$]){_NO_PIN} [\"']?{_VALUE}", re.IGNORECASE)
_PAIR = re.compile(
    r"(?<![\w])(?:creds?|credentials|log-?in|account|user(?:name)?|zugang(?:sdaten)?|benutzer|"
    r"identifiants|acceso)"
    r"(?:(?: [\w.-]{1,24}){0,2}:|(?: (?:is|with|are|as|ist|sind|est|es))?) [\w.@+-]{2,64}"
    r"(?:\s?[/:,|]\s?| (?:and |with )?(?:pass|pw|pwd|password):? )(?P<secret>[^\s\"'<>]{4,128})",
    re.IGNORECASE,
)
_SET = re.compile(
    rf"\b(?:set|sets|setting|changed?|changing|reset|setze?|andere|mets|"
    rf"cambia) (?:[\w'-]+ ){{0,4}}{_WORD}{_FOR} (?:to|auf|a|a|en) [\"']?{_VALUE}",
    re.IGNORECASE,
)
# "I set it to X", "use X as password": a plain word only where the sentence ends with it.
_PUT = re.compile(
    rf"(?<!\w){_WORD}{_FOR} (?:auf|to|a|a) [\"']?{_VALUE}[\"']? (?:gesetzt|geandert|zuruckgesetzt|"
    rf"gestellt|changed|set|reset)",
    re.IGNORECASE,
)
_TAKEN = re.compile(
    rf"\b(?:use|take|try|enter|nimm|nehmt|nehmen|verwende|benutze|utilise|"
    rf"usa) [\"']?{_VALUE}[\"']? (?:as|als|comme|como|for|fur) "
    rf"(?:the |a |my |your |das |dein |le |la )?{_WORD}",
    re.IGNORECASE,
)
_AS_ONE = re.compile(
    rf"\b(?:als|as|comme|como) (?:the |your |dein |"
    rf"das )?{_WORD}:? [\"']?{_VALUE}",
    re.IGNORECASE,
)
_IS_ONE = re.compile(
    rf"(?<![\w-]){_VALUE} (?:is|ist|est|es) (?:the|your|our|my|das|dein|unser|mein|le|la|"
    rf"el) (?:[\w-]+ ){{0,2}}{_WORD}(?!\w)",
    re.IGNORECASE,
)
_WITH = re.compile(
    r"\b(?:sign|log|melde?)(?: dich| sie sich)?[ -]?(?:in|on|an)? (?:with|as|using|mit|als) [\w.@-]{2,64}"
    rf"(?: (?:and|und|/)|,) (?:with |mit )?(?:the )?(?:{_WORD} )?{_VALUE}",
    re.IGNORECASE,
)
_KEYED_PAIR = re.compile(
    r"(?<!\w)(?:log-?in|account|user(?:name)?|benutzer(?:name)?|name)\s?[:=] ?[\w.@+-]{2,64}[ ,;/|]+"
    rf"(?:{_WORD}|pass(?!\w))\s?[:=]? ?[\"']?{_VALUE}",
    re.IGNORECASE,
)
_SIGNED_IN = re.compile(
    rf"\b(?:as|user|als) [\w.@-]{{2,64}} (?:with|and|mit|"
    rf"und) (?:the )?{_WORD} {_VALUE}",
    re.IGNORECASE,
)
_PASS_FOR = re.compile(
    rf"(?<!\w)pass(?: (?:for|to|of) (?:the |my |your |"
    rf"our )?[\w.-]{{1,30}}(?: [\w.-]{{1,30}})?)\s?[:=] ?{_VALUE}",
    re.IGNORECASE,
)
_STARTING = re.compile(
    rf"\b(?:temp(?:orary)?|initial\w*|starting|vorlaufiges|temporares|"
    rf"provisoire) {_WORD} {_VALUE}",
    re.IGNORECASE,
)
_WIRELESS = re.compile(rf"(?<!\w)(?:wi-?fi|wlan|hotspot|ssid)\b[^\n:=]{{0,30}}[:=] ?{_VALUE}", re.IGNORECASE)
# As programs name it, in whatever case: `dbPass = "..."`.
_ASSIGNED = re.compile(
    r"(?<![A-Za-z])\w{0,40}?(?:(?i:pass)(?:[Ww]ord|[Ww]d|[Pp]hrase)?|[Pp]wd|PWD|"
    r"PASSW(?:OR)?D)[\"']?\s*(?::?=|:|=>)\s*"
    r"[bru@$]?[\"'](?P<secret>[^\s\"']{4,128})[\"']"
)
_PASS = re.compile(r"(?<![\w])pass(?: ?[=:] ?| is | )(?P<secret>[^\s\"'<>,;]{4,128})", re.IGNORECASE)
_SAID = re.compile(
    rf"(?<![\w]){_WORD}{_FOR}"
    r"(?: (?:has been |was |is |wurde |ist )?(?:changed|reset|set|updated|zuruckgesetzt|geandert|"
    r"(?:neu )?gesetzt|reinitialisee?|changee?|modifiee?|cambiad[ao]|restablecid[ao]),?"
    r" (?:to|auf|a|en|a|it['’]?s|it is|is)| is|"
    r" will be| should be|['’]s| was| ist| lautet| est|"
    rf" es)(?: now| still)?:? [\"']?{_VALUE}",
    re.IGNORECASE,
)
_OPTIONS = re.compile(
    r"(?<!\w)--?(?:[\w-]{1,20}-)?(?:password|passphrase|passwd|pass|pw)(?:=[\"']?|"
    r"\s+[\"']?(?!-))(?P<option>[^\s\"']{3,})"
    r"|\b(?:PGPASSWORD|MYSQL_PWD|SSHPASS|\w{0,30}(?:PASSW[O0]RD|PASSWD|"
    r"PASSPHRASE|_PASS|_PWD))=[\"']?(?P<variable>[^\s\"']{3,})",
    re.IGNORECASE,
)
# In other languages, where the word may mean something else, or "is" does.
_SAID_ABROAD = re.compile(
    rf"(?<![\w])(?:{passwords.WORD}|{passwords.WEAK}){_FOR} "
    rf"(?:c['’]est|est|este|es|e['’]?|jest|to|je|ar|er|on|is|ist|είναι|это|це):? [\"']?{_VALUE}",
    re.IGNORECASE,
)
# "user: admin", and on the next line "pass: sunshine".
_LINES = re.compile(
    rf"(?:^|\n)[ \t>*•-]*(?:{passwords.USER}|name|id|e-?mail)\s?[:=]?[ \t]?[^\s:=]{{1,64}}[ \t]*\n"
    rf"[ \t>*•-]*(?:{_NO_PIN}|pass|clave)[ \t]?[:=]?[ \t]?[\"']?{_VALUE}[\"']?[ \t]*(?=\n|$)",
    re.IGNORECASE,
)
# "Wi-Fi: Harbour", and on the next line "Key: ...".
_KEY_LINES = re.compile(
    rf"(?<!\w){passwords.NETWORK}\b[^\n]{{0,40}}\n(?:[^\n]{{1,60}}\n)?"
    rf"[ \t>*•-]*(?:{passwords.WEAK}|{_NO_PIN}|code)[ \t]?[:=][ \t]?{_VALUE}[ \t]*(?=\n|$)",
    re.IGNORECASE,
)
# "the network is Harbour, password lasagne": a plain word that ends the line.
_LISTED = re.compile(
    rf"(?<!\w)(?:{passwords.USER}|{passwords.NETWORK}|zugang|portal|server|router|nas)\b[^\n]{{0,60}}[,;/] ?"
    rf"(?:mit |und |and |with |et |y |e |the |das |le |"
    rf"la ){{0,2}}{_NO_PIN}:? [\"']?{_VALUE}[\"']?[ \t.!]*(?=\n|$)",
    re.IGNORECASE,
)
_MORE = re.compile(r"[,;](?!\w{2,30}\s?[=:])[^\s\"'<>,;]{1,64}")
"""What goes on behind a sign that ends most values: a password has such signs, too."""
_NOT_SECRET = re.compile(
    r"(?:is|was|lautet|the|a|an|my|your|for|to|and|or|not|required|please|field|reset|protected|correct|incorrect|"
    r"wrong|"
    r"expired|change|changed|manager|forgotten|too|safe|secret|policy|here|in|on|null|none|true|false|"
    r"prompt|weak|"
    r"strong|hard|easy|long|short|same|stored|saved|hashed|encrypted|valid|invalid|missing|empty|being|"
    r"case|set|"
    r"now|still|already|never|always|just|also|only|different|outdated|public|known|unknown|optional|"
    r"expected|"
    r"str|int|bytes|string|bool(?:ean)?|float|object|any|unicode|(?:var)?char(?:\(\d+\))?|"
    r"(?:[\w.]+\.)?(?:password|passwd|pw)|"
    r"input|typing|pwd|pw|passwd|password\w*|login|using|used|with|if|when|from|user|"
    r"username|"
    # What is fetched from elsewhere in a program is not the password itself.
    r"[\w.]+\(.*|[\w.]+\[.*|(?:self|this|os|cls|args|config|settings|request|params|data|auth|var|vars|"
    r"local|module|env|secrets|each)(?:\.\w+)+|"
    r"\(?\w+(?:\.\w+)+\(.*|[a-z]+/[a-z]+|\w+=\w+|specified|given|provided|entered|needed|accepted|typed|"
    r"sent|asked|"
    r"(?-i:(?:Get|Read|New|Import|ConvertTo|ConvertFrom)-[A-Z]\w+)|"
    rf"(?-i:--?[a-z]+)|&(?:mut )?'?\w+|\w*{_WORD}|{_WORD}\w{{0,2}}(?: [\w?!]+)*|"
    r"\|.*|[(\[][^)\]]*|[*•●.x_-]+|\$(?:\w+|[({].*)|<.*|\{.*|%(?:[sdr]|\w+%|[({].*))[.!?:,;)]*",
    re.IGNORECASE,
)


_TOLD_CUE = cues.cue(
    *(
        "clave",
        "parola",
        "mdp",
        "clé",
        "chiave",
        "chave",
        "sleutel",
        "klucz",
        "schlüssel",
        "key",
        "hesl",
        "psw",
        "ww ",
        "ww:",
        "lösen",
        "kodeord",
        "jelszó",
    ),
    *(
        "şifre",
        "パスワード",
        "비밀번호",
        "密碼",
        "kenncode",
        "adgangskode",
        "salasana",
        "passord",
        "access",
        "accesso",
    ),
    *("pass", "pwd", "pw", "kennwort", "contrase", "senha", "wachtwoord", "hasł", "пароль"),
    *("lozink", "gesl", "slapta", "parool", "lykil", "συνθηματικό", "κωδικ", "парол", "jelsz"),
    *("密码", "mot de", "p/w", "pin", "wifi", "wi-fi", "wlan", "wpa", "hotspot", "netzwerk", "ssid"),
    *("puk", "geheimzahl", "unlock", "entsperr", "sperre", "-code", " code", "lock"),
)
"""One of these stands in every word for a password."""

_NAME_CUE = cues.cue(
    "cred",
    "log",
    "account",
    "user",
    "zugang",
    "benutzer",
    "identifiants",
    "acceso",
    "sign",
    *("use ", "nimm ", "nehmt ", "utilise ", "gebruik ", "użyj ", "použij "),
    "melde",
)

_SIGN_IN_CUE = _NAME_CUE | cues.cue(
    "wi", "wlan", "ssid", "net", "portal", "server", "router", "nas", "kennung", "us", "ut"
)

_TELLING = (
    (_TOLD, 0.88, 0.0, cues.cue("=", ":")),
    (_SAID, 0.85, 0.0, _TOLD_CUE),
    (
        _SAID_ABROAD,
        0.8,
        0.5,
        cues.cue(
            "est ",
            "es ",
            "e ",
            "e' ",
            "è ",
            "je ",
            "to ",
            "är ",
            "er ",
            "on ",
            "is ",
            "ist ",
            "este ",
            "είναι ",
            "это ",
            "це ",
            "парол",
            "şifre",
            "lozink",
            "gesl",
            "hesl",
            "jelsz",
        ),
    ),
    *told_abroad.FORMS,
    (_LINES, 0.85, 0.0, cues.cue("\n")),
    (_KEY_LINES, 0.85, 0.5, cues.cue("\n")),
    (_LISTED, 0.72, 0.0, _SIGN_IN_CUE),
    (_BARE, 0.8, 0.6, _TOLD_CUE),
    (_PASS, 0.8, 0.85, cues.cue("pass")),
    (_ASSIGNED, 0.85, 0.0, cues.cue("'", '"')),
    (_SET, 0.8, 0.5, cues.cue("set", "chang", "ändere", "mets", "cambia")),
    (_PUT, 0.85, 0.0, cues.cue(" auf ", " to ", " à ", " a ")),
    (_TAKEN, 0.8, 0.0, cues.cue("use", "take", "try", "enter", "nimm", "nehm", "verwende", "utilise", "usa")),
    (_AS_ONE, 0.75, 0.5, cues.cue("als ", "as ", "comme ", "como ")),
    (_IS_ONE, 0.8, 0.5, cues.cue(" is ", " ist ", " est ", " es ")),
    (_KEYED_PAIR, 0.85, 0.0, cues.cue("log", "account", "user", "name")),
    (_SIGNED_IN, 0.8, 0.0, cues.cue("as ", "user ", "als ")),
    (_PASS_FOR, 0.85, 0.5, cues.cue("pass ")),
    (_STARTING, 0.8, 0.6, cues.cue("temp", "initial", "starting", "vorläufig", "provisoire")),
    (_WIRELESS, 0.7, 0.6, cues.cue("wifi", "wi-fi", "wlan", "hotspot", "ssid")),
)
"""Forms that tell a password by a word for one: how sure each is, how much like a password what it tells must
look, and the cue of what stands in all that it finds."""
_ENDING = frozenset({_SET, _AS_ONE, _STARTING})
_BY_NAME = ((_PAIR, 0.8, 0.5, _NAME_CUE), (_WITH, 0.8, 0.5, cues.cue("log", "sign", "meld")))
"""The same of forms that tell it by who signs in."""
_CUE = _TOLD_CUE | _NAME_CUE | COMMAND_CUE | told_abroad.OPENED[-1] | cues.cue(" / ", "@")


def detect(text: str) -> Sequence[Match]:
    """Find passwords beside the words that tell them."""
    held = cues.held(text)
    if not (held & _CUE or ("\n" in text and ": " in text)):
        return []
    matches: dict[int, Match] = {}
    bare = plain(text)
    for found in command_passwords(held, text):
        start, stop = found.span("secret")
        matches[start] = Match(start, stop, NAME, "password-command", 0.93)
    told, named = held & _TOLD_CUE, held & _NAME_CUE
    for match in _in_options(text) if told else ():
        matches.setdefault(match.start, match)
    forms = (*(_TELLING if told else ()), *(_BY_NAME if named else ()), told_abroad.OPENED)
    for form, confidence, least in [(form, sure, least) for form, sure, least, cue in forms if held & cue]:
        for found in form.finditer(bare):
            start = found.start("secret")
            secret = _whole(text, *found.span("secret")).rstrip(".,;:)]}")
            if (
                len(secret) >= 3
                and (
                    not least
                    or password_likeness(secret) >= least
                    or _ends(form, secret, text, start + len(secret))
                )
                and not _NOT_SECRET.fullmatch(text, *found.span("secret"))
            ):
                stop = start + len(secret)
                sure = _certainty(form, secret, text[stop : stop + 12], confidence)
                if sure:
                    matches.setdefault(start, Match(start, stop, NAME, "password-told", sure))
    beside = password_beside.beside(text, talks=bool(told or named))
    for match in beside:
        matches.setdefault(match.start, match)
    return [matches[start] for start in sorted(matches)]


def _in_options(text: str) -> Iterator[Match]:
    """Find the values of options and of variables that are called so."""
    for found in _OPTIONS.finditer(text):
        group = found.lastgroup or ""
        start, stop = found.span(group)
        if not _NOT_SECRET.fullmatch(found[group]):
            # "--password options are ..." is a sentence, and "--password lasagne shop" a command.
            said = text[start - 1] == " " and prose.is_mid_sentence(found[group], text[stop : stop + 12])
            yield Match(start, stop, NAME, "password-command", prose.PLAIN_CONFIDENCE if said else 0.93)


def _whole(text: str, start: int, stop: int) -> str:
    """Return a password with what stands behind a sign in it."""
    end = stop
    while found := _MORE.match(text, end):
        end = found.end()
    longer = text[start:end]
    return longer if end > stop and password_likeness(longer) >= 0.6 else text[start:stop]


def _ends(form: re.Pattern[str], secret: str, text: str, stop: int) -> bool:
    """Say whether a plain word is told as one all the same: the line ends with it, and it says nothing."""
    at_end = re.match(r"[ \t.!,]*(?:\n|$)", text[stop : stop + 8]) is not None
    return (
        form in _ENDING
        and at_end
        and len(secret) >= 5
        and secret.isalpha()
        and not prose.is_said_of_it(secret)
    )


def _certainty(form: re.Pattern[str], secret: str, after: str, confidence: float) -> float:
    """Return how sure it is that a word is told as a password, 0 for prose."""
    if prose.is_told_elsewhere(secret):
        return 0.0
    if form in {_ASSIGNED, *_ENDING} and password_likeness(secret) < 0.5:
        return prose.PLAIN_CONFIDENCE
    if (form is _LISTED or form in told_abroad.PLAIN) and (
        prose.is_said_of_it(secret) or prose.is_done_with_it(secret)
    ):
        return 0.0
    if form is not _SAID:
        return confidence
    if prose.is_said_of_it(secret) or prose.is_compared(after):
        return 0.0
    return prose.PLAIN_CONFIDENCE if prose.is_mid_sentence(secret, after) else confidence
