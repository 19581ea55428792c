"""How a date of birth is asked for and told: in labels, heads of columns, keys of data and in speech."""

from replay.privacy.words.plain import Words, plain

_NAMES = (
    r"\bd\.?o\.?b\b|\bb-?day\b|birth[ _-]?(?:date|day|year)?|\bborn|\bbom on|"
    r"geburts(?:datum|tag|dat\b)|geboren|\bgeb\b|"
    r"\bnée? (?:[\w-]+ )?(?:le|en)|\bné\(e\)|naissance|\bnaiss\b|anniversaire|"
    r"\bnacid[oa]|\bnací (?:el|en)|nacimiento|\bf(?:echa|ec|\.)? ?(?:de )?nac\b|cumpleaños|"
    r"\bnat[oa] (?:il|a|nel)\b|nascita|compleanno|"
    r"geboortedatum|geboortedag|verjaardag|"
    r"nascid[oa]|\bnasci (?:em|a|no)\b|nascimento|\bnasc\b|"
    r"urodzon[ya]|urodził\w*|urodzenia|urodziny|\bur\b\.|"
    r"født|\bfodt\b|fødsels\w+|fodsels\w+|född|födelse\w+|fæðing\w+|syntymä\w*|syntynyt|"
    r"narozen\w*|narodil\w* (?:jsem )?(?:se )?|születé\w*|\bszül\b|născut\w*|nașterii|doğum|"
    r"рожден|родил(?:ся|ась)|народжен|γεννη\w+|γέννησ\w+|出生|生年月日|誕生日|生日|생년월일"
)
TOLD = Words(rf"(?:{_NAMES}|(?<![\w.])(?:b\.|\*) ?(?=\Z|\d{{1,2}}[. ]))")
"""What stands before a date of birth."""
LABEL = Words(rf"{_NAMES}|\bgeb\w*|\bborn\b")
"""What a field or a column may be called that holds one."""
BEHIND = Words(r" (?:\w+ ){0,3}(?:born|geboren|née?|nacid[oa]|nat[oa]|nascid[oa]|urodzon[ya]|född|født)\b")
"""What makes a whole date before it one of birth."""
CALLED = Words(
    r" (?:\w+ ){0,2}(?:Geburtstag|birthday|anniversaire|cumpleaños|compleanno|verjaardag|jarig|aniversário|"
    r"urodziny|b-?day)\b"
)
"""What makes a day and a month before it a birthday."""
EVENT = Words(r"geburtstag|birthday|b-?day|anniversaire|cumpleaños|compleanno|verjaardag|urodziny|jarig")
"""What is celebrated, and stands before the day of a party as well."""
AGE = Words(
    r"age (?:verification|check|gate)|verify (?:you'?re|your) age|alters(?:prüfung|verifi\w+|nachweis|"
    r"kontrolle|"
    r"abfrage)|vérifi\w+ (?:de )?(?:l['’]|votre )âge|verifica\w* (?:de |tu )?(?:la )?edad|"
    r"verifica\w* (?:dell['’])?età|leeftijd\w*|how old|wie alt"
)
"""A page that asks how old one is."""
CHILDREN = Words(
    r"\bkita|kindergarten|krippe|\bhort\b|kinder|schul|\bschool|nursery|day ?care|eltern\w*geld|\bgeburt|"
    r"élève|"
    r"\benfant|crèche|\bécole|lycée|collège|maternelle|\bhij[oa]s?\b|niñ[oa]s?|escuela|colegio|bambin|"
    r"scuola|\basilo|"
    r"\bkind\b|opvang|creche|criança|escola|dziec\w+|szkoł|przedszkol|\bchild|\bpupil|\bbaby|junior|jugend|"
    r"youth|"
    r"ferienlager|camp\b|freizeit|colonie|campamento|campo estivo|kolonia|obóz|summer camp|pediatr|"
    r"paediatr|kinderarzt"
)
"""A form about somebody who was born not long ago."""
CUES = tuple(
    map(
        plain,
        (
            *(
                "dob",
                "d.o",
                "b-day",
                "bday",
                "birth",
                "born",
                "bom on",
                "geb",
                "née",
                "né ",
                "né(",
                "naiss",
                "anniv",
            ),
            *(
                "naci",
                "nac",
                "cumple",
                "nato",
                "nata",
                "nasc",
                "complean",
                "geboor",
                "verjaar",
                "nivers",
                "urod",
                "ur.",
            ),
            *(
                "født",
                "fødsel",
                "född",
                "födelse",
                "fæðing",
                "synty",
                "narozen",
                "narodil",
                "szület",
                "szül",
                "născut",
            ),
            *(
                "naște",
                "doğum",
                "рожд",
                "родил",
                "народ",
                "γεννη",
                "出生",
                "生年",
                "誕生",
                "生日",
                "생년",
                "b.",
                "*",
            ),
            "jarig",
        ),
    )
)
"""One of these stands in everything that tells of a birth."""
