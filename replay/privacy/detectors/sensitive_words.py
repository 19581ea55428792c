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
        r"hiv(?:[- ]positive)?|aids|cancer|tumou?r|"
        r"chemotherapy|diabet(?:es|ic)|insulin|asthma|epilep(?:sy|tic)|depression|antidepressants?|bipolar|"
        r"schizophreni[ac]|psychiatr(?:ist|ic)|psychotherap(?:y|ist)|pregnan(?:t|cy)|miscarriage|abortion|"
        r"hepatitis|tuberculosis|"
        r"blood pressure|blood test|surgery|biopsy|oncolog(?:y|ist)|sick leave|disabilit(?:y|ies)|"
        r"krankschreibung|"
        r"krankmeldung|krankgeschrieben|zuckerkrank|chemotherapie|"
        r"schwanger(?:schaft)?|enceinte|incinta|zwanger|"
        r"diabète|diabétique|épilepsie|épileptique|dépression|cáncer|depresión|gravidanza|tumore|kanker|"
        r"krebs|maladie|grossesse|embarazada|"
        r"sertraline|fluoxetine|"
        r"metformin|"
        r"ibuprofen|lorazepam|rehab|overdose|dementia|alzheimer(?:'s)?|parkinson(?:'s)?|migraine|"
        r"allerg(?:y|ic|ies)"
    ),
    "union": (
        r"trade unions?|labou?r unions?|union (?:member(?:ship)?|rep(?:resentative)?s?|dues|meeting|"
        r"steward)|shop steward|works council|"
        r"collective bargaining|gewerkschaft\w*|betriebsrat\w*|syndica(?:t|liste)\w*|sindicato\w*|"
        r"sindacat\w+|vakbond\w*|ver\.?di|"
        r"ig metall"
    ),
    "religion": (
        r"catholic|protestant|evangelical|orthodox church|mormon|jehovah'?s witness(?:es)?|muslim|"
        r"islam(?:ic)?|sunni|shi['’]?ite|jewish|"
        r"judaism|hindu(?:ism)?|buddhis[mt]|sikh(?:ism)?|atheist|mosque|synagogue|bar mitzvah|bat mitzvah|"
        r"ramadan|"
        r"baptis(?:m|ed)|rabbi|imam|katholisch|evangelisch|"
        r"muslimisch|jüdisch|musulman[ea]?|musulmán|musulmana|moslim|catholique|católic[oa]|cattolic[oa]|katholiek|"
        r"juive|ebre[oa]|kirchensteuer|church tax"
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
