"""Words of health, trade unions and religion: nothing in themselves, and for a person to decide on.

Source of the kinds: Regulation (EU) 2016/679, article 9.
"""

import re
from collections.abc import Sequence

from replay.privacy.match import Match

NAME = "sensitive-words"
VERSION = 1

_KINDS = {
    "health": (
        r"diagnos(?:is|ed|es)|diagnose|prescri(?:bed|ption)s?|medical records?|patients?|"
        r"hiv(?:[- ]positive)?|aids|cancer|tumou?r|chemotherapy|diabet(?:es|ic)|insulin|asthma|"
        r"epilep(?:sy|tic)|depression|antidepressants?|bipolar|schizophreni[ac]|psychiatr(?:ist|ic)|"
        r"psychotherap(?:y|ist)|pregnan(?:t|cy)|miscarriage|abortion|hepatitis|tuberculosis|"
        r"blood pressure|blood test|surgery|biopsy|oncolog(?:y|ist)|sick leave|disabilit(?:y|ies)|"
        r"krankschreibung|krankmeldung|krankgeschrieben|zuckerkrank|chemotherapie|schwanger(?:schaft)?|"
        r"enceinte|incinta|zwanger|diabète|diabétique|épilepsie|épileptique|dépression|cáncer|depresión|"
        r"gravidanza|tumore|kanker|krebs|maladie|grossesse|embarazada|sertraline|fluoxetine|metformin|"
        r"ibuprofen|lorazepam|rehab|overdose|dementia|alzheimer(?:'s)?|parkinson(?:'s)?|migraine|"
        r"allerg(?:y|ic|ies)|allergi(?:e|sch)|alergia|allergia|(?:multiple )?(?:sclerosis|sklerose)|"
        r"stroke patient|schlaganfall|heart (?:attack|failure|disease)|"
        r"herz(?:infarkt|insuffizienz|fehler|schrittmacher)|pacemaker|copd|arthritis|rheuma|crohn(?:'s)?|"
        r"colitis|leuk(?:a?emia|ämie)|lymphom[ae]?|melanom[ae]?|metasta(?:sis|ses|sen)|anorexi[ae]|"
        r"bulimi[ae]|magersucht|burn-?out|adhd|adhs|autis(?:m|tic|mus|tisch)|asperger|alcoholi(?:c|sm)|"
        r"alkohol(?:iker(?:in)?|sucht|krank)|panic attacks?|anxiety disorder|angststörung|panikattacken?|"
        r"ptsd|ptbs|borderline|fehlgeburt|abtreibung|dialys(?:is|e)|transplant(?:ation|iert)?|"
        r"hypertension|bluthochdruck|epilepsie|asthmatik(?:er(?:in)?)?|diabetes|diabetiker(?:in)?|demenz|"
        r"depressi(?:v|onen)|psychose|psychosis|psychiat(?:er|rie)|therapeut(?:in)?|hiv|std|chlamydia|"
        r"syphilis|gonorrh(?:o?ea)|covid(?:-19)?|tumor(?:e|en)?|krebskrank|brustkrebs|"
        r"(?:breast|lung|prostate|skin|bowel) cancer|kur(?:antrag|klinik)|reha(?:klinik)?|"
        r"schwerbehinder\w*|insulinpflichtig|blutdruck|bandscheibenvorfall|hernia|slipped disc|thyroid|"
        r"schilddrüse\w*"
    ),
    "union": (
        r"trade unions?|labou?r unions?|"
        r"union (?:member(?:ship)?|rep(?:resentative)?s?|dues|meeting|steward)|shop steward|works council|"
        r"collective bargaining|gewerkschaft\w*|betriebsrat\w*|syndica(?:t|liste)\w*|sindicato\w*|"
        r"sindacat\w+|vakbond\w*|ver\.?di|ig metall|ig bce|unison|unite the union|"
        r"(?:active|member|organi[sz]ed|elected|rep(?:resentative)?|involved|join(?:s|ed|ing)?|strike)(?: \w+)? (?:in |of |with |for )?(?:the |a |our |his |her |their )union"
    ),
    "religion": (
        r"catholic|protestant|evangelical|orthodox church|mormon|jehovah['’]?s witness(?:es)?|"
        r"zeug(?:e|in|en|innen) jehovas|témoins? de jéhovah|testig[oa]s? de jehová|testimon[ei] di geova|"
        r"getuige van jehova|adventist\w*|baptist\w*|scientolog\w*|quakers?|pentecostal|methodist|"
        r"lutheran\w*|orthodox(?:e|er)?|freikirch\w*|konfessionslos|muslim|islam(?:ic)?|sunni|shi['’]?ite|"
        r"jewish|judaism|hindu(?:ism)?|buddhis[mt]|sikh(?:ism)?|atheist|mosque|synagogue|bar mitzvah|"
        r"bat mitzvah|ramadan|baptis(?:m|ed)|rabbi|imam|katholisch|evangelisch|muslimisch|jüdisch|"
        r"musulman[ea]?|musulmán|musulmana|moslim|catholique|católic[oa]|cattolic[oa]|katholiek|juive|"
        r"ebre[oa]|kirchensteuer|church tax"
    ),
}
_FORM = re.compile(
    rf"(?<![\w-])(?:{'|'.join(f'(?P<{kind}>{words})' for kind, words in _KINDS.items())})(?![\w-])",
    re.IGNORECASE,
)


def detect(text: str) -> Sequence[Match]:
    """Find words that a person must look at."""
    return [
        Match(found.start(), found.end(), found.lastgroup or "", f"words-{found.lastgroup}", 0.6)
        for found in _FORM.finditer(text)
    ]
