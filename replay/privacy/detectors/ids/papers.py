"""Numbers of papers, registers and memberships, which their names tell: passports, licences, insurances.

A name counts before its number on the same line or at the end of the line before, with a few words between.
The lines that machines read on a passport or a card are told by their form.

Source of those: ICAO 9303, parts 4 to 6.
"""

import re
from collections.abc import Iterator

from replay.privacy.detectors import cues
from replay.privacy.match import Match
from replay.privacy.words import papers as words
from replay.privacy.words.plain import loose, plain

PAPERS, LABELS = words.PAPERS, words.LABELS
NUMBER = r"(?:[ _-]?(?:number|num|no|nr|nummer|numero|numer|número|numéro|id|n[º°o]|#)\b\.?|#)"
NUMBER_BEFORE = loose(
    r"(?:n[º°o]?\.|n[º°o]|numéro|numero|número|num\.?|nummer|number)"
    r"(?: (?:de|du|del|della|of|the|dem?|des|d['’])){0,3}\s?"
)
_SAID = (
    r"(?:\s?\([^()\n]{1,24}\))?[ \t]{0,2}(?:(?:is|ist|est|es|e|lautet|to|jest)\b)?[ \t]{0,2}[:=]?[ \t]{0,4}"
)
_PART = r"(?:[^\W\d_]{0,4}\d[^\W_]{0,21}|(?-i:[A-ZΑ-ΩА-Я]{1,3})(?![^\W]))"
_VALUE = (
    rf"(?P<value>(?:(?-i:[A-ZΑ-ΩА-Я]{{1,3}})[ ./-])?[^\W\d_]{{0,4}}\d[^\W_]{{0,21}}(?:[ ./-]{_PART}){{0,6}})"
    r"(?![\w/-]|[.,:]\d| ?(?:[€$£%]|eur|usd|pounds|dollars|zł|kč|kg|km|people|users|rows|files|lines)(?!\w))"
)
_BY_NAME = loose("|".join(words.BY_NAME.values()))
_FORM = re.compile(
    rf"(?<![^\W_])(?:(?:{LABELS}){NUMBER}|{NUMBER_BEFORE}(?:{LABELS}))(?!\w){_SAID}{_VALUE}",
    re.IGNORECASE,
)
_NAME = re.compile(
    rf"(?<![^\W_])(?<!ust-)(?<!ust )(?P<name>{_BY_NAME})(?:[ .-]{{0,2}}{words.COUNTED}(?!\w)[.:]?)?(?!\w)",
    re.IGNORECASE,
)
_LED = re.compile(
    rf"(?P<led>(?:\s?\([^()\n\d]{{1,24}}\))?[ \t,:;?!.=#-]{{0,5}}{words.LEADS}"
    rf"(?:\n(?:[^\W\d_]{{1,10}}['’]?[^\W\d_]{{0,2}}[ ,:=]{{1,2}}){{0,3}}?)?){_VALUE}",
    re.IGNORECASE,
)
_ELSE = re.compile(rf"(?<!\w)(?:{words.ELSE})(?!\w)", re.IGNORECASE)
_LIKE_A_NUMBER = re.compile(
    r"(?:\d[ ./-]?[^\W\d_]{0,3}[ ./-]?){4}\d|(?<![^\W_])(?=[A-Z]{0,8}\d)[A-Z0-9]{8,9}(?![^\W_])"
)
_MACHINE = re.compile(r"(?<![A-Z0-9<])(?=[A-Z0-9]{0,40}<)[A-Z0-9<]{28,46}(?![A-Z0-9<])")
_LIKE_MACHINE = re.compile(r"[PIACV][A-Z<][A-Z<]{3}.*<<|.*\d{6}\d[MFX<]\d{6}\d.*<.*")
_DATE = re.compile(r"\d{1,4}([-/. ])\d{1,2}\1\d{1,4}")
_TRAILED = re.compile(r"[ ](?:\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}-\d\d-\d\d|\d{1,2}[./-](?:19|20)\d\d)\Z")
_MIXED = re.compile(r"(?=.*[A-Z])[A-Z0-9]{8,9}")
"""Letters and digits in one, as on passports and cards."""
_LEAST_DIGITS, _LEAST, _MOST = 5, 6, 22
_CUE = cues.cue(
    *("pass", "paspoort", "ausweis", "titel", "titre", "führerschein", "fahrerlaubnis", "licen", "permi"),
    *("patente", "rijbewijs", "identi", "card", "carte", "cni", "documento", "carta", "dula", "social"),
    *("national", "citizen", "tax", "personal", "insur", "member", "medic", "versicher", "steuer", "fiscal"),
    *("pasap", "documento", "document", "id d", "dowód", "prawo", "kort", "pas"),
    *("gliedschaft", "sécurité", "seguridad", "ni n", "id n", "id-n", "id_n", "id c", "id #"),
)
"""One of these stands in every name that a word for a number goes with."""
_NAME_CUE = cues.cue(
    *("pass", "pas", "id card", "identity", "ssn", "social", "nino", "national", "nhs", "aadha", "pan card"),
    *("tfn", "tax", "itin", "licen", "voter", "certificate", "ausweis", "perso", "führerschein", "steuer"),
    *("idnr", "identifikation", "versicher", "rvnr", "svnr", "kvnr", "sv-n", "rv-n", "ahv", "titel", "kasse"),
    *("carte", "sécu", "permis", "titre", "fiscal", "registre", "nir", "carta", "codice", "patente"),
    *("tessera", "dni", "dula", "seguridad", "curp", "cuil", "nuss", "carn", "documento", "tarjeta"),
    *("cartão", "bilhete", "cpf", "contribuinte", "cnh", "utente", "niss", "eleitor", "carteira"),
    *("identiteit", "id-kaart", "idkaart", "rijbewijs", "bsn", "burgerservice", "rijksregister", "sofi"),
    *("insz", "zorgpas", "paszport", "dow", "pesel", "praw", "rodn", "r.č", "r. č", "občan", "cestovn"),
    *("řidič", "číslo", "občian", "vodič", "kort", "samordning", "cpr", "fødsels", "d-nummer", "henkilö"),
    *("hetu", "ajokort", "isikukood", "kod", "személyi", "taj", "adóazonosító", "útlevél", "jogosít"),
    *("lakcím", "cnp", "pașaport", "buletin", "oib", "jmbg", "emšo", "osobn", "putovnic", "osebn", "ličn"),
    *("vozačk", "potn", "егн", "карта", "книжка", "паспорт", "снилс", "инн", "водит", "полис", "іпн"),
    *("рнокпп", "посвідч", "водійс", "αμκα", "αφμ", "ταυτ", "διαβατ", "αδτ", "διπλ", "kimlik", "tckn"),
    *("ehliyet", "sosyal", "mykad", "nric", "cccd", "cmnd", "nik", "ktp", "身份证", "護照", "护照"),
    *("パスポート", "旅券", "マイナンバー", "주민", "여권", "هوية", "جواز", "תעודת", "דרכון"),
)
"""One of these stands in every name that tells by itself."""


def papers(text: str) -> Iterator[Match]:
    """Yield what is called the number of a paper, and lines that machines read."""
    held = cues.held(text)
    bare = plain(text) if held & (_CUE | _NAME_CUE) else ""
    if held & _CUE:
        for found in _FORM.finditer(bare):
            yield from _number(text, found, 0.85, least_digits=2)
    if held & _NAME_CUE and _LIKE_A_NUMBER.search(text):
        for name in _NAME.finditer(bare):
            led = _LED.match(bare, name.end())
            if led is not None and not _ELSE.search(led["led"]):
                sure = 0.75 if led["led"].strip(" \t:=") else 0.92
                yield from _number(text, led, sure, least_digits=_LEAST_DIGITS)
    if "<" in text:
        for found in _MACHINE.finditer(text):
            if _LIKE_MACHINE.fullmatch(found[0]):
                yield Match(found.start(), found.end(), "national-id", "national-id-machine", 0.95)


def _number(text: str, found: re.Match[str], confidence: float, *, least_digits: int) -> Iterator[Match]:
    """Yield what follows a name, without a date behind it, if it has the length of such a number."""
    start = found.start("value")
    value = _TRAILED.sub("", text[start : found.end("value")])
    bare = [letter for letter in value if letter.isalnum()]
    digits = sum(map(str.isdigit, bare))
    least_digits = 2 if _MIXED.fullmatch(value) else least_digits
    if _DATE.fullmatch(value) or digits < least_digits or not _LEAST <= len(bare) <= _MOST:
        return
    if (
        len(bare) == digits
        and re.fullmatch(r"(?:19|20)\d\d[ ./-].*", value)
        and len(bare) < 2 * _LEAST_DIGITS
    ):
        return  # A year, and what is counted.
    yield Match(start, start + len(value), "national-id", "national-id-paper", confidence)
