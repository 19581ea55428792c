"""Words that are of health, a union or a faith only where somebody is spoken of: "patients", "Verdi"."""

import re

_AMBIGUOUS = re.compile(
    r"diagnos\w+|prescri\w+|medical records?|patients?|aids|cancer|krebs|kanker|tumou?r\w*|tumore|"
    r"depressions?|surgery|disabilit\w+|reha\w*|overdose|allerg\w+|alergia|burn-?out|borderline|hernia|"
    r"autis\w+|alcoholi\w+|transplant\w*|"
    r"therapeut\w*|psychiat\w+|covid(?:-19)?|maladie|hypertension|dialys\w+|parkinson|asperger|thyroid|"
    r"colitis|"
    r"pacemaker|blood (?:pressure|test)|sick leave|sclerosis|"
    r"verdi|unison|orthodox\w*|evangelical|protestant|baptists?|methodist|imam|rabbi|quakers?|"
    r"adventist\w*|islamic|"
    r"mormon|sikh|scientolog\w*|catholic|jewish",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"diagnos(?:is|es|e)|prescriptions?|medical records?|patients?|disabilit(?:y|ies)|blood (?:pressure|"
    r"test)|"
    r"sick leave|surgery|overdose",
    re.IGNORECASE,
)
_SOMEBODY = re.compile(
    r"\b(?:i|i['’](?:m|ve|ll)|my|me|she|her|hers|he|his|him|their|your|you['’](?:re|ve)|who|mr|mrs|ms|"
    r"mum|mom|dad|mother|father|wife|husband|partner|son|daughter|sister|brother|colleague|employee|"
    r"child|kids?|baby|aunt|uncle|"
    r"grand(?:ma|pa|mother|father)|"
    r"ich|mein\w?|meine[rmns]|mir|mich|sein\w?|seine[rmns]|ihr\w?|ihre[rmns]|er|frau|herrn?|mutter|vater|"
    r"tochter|sohn|schwester|bruder|kollegin|kollege|mitarbeiter(?:in)?|oma|opa|kind|mann|"
    r"je|j['’]ai|mon|ma|elle|lui|sa|madame|monsieur|mme|mi|ella|él|su|señora?|"
    r"mia|mio|lei|lui|sua|suo|mijn|zij|hij|haar|zijn)\b|[a-z]['’]s\b",
    re.IGNORECASE,
)
_CLINICAL = re.compile(
    r"\b(?:diagnosed with|suffer(?:s|ing)? from|treat(?:ed|ment) (?:for|of)|stage [1-4iv]+|positive|"
    r"chronic|severe|mg|"
    r"an|gegen|wegen|leide[tn]?|erkrankt|chronisch|verdacht auf|atteint|souffre|sufre|soffre|"
    r"mitglied\w*|members?|streik\w*|strike|tarif\w*|gewerkschaft\w*|betriebsrat\w*|konfession\w*|"
    r"religio\w+|church|"
    r"kirche|faith|converted|römisch|griechisch|russisch)\b",
    re.IGNORECASE,
)
_TECHNICAL = re.compile(
    r"\b(?:bugs?|crash\w*|servers?|network|netzwerk|engine|code|quer(?:y|ies)|disk|build|logs?|printer|"
    r"drucker|"
    r"motor|faults?|fehler|outage|latency|memory|deploy\w*|driver|router|pipeline|api|error|issue|"
    r"system|windows|"
    r"software|database|cable|sensor|hearing|visual|teaching|economic|great|tropical|weather|zodiac|"
    r"horoscope|"
    r"organ(?:i[sz]ation)?|market|research|charity|approach|cutter|oats|requiem|opera|oper|giuseppe|sign|"
    r"menu)\b",
    re.IGNORECASE,
)
_ADJECTIVE = re.compile(
    r"\b(?:be|being|very|please|so|too|more|stay|remain|thanks? for being|is|are|bit)\s+\Z", re.IGNORECASE
)
_ONE = re.compile(
    r"\b(?:the|a|our|this|that|each|every|new|next|der|die|den|dem|des|eine[rnms]?|le|la|el)\s+\Z",
    re.IGNORECASE,
)
_NAMED = re.compile(r"\b(?:dr|prof|herrn?|frau|mr|mrs|ms|familie|[A-Z][a-zäöü]+)\.?\s+\Z")
_NAMES = frozenset(("krebs", "parkinson", "verdi", "rabbi", "asperger", "imam"))
_SENTENCE = re.compile(r"[.!?;\n](?=\s|$)")
_REACH = 90


def is_of_somebody(found: re.Match[str]) -> bool:
    """Say whether a word tells something of a person: most do by themselves, some only beside one."""
    word, text = found[0], found.string
    if _AMBIGUOUS.fullmatch(word) is None:
        return True
    if text.strip(" \t\n:*.-").lower() == word.lower():
        # All that was written there: what a field is called, or what was filled in.
        return _LABEL.fullmatch(word) is None
    before, after = (
        text[max(found.start() - _REACH, 0) : found.start()],
        text[found.end() : found.end() + _REACH],
    )
    if _is_else(word, before, after):
        return False
    if word.lower().startswith("patient") and _ONE.search(before):
        return True
    sentence = _SENTENCE.split(before)[-1] + " " + _SENTENCE.split(after)[0]
    if _TECHNICAL.search(sentence):
        return False
    is_told = before.rstrip().endswith(":")
    return is_told or bool(_SOMEBODY.search(sentence) or _CLINICAL.search(sentence))


def is_of_nothing_else(found: re.Match[str]) -> bool:
    """Say whether a diagnosis is of nobody's machine."""
    return _TECHNICAL.search(found[0]) is None


def _is_else(word: str, before: str, after: str) -> bool:
    """Say whether a word is another one that is written alike: a name, "be patient", "hearing aids"."""
    if word.lower() in {"aids", "patient"}:
        return word == "aids" or _ADJECTIVE.search(before) is not None
    return word[:1].isupper() and word.lower() in _NAMES and _is_name(before, after)


def _is_name(before: str, after: str) -> bool:
    return _NAMED.search(before) is not None or after.startswith((",", "'s", "’s"))
