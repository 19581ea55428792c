"""Words of health, trade unions and religion: nothing in themselves, and for a person to decide on.

Source of the kinds: Regulation (EU) 2016/679, article 9.
"""

import re
from collections.abc import Sequence

from replay.privacy.detectors.somebody import is_of_nothing_else, is_of_somebody
from replay.privacy.match import Match

NAME = "sensitive-words"
VERSION = 3

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
        r"allerg(?:y|ic|ies)|allergi(?:e|sch)|alergia|allergia|sclerosis|sklerose|"
        r"stroke patient|schlaganfall|heart (?:attack|failure|disease)|"
        r"herz(?:infarkt|insuffizienz|fehler|schrittmacher)|pacemaker|copd|arthritis|rheuma|crohn(?:'s)?|"
        r"colitis|leuk(?:a?emia|ämie)|lymphom[ae]?|melanom[ae]?|metasta(?:sis|ses|sen)|anorexi[ae]|"
        r"bulimi[ae]|magersucht|burn-?out|adhd|adhs|autis(?:m|tic|mus|tisch)|asperger|alcoholi(?:c|sm)|"
        r"alkohol(?:iker(?:in)?|sucht|krank)|panic attacks?|anxiety disorder|angststörung|panikattacken?|"
        r"ptsd|ptbs|borderline|fehlgeburt|abtreibung|dialys(?:is|e)|transplant(?:ation|iert)?|"
        r"hypertension|bluthochdruck|epilepsie|asthmatik(?:er(?:in)?)?|diabetes|diabetiker(?:in)?|demenz|"
        r"depressi(?:v|onen)|psychose|psychosis|psychiat(?:er|rie)|therapeut(?:in)?|hiv|chlamydia|"
        r"syphilis|gonorrh(?:o?ea)|covid(?:-19)?|tumor(?:e|en)?|krebskrank|brustkrebs|"
        r"kurantrag|kurklinik|reha|rehaklinik|"
        r"schwerbehinder\w*|insulinpflichtig|blutdruck|bandscheibenvorfall|hernia|slipped disc|thyroid|"
        r"schilddrüse\w*"
    ),
    "union": (
        r"trade unions?|labou?r unions?|"
        r"union (?:member(?:ship)?|rep(?:resentative)?s?|dues|meeting|steward)|shop steward|works council|"
        r"collective bargaining|gewerkschaft\w*|betriebsrat\w*|syndica(?:t|liste)\w*|sindicato\w*|"
        r"sindacat\w+|vakbond\w*|verdi|ver\.di|ig metall|ig bce|unison|unite the union"
    ),
    "religion": (
        r"catholic|protestant|evangelical|orthodox church|mormon|jehovah['’]?s witness(?:es)?|"
        r"zeug(?:e|in|en|innen) jehovas|témoins? de jéhovah|testig[oa]s? de jehová|testimon[ei] di geova|"
        r"getuige van jehova|adventist\w*|baptists?|scientolog\w*|quakers?|pentecostal|methodist|"
        r"lutheran\w*|orthodox(?:e|er)?|freikirch\w*|konfessionslos|"
        r"muslim|islam(?:ic)?|sunni|shiite|shi['’]ite|"
        r"jewish|judaism|hindu(?:ism)?|buddhis[mt]|sikh(?:ism)?|atheist|mosque|synagogue|bar mitzvah|"
        r"bat mitzvah|ramadan|baptis(?:m|ed)|rabbi|imam|katholisch|evangelisch|muslimisch|jüdisch|"
        r"musulman[ea]?|musulmán|musulmana|moslim|catholique|católic[oa]|cattolic[oa]|katholiek|juive|"
        r"ebre[oa]|kirchensteuer|church tax"
    ),
}
_WORDS = "|".join(f"(?P<{kind}>{words})" for kind, words in _KINDS.items())
_FORM = re.compile(
    rf"(?<!\w)(?<![\s-]-)(?:{_WORDS})(?![\w-])",
    re.IGNORECASE,
)


_IN_ONE = re.compile(
    r"\b(?:active in|member of|joine?d?|in|with|for) (?:the|a|our|his|her|their) (?P<union>unions?)\b",
    re.IGNORECASE,
)
"""Not the European one."""


def _beginnings() -> frozenset[str]:
    """Return the first letters of all of the words."""
    depth, words, word = 0, [], ""
    for letter in "|".join(_KINDS.values()) + "|union|unions|":
        depth += {"(": 1, ")": -1}.get(letter, 0)
        if letter == "|" and not depth:
            words.append(word)
            word = ""
        else:
            word += letter
    begun = [re.match(r"[^\W\d_]{2,4}", word) for word in words]
    return frozenset(each[0] for each in begun if each is not None)


_BEGINNINGS = _beginnings()
_DIAGNOSED = re.compile(
    r"(?:^|[\n.;])[ \t]*(?:diagnos\w+|diagnóstico|vorerkrankung\w*|"
    r"vorbefund)\s?:[ \t]{0,3}(?P<health>[^\W\d_][^\n,.;:]{3,60})",
    re.IGNORECASE,
)
"""What stands behind such a word is one, whatever it is called."""
_STARTS = re.compile(r"(?<!\w)[^\W\d_]{2,4}")


def detect(text: str) -> Sequence[Match]:
    """Find words that a person must look at."""
    # Most texts have no word that begins like one of them, and this takes a fifth of the time to see that.
    folded = text.lower()
    if _BEGINNINGS.isdisjoint(_STARTS.findall(folded)):
        return []
    every = [
        *filter(is_of_somebody, _FORM.finditer(text)),
        *filter(is_of_nothing_else, _DIAGNOSED.finditer(text)),
        *(_IN_ONE.finditer(text) if "union" in folded else ()),
    ]
    found = {each.start(each.lastgroup or 0): each for each in every}
    return [
        Match(start, each.end(each.lastgroup or 0), each.lastgroup or "", f"words-{each.lastgroup}", 0.6)
        for start, each in sorted(found.items())
    ]
