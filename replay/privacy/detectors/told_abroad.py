"""How passwords are told in the order of words of other languages than English and German."""

import re

from replay.privacy.detectors import cues
from replay.privacy.words import passwords
from replay.privacy.words.asking import ENTER

_VALUE = r"(?P<secret>[^\s\"'<>,;]{3,128})"

FORMS: tuple[tuple[re.Pattern[str], float, float, int], ...] = (
    # "la clave del router: Horse42".
    (
        re.compile(
            rf"(?<![\w])(?:clave|parola|cle|chiave|chave|sleutel){passwords.FOR[:-1]}\s?[:=] ?[\"']?{_VALUE}",
            re.IGNORECASE,
        ),
        0.8,
        0.5,
        cues.cue("clave ", "parola ", "clé ", "chiave ", "chave ", "sleutel "),
    ),
    # "zmieniłem hasło na Horse42".
    (
        re.compile(
            rf"(?<!\w){passwords.CHANGE}\w* (?:[\w'-]+ ){{0,3}}?{passwords.WORD}{passwords.FOR} "
            rf"(?:na|naar|til|till|para|par|in|a|en) [\"']?{_VALUE}",
            re.IGNORECASE,
        ),
        0.8,
        0.5,
        cues.cue(" na ", "naar ", "til ", "till ", "para ", "par ", " in ", " a ", " en "),
    ),
    # "ik heb Horse42 als wachtwoord".
    (
        re.compile(
            rf"(?<![\w-]){_VALUE} (?:as|als|comme|como|come|jako|som)"
            rf"(?: (?:a|the|my|la|le|mon|mi|il|het|mijn|moje|mit|min))? {passwords.WORD}(?!\w)",
            re.IGNORECASE,
        ),
        0.8,
        0.5,
        cues.cue("as ", "als ", "comme ", "como ", "come ", "jako ", "som "),
    ),
    # "netflix: ann@example.com pw juventus", at the end of a line.
    (
        re.compile(
            r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+){1,4}[ ,;/|]{1,3}(?:[a-z]{1,3} )?"
            rf"(?:{passwords.WORD}|pass) ?:? ?[\"']?{_VALUE}[\"']?[ \t.!]*(?=\n|$)",
            re.IGNORECASE,
        ),
        0.75,
        0.0,
        cues.cue("@"),
    ),
    # "le puse Horse42 de contraseña".
    (
        re.compile(
            rf"(?<!\w)(?:puse|pon|puesto|usa|uso|tengo|meti|mis) {_VALUE} de {passwords.WORD}(?!\w)",
            re.IGNORECASE,
        ),
        0.8,
        0.5,
        cues.cue(" de "),
    ),
)
"""Asked of texts without accents: each form, how sure it is, how much like a password what it tells must be,
and the cue of what stands in all that it finds."""
OPENED = (
    re.compile(
        rf"(?<!\w)(?:open|unlock|offnen|entsperren|ouvrir|deverrouiller|abrir|desbloquear|aprire|"
        rf"sbloccare|openen|"
        rf"otworzyc|otevrit|oppna|abne|apne|avata|megnyit\w*|acmak|открыть|открытия|"
        rf"відкрити)(?!\w)[^\n]{{0,60}}?[ ,]"
        rf"(?:{ENTER}|put|need|use|il faut|mettre|met[sz]|poner|pon|por|pone|usar?|usa|utilise[rz]?|"
        rf"meter|mettere|metti|"
        rf"brauchst du|nimm|gebruik|uzyj|pouzij|anvand|brug|bruk|нужен|введи|набери)(?: (?:taper|"
        rf"saisir|poner|inserire))?"
        rf"(?: (?:the|das|le|la|el|il|o))? [\"']?{_VALUE}",
        re.IGNORECASE,
    ),
    0.7,
    0.85,
    cues.cue(
        *(
            "open",
            "unlock",
            "öffnen",
            "entsperr",
            "ouvr",
            "déverr",
            "abrir",
            "desblo",
            "aprire",
            "sblocc",
        ),
        *("otworz", "otev", "öppna", "åbne", "åpne", "avata", "megny", "açmak", "откры", "відкр"),
    ),
)
"""Of what is opened with one: "pour ouvrir le pdf il faut taper Horse42"."""
PLAIN = frozenset(form for form, _, least, _ in FORMS if not least)
"""Those of plain words, too, unless they are said of a password."""
