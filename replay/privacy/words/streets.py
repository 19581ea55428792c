"""What belongs to an address behind its street and number: a flat, a floor, a postcode, a town.

All of it is looked for in texts without accents.
"""

import re

from replay.privacy.words.plain import loose

_FLAT = loose(
    r"(?:apt|apartment|suite|ste|unit|flat|floor|fl|room|rm|bldg|building|"
    r"og|eg|ug|dg|etage|stock|stiege|top|tür|whg|wohnung|links|rechts|mitte|hinterhaus|hh|vh|"
    r"app(?:t|artement)?|bât(?:iment)?|étage|esc(?:alier)?|porte|rdc|"
    r"piso|puerta|planta|escalera|portal|izq(?:da|uierda)?|dcha|derecha|bajo|ático|pta|"
    r"interno|int|scala|piano|esq|dto|direito|esquerdo|andar|bloco|"
    r"bus|verdieping|hoog|"
    r"m|lok|lokal|mieszkania|mieszk|klatka|piętro|"
    r"lgh|lägenhet|tr|tv|th|mf|sal|st|kld|byt|patro)"
)
_PIECE = (
    r",?\s{1,2}(?:"
    rf"\d{{1,2}}(?:[.ºª°:]{{0,2}}o?|er|re|e|eme|st|nd|rd|th)\s?{_FLAT}(?![^\W\d_])\.?"
    rf"|#\s?\w{{1,5}}|{_FLAT}\.?\s?(?:\d{{1,5}}[a-z]?|(?-i:[A-Z]\d{{0,4}})|\d{{1,3}}[/-]\d{{1,3}})(?!\w)"
    r"|\d{1,2}\s?[ºª°]\s?(?:(?-i:[A-Z]{1,2})(?!\w)|izqd?a?\b\.?|dcha\b\.?|esq\b\.?|dto\b\.?)?"
    rf"|(?:links|rechts|mitte|izqd?a?|dcha|esq|dto|tv|th|mf)(?![^\W\d_])\.?"
    r")"
)
_TOWN = (
    r"(?-i:[A-Z][^\W\d_]['’\w-]{0,24}"
    r"(?: (?:(?:de|del|la|le|sur|am|an der|im|bei|aan|nad|upon) )?[A-Z][\w'’-]{1,24}){0,3})"
)
_CODE = (
    r"(?:(?-i:[A-Z]{1,2})-)?(?:\d\d-\d{3}|\d{4}-\d{3}|\d{3}\s\d\d|\d{4}\s?(?-i:[A-Z]{2})(?!\w)|\d{4,5}(?!\d))"
)
_BEHIND = r"(?-i:[A-Z]{2}\s{1,2}\d{5}(?:-\d{4})?|[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2})(?!\w)"
_SUFFIX = (
    r"(?:\s?(?:bis|ter|quater)(?!\w)|[a-zA-Z](?!\w)|\s(?-i:[A-H])(?!\w)|[/-]\d{1,4}[a-zA-Z]?(?![\w./-])|"
    r"/[A-Za-z](?!\w))?"
)
REST = re.compile(
    rf"{_SUFFIX}(?:{_PIECE}){{0,3}}"
    rf"(?:,?\s{{1,2}}{_CODE}\s{{1,2}}{_TOWN}(?:\s(?-i:[A-Z])(?!\w)|\s\d{{1,2}}(?!\w))?(?:\s?\([A-Z]{{2}}\))?"
    rf"|,?\s{{1,2}}{_TOWN},?\s{{1,2}}{_BEHIND})?",
    re.IGNORECASE,
)
"""What goes on behind a street and its number; it may be nothing."""
LED = re.compile(rf"(?<!\w)(?:{_FLAT}|house)\.?\s?[\w/-]{{1,5}},\s{{1,2}}\Z", re.IGNORECASE)
"""A flat before its house: "Flat 4, 22 Elm Court"."""
_PLAIN_CODE = r"(?:\d\d-\d{3}|\d{4}-\d{3}|\d{3}\s\d\d|\d{4}\s?(?-i:[A-Z]{2})(?!\w))"
POSTCODE = re.compile(rf",\s{{1,2}}{_PLAIN_CODE}\s", re.IGNORECASE)
"""A postcode as no other number is written."""
PLACED = re.compile(
    r"(?<!\w)(?-i:[A-Z])[^\W\d_]{2,24}(?:[ -][^\W\d_]{1,20}){0,2} \d{1,4}"
    rf"{_SUFFIX}(?:{_PIECE}){{0,3}},\s{{1,2}}{_PLAIN_CODE}\s{{1,2}}{_TOWN}(?:\s(?-i:[A-Z])(?!\w)|"
    rf"\s\d{{1,2}}(?!\w))?",
    re.IGNORECASE,
)
"""A name, a number and such a postcode, whatever the street is called."""
