"""Dates as people write them: in figures, with names of months, without spaces, with short years."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from replay.privacy.words.plain import plain

_MONTHS = plain(
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    "oct(?:ober)?|"
    "nov(?:ember)?|dec(?:ember)?|januar|jänner|februar|märz|maerz|mär|mai|juni|juli|oktober|okt|dezember|dez|"
    "janv(?:ier)?|févr?(?:ier)?|mars|avr(?:il)?|juin|juil(?:let)?|août|septembre|octobre|novembre|décembre|"
    "déc|"
    "ene(?:ro)?|febrero|marzo|abr(?:il)?|mayo|junio|julio|ago(?:sto)?|sep?tiembre|octubre|noviembre|"
    "dic(?:iembre)?|"
    "gen(?:naio)?|febbraio|aprile|mag(?:gio)?|giu(?:gno)?|lug(?:lio)?|set(?:tembre)?|ott(?:obre)?|dicembre|"
    "janeiro|fev(?:ereiro)?|março|maio|junho|julho|setembro|out(?:ubro)?|novembro|dez(?:embro)?|"
    "januari|februari|maart|mrt|mei|augustus|marts|maj|augusti|"
    "stycznia|lutego|marca|kwietnia|maja|czerwca|lipca|sierpnia|września|października|listopada|grudnia|"
    "января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря|"
    "ledna|února|března|dubna|května|června|července|srpna|září|října|listopadu|prosince|"
    "januára|februára|apríla|mája|júna|júla|augusta|septembra|októbra|novembra|decembra|"
    "(?:tammi|helmi|maalis|huhti|touko|kesä|heinä|elo|syys|loka|marras|joulu)kuuta?|"
    "január|február|március|április|május|június|július|augusztus|szeptember|október|november|december|"
    "ianuarie|februarie|martie|aprilie|iunie|iulie|septembrie|octombrie|noiembrie|decembrie|"
    "ocak|şubat|mart|nisan|mayıs|haziran|temmuz|ağustos|eylül|ekim|kasım|aralık|"
    "siječnja|veljače|ožujka|travnja|svibnja|lipnja|srpnja|kolovoza|rujna|listopada|studenoga?|prosinca|"
    "januarja|februarja|marca|junija|julija|avgusta|oktobra|"
    "січня|лютого|березня|квітня|травня|червня|липня|серпня|вересня|жовтня|листопада|грудня|"
    "януари|февруари|март|април|май|юни|юли|август|септември|октомври|ноември|декември|"
    "ιανουαρίου|φεβρουαρίου|μαρτίου|απριλίου|μαΐου|ιουνίου|ιουλίου|αυγούστου|σεπτεμβρίου|οκτωβρίου|"
    "νοεμβρίου|δεκεμβρίου|"
    "jaanuar|veebruar|märts|aprill|juuni|juuli|oktoober|detsember|"
    "sausio|vasario|kovo|balandžio|gegužės|birželio|liepos|rugpjūčio|rugsėjo|spalio|lapkričio|gruodžio|"
    "janvāris?|februāris?|marts?|aprīlis?|maijs?|jūnijs?|jūlijs?|augusts?|oktobris|janúar|febrúar|"
    "janúar|mars|júní|júlí|ágúst|nóvember|desember|des"
)
_MONTH = re.compile(_MONTHS, re.IGNORECASE)
# Asked of each date that has one: far fewer than there are words to try all names at.
_NAME = r"[^\W\d_]{3,13}"
_DAY = r"\d{1,2}(?:st|nd|rd|th|er|\.|º|o)?"
_OF = r"(?:of |de |di |d['’])?"
_YEAR = r"(?:19|20)\d\d"
_FORM = re.compile(
    rf"(?<![\w/.-])(?:(?P<y1>{_YEAR})(?P<s1>[-/.])(?P<m1>\d{{1,2}})(?P=s1)(?P<d1>\d{{1,2}})"
    rf"|(?P<d2>\d{{1,2}})(?P<s2>[-/. ])\s?(?P<m2>\d{{1,2}})(?P=s2)\s?(?P<y2>{_YEAR}|\d\d)"
    rf"|(?P<d3>{_DAY})[ -]?{_OF}(?P<n3>{_NAME})\.?,?[ -]?(?:de |del )?(?P<y3>{_YEAR})"
    rf"|(?P<n4>{_NAME})\.?[ -](?P<d4>{_DAY}),?\s(?P<y4>{_YEAR})"
    rf"|(?P<y8>{_YEAR})\.? (?:m\. |gada )?(?P<n8>{_NAME}) (?P<d8>{_DAY})"
    rf"|(?P<y5>{_YEAR})(?P<m5>\d\d)(?P<d5>\d\d)|(?P<d6>\d\d)(?P<m6>\d\d)(?P<y6>{_YEAR})"
    r"|(?P<y7>(?:19|20)\d\d)年(?P<m7>\d{1,2})月(?P<d7>\d{1,2})日"
    r")(?![\w/]|[.-]\d)",
    re.IGNORECASE,
)
_SHORT = re.compile(
    rf"(?<![\w/.-]){_DAY}[ -]{_OF}(?P<n1>{_NAME})\.?,?[ -](?:de |del )?['’]?(?P<year>\d\d)(?![\w/:]|[.-]\d)"
    rf"|(?<![\w/.-])(?:{_DAY}[ -]{_OF}(?P<n2>{_NAME})|(?P<n3>{_NAME})\.? {_DAY})(?![\w:]|,? \d)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Dated:
    """A date in a text."""

    start: int
    stop: int
    year: int
    """As it is written: of two digits, one below 100; -1 where there is none."""


def dates_in(text: str, start: int = 0, stop: int | None = None) -> Iterator[Dated]:
    """Yield the days with a year in a text, as far as they are in the calendar."""
    for found in _FORM.finditer(plain(text), start, len(text) if stop is None else stop):
        if (year := _year_of(found)) is not None:
            yield Dated(found.start(), found.end(), year)


def short_dates_in(text: str) -> Iterator[Dated]:
    """Yield the days in a text whose months are named, with two digits of a year or none."""
    for found in _SHORT.finditer(plain(text)):
        if _MONTH.fullmatch(found["n1"] or found["n2"] or found["n3"]):
            yield Dated(found.start(), found.end(), int(found["year"] or -1))


def whole_date(text: str) -> int | None:
    """Return the year, as it is written, of a text that is nothing but a date, None for any other."""
    found = _FORM.fullmatch(plain(text))
    if found is not None:
        return _year_of(found)
    short = _SHORT.fullmatch(plain(text))
    if short is None or not short["year"] or not _MONTH.fullmatch(short["n1"]):
        return None
    return int(short["year"])


def is_day_and_month(first: str, second: str) -> bool:
    """Say whether two entries are a day and a month, in either order, the month a number or a name."""
    bare = (text.rstrip(".") for text in (first, second) if re.fullmatch(r"\d{1,2}\.?", text))
    numbers = [int(text) for text in bare]
    if len(numbers) == 1:
        other = second if first[:1].isdigit() else first
        named = re.fullmatch(rf"(?:{_MONTHS})\.?", plain(other), re.IGNORECASE) is not None
        return 0 < numbers[0] < 32 and named
    return len(numbers) == 2 and _is_day(2000, *numbers)


def is_year(text: str) -> bool:
    """Say whether a text is a year that somebody now alive may have been born in, or one of the next."""
    return re.fullmatch(r"19\d\d|20[0-4]\d", text) is not None


def _year_of(found: re.Match[str]) -> int | None:
    """Return the year of a date, None where there is no such day."""
    form = next(form for form in range(1, 9) if found[f"y{form}"])
    year = int(found[f"y{form}"])
    if form in {3, 4, 8}:
        return year if _MONTH.fullmatch(found[f"n{form}"]) else None
    return year if _is_day(year, int(found[f"m{form}"]), int(found[f"d{form}"])) else None


def _is_day(year: int, month: int, day: int) -> bool:
    """Say whether the numbers are a day, in either order; a year of two digits is taken as it is."""
    for first, second in ((month, day), (day, month)):
        try:
            date(year if year > 99 else 2000 + year, first, second)
        except ValueError:
            continue
        return True
    return False
