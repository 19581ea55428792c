"""Numbers of papers and of memberships, which only their names tell: passports, licences, insurances.

The lines that machines read on a passport or a card are told by their form.

Source of those: ICAO 9303, parts 4 to 6.
"""

import re
from collections.abc import Iterator

from replay.privacy.detectors import cues
from replay.privacy.match import Match
from replay.privacy.words.plain import loose, plain

PAPERS = loose(
    r"passports?|(?:reise)?pass|passeport|pasaporte|passaporto|paspoort|passaporte|"
    r"(?:personal)?ausweis|aufenthaltstitel|führerschein|fahrerlaubnis|"
    r"(?:driv(?:ing|er['’]?s?|ers) |provisional )?licen[cs]e|permis de conduire|permiso de conducir|"
    r"patente di guida|rijbewijs|documento(?: de identidad)?|carta d['’]identità"
)
"""Papers that a person has one of: a field of that name alone holds its number."""
LABELS = loose(
    rf"{PAPERS}|"
    r"(?:national |personal )?(?:id|identity|identification)(?: (?:card|document))?|residence permit|"
    r"green card|"
    r"carte (?:nationale )?d['’]identité|cni|titre de séjour|carte vitale|identiteitskaart|cédula|cedula|"
    r"(?:social security|social insurance|national insurance|national|citizen|tax(?:payer)?|personal)"
    r"(?: (?:id|identity|identification|insurance|registration|code))?|"
    r"(?:health |medical )?insurance|health card|member(?:ship)? id|medicare|medicaid|"
    r"(?:kranken|renten|sozial|unfall|lebens|haftpflicht)?versicherungs?|versicherten|(?:mit)?gliedschafts|"
    r"steuer|"
    r"\bni|paszport|dow[oó]d(?:u)?(?: osobist\w+)?|prawa? jazdy|id-?kort|körkort|kørekort|førerkort|"
    r"pasaport|kimlik|"
    r"bilhete de identidade|cartão de cidadão|carta de condução|rijksregister|"
    r"sécurité sociale|seguridad social|identificación|numéro fiscal|código fiscal|sozialversicherungs"
)
NUMBER = r"(?:[ _-]?(?:number|num|no|nr|nummer|numero|numer|número|numéro|id|n[º°o]|#)\b\.?|#)"
NUMBER_BEFORE = loose(
    r"(?:n[º°o]?\.|n[º°o]|numéro|numero|número|num\.?|nummer|number)"
    r"(?: (?:de|du|del|della|of|the|dem?|des|d['’])){0,3}\s?"
)
_SAID = (
    r"(?:\s?\([^()\n]{1,24}\))?[ \t]{0,2}(?:(?:is|ist|est|es|e|lautet|to|jest)\b)?[ \t]{0,2}[:=]?[ \t]{0,4}"
)
_VALUE = (
    r"(?P<value>(?=(?:[^\d\n]{0,9}\d){2})(?:(?-i:[A-Z0-9]{6,18})|[A-Za-z]{0,3}\d{5,14}[A-Za-z]?|"
    r"[A-Z]{0,3}\d{1,4}(?:[ /.-][A-Z0-9]{1,5}){1,5}))(?![\w/-]|[.,]\d)"
)
_BY_ITSELF = (
    r"(?:passport|reisepass|passeport|pasaporte|passaporto|paspoort|(?:personal)?ausweis|f(?:u|ue)hrerschein|"
    r"carte d['’]identite|carta d['’]identita|id card|identity card|documento de identidad|dni|"
    r"dowod osobisty|"
    r"rijbewijs|patente di guida|permis de conduire)"
)
"""What needs no word for a number."""
_FORM = re.compile(
    rf"(?<![^\W_])(?:(?:{LABELS}){NUMBER}|{NUMBER_BEFORE}(?:{LABELS})|{_BY_ITSELF})(?!\w){_SAID}{_VALUE}",
    re.IGNORECASE,
)
_MACHINE = re.compile(r"(?<![A-Z0-9<])(?=[A-Z0-9]{0,40}<)[A-Z0-9<]{28,46}(?![A-Z0-9<])")
_LIKE_MACHINE = re.compile(r"[PIACV][A-Z<][A-Z<]{3}.*<<|.*\d{6}\d[MFX<]\d{6}\d.*<.*")
_DATE = re.compile(r"\d{1,4}([-/. ])\d{1,2}\1\d{1,4}")
_CUE = cues.cue(
    *("pass", "paspoort", "ausweis", "titel", "titre", "führerschein", "fahrerlaubnis", "licen", "permi"),
    *("patente", "rijbewijs", "identi", "card", "carte", "cni", "documento", "carta", "dula", "social"),
    *("national", "citizen", "tax", "personal", "insur", "member", "medic", "versicher", "steuer", "fiscal"),
    *("pasap", "documento", "document", "id d", "dowód", "prawo", "kort", "pas"),
    *("gliedschaft", "sécurité", "seguridad", "ni n", "id n", "id-n", "id_n", "id c", "id #"),
)
"""One of these stands in every name."""


def papers(text: str) -> Iterator[Match]:
    """Yield what is called the number of a paper, and lines that machines read."""
    for found in _FORM.finditer(plain(text)) if cues.held(text) & _CUE else ():
        value = text[found.start("value") : found.end("value")]
        if _DATE.fullmatch(value) or sum(map(str.isdigit, value)) < 2:
            continue
        yield Match(found.start("value"), found.end("value"), "national-id", "national-id-paper", 0.85)
    if "<" in text:
        for found in _MACHINE.finditer(text):
            if _LIKE_MACHINE.fullmatch(found[0]):
                yield Match(found.start(), found.end(), "national-id", "national-id-machine", 0.95)
