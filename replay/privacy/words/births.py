"""How a date of birth is asked for and told: in labels, heads of columns, keys of data and in speech."""

from replay.privacy.words.plain import Words, plain

_NAMES = (
    r"\bd\.?o\.?b\b|\bb-?day\b|birth[ _-]?(?:date|day|year)?|\bborn|\bbom on|"
    r"geburts(?:datum|tag|dat\b)|geboren|\bgeb\b|"
    r"\bnée? (?:[\w-]+ )?(?:le|en)|\bné\(e\)|naissance|\bnaiss\b|anniversaire|"
    r"\bnacid[oa]|\bnac(?:í|imos|ió|iste) (?:el|en|\w+ )|vu le jour|zur welt gekommen|nacimiento|"
    r"\bf(?:echa|ec|\.)? ?(?:de )?nac\b|cumpleaños|"
    r"\bnat[oa] (?:il|a|nel)\b|nascita|compleanno|"
    r"geboortedatum|geboortedag|verjaardag|"
    r"nascid[oa]|\bnasci (?:em|a|no)\b|nascimento|\bnasc\b|"
    r"urodzon[ya]|urodził\w*|urodzenia|urodziny|\bur\b\.|"
    r"født|\bfodt\b|fødsels\w+|fodsels\w+|född|födelse\w+|fæðing\w+|syntymä\w*|syntynyt|"
    r"narozen\w*|narodil\w* (?:jsem )?(?:se )?|születé\w*|\bszül\b|născut\w*|nașterii|doğum|"
    r"\bcumple\b|narodeni[ae]?|narodil[ao]? som|\bnar\.|\bsynnyin|synnyi\w*|születt\w*|\bszül\.|"
    r"m-am născut|născut\w*|data nașterii|doğum\w*|doğdum|doğumlu\w*|\brođen\w?|\brojen\w?|rojstv\w+|"
    r"rođenj\w+|"
    r"datum rođenja|"
    r"народи\w+|народжен\w*|\bроден\w?|рождения|родил\w*|\bд\.? ?р\.|sündinud|sünniaeg|\bgim(?:ęs|usi)|"
    r"gimimo|"
    r"dzim(?:is|usi|šanas)|"
    r"fæddur|fædd |"
    r"рожден|родил(?:ся|ась)|народжен|γενν[ηή]\w+|γέννησ\w+|出生|生年月日|誕生日|生日|생년월일"
)
TOLD = Words(rf"(?:{_NAMES}|(?<![\w.])(?:b\.|\*) ?(?=\Z|\d{{1,2}}[. ]))")
"""What stands before a date of birth."""
LABEL = Words(rf"{_NAMES}|\bgeb\w*|\bborn\b")
"""What a field or a column may be called that holds one."""
BEHIND = Words(
    r" (?:\w+ ){0,3}(?:zur welt|ter wereld|na świat|al mundo|alla luce|på verden|born|geboren|née?|"
    r"nacid[oa]|nat[oa]|nascid[oa]|urodzon[ya]|"
    r"född|født|doğumlu\w*|doğdum|született\w*|születtem|syntynyt|rođen\w?|narozen\w?|narodil\w*|рожден\w*|"
    r"года рождения|"
    r"г\.? ?р\.)(?!\w)|-(?:án|én|jén|ján|i|e)\b(?: \w+){0,2} (?:születt\w*|szül)"
)
"""What makes a whole date before it one of birth."""
THING = Words(
    r"\b(?:idea|ideas|project|startup|company|team|feature|band|movement|concept|product|brand|projekt\w*|"
    r"idee|firma|firmy|"
    r"unternehmen|verein|marke|projet|entreprise|société|association|idée|équipe|progetto|azienda|società|"
    r"idea|squadra|"
    r"proyecto|empresa|idea|equipo|projeto|marca|project|bedrijf|vereniging|pomysł|zespół|nápad|tým|"
    r"projektet|företaget)"
    r"\b[^.!?\n]{0,40}\Z"
)
"""What else is said to be born."""
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
                "γεννή",
                "出生",
                "生年",
                "誕生",
                "生日",
                "생년",
                "b.",
                "*",
            ),
            *("zur welt", "ter wereld", "na świat", "al mundo", "alla luce", "på verden", "vu le jour"),
            *("jarig", "nar", "synny", "doğ", "rođ", "roj", "родж", "роден", "д.р", "д. р", "sünd"),
            *("gim", "dzim", "fædd", "г.р", "г. р"),
        ),
    )
)
"""One of these stands in everything that tells of a birth."""
