"""Numbers on the pictures that the name beside or above them calls something else: versions, orders."""

import re
from collections.abc import Iterator

from replay.privacy.finding import ChannelText
from replay.privacy.lookalikes import as_meant
from replay.privacy.match import Match
from replay.privacy.page.layout import Page, box_of, is_on_row, left_of

_VERSION = re.compile(
    r"\b(?:versi[oó]n[ei]?s?|version\w*|release\w*|build|firmware|bios|driver|\w*treiber\w*|runtime|sdk|revision|"
    r"installed|installiert|available|verfügbar|latest|aktuell|current|update\w*|paket\w*|packages?)\b",
    re.IGNORECASE,
)
_PROGRAM = re.compile(
    r"\b(?:chrome|chromium|firefox|edge|opera|safari|brave|\.?net|asp\.net|java|jdk|jre|nvidia|intel|amd|radeon|geforce|realtek|"
    r"broadcom|qualcomm|microsoft|adobe|acrobat|office|teams|outlook|zoom|skype|slack|discord|steam|vlc|gimp|"
    r"openssl|python\d?|node(?:\.?js)?|php|perl|ruby|mysql|mariadb|postgres\w*|sqlite|redis|nginx|apache|docker|"
    r"kernel|linux\w*|windows|macos|android|ios|lib[a-z]\w+|[a-z]+-(?:dev|bin|common|python|core|utils)|"
    r"visual (?:c|studio)\S*|redistributable|webview2?|defender|graphics|audio|bluetooth|wi-?fi|chipset|"
    r"winget|stable|nuget|cryptography|numpy|pandas)(?!\w)",
    re.IGNORECASE,
)
_LISTING = re.compile(
    r"\b(?:winget|pacman|rpm|dpkg|apt|apt-get|yum|dnf|brew|pip3?|npm|gem|cargo|conda|choco|scoop|snap|flatpak|dotnet)\b",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"\bips?\b|\bipv[46]\b|address|adresse|\binet6?\b|host|server|gateway|\bdns\b|subnet|router|remote|client|"
    r"\bping\b|\bssh\b|netz|network|\bvpn\b|peer|proxy|source|quelle|destination|dirección|indirizzo",
    re.IGNORECASE,
)
_NUMBERS = re.compile(r"v?\d+(?:[._-]\d+)+\w*")
_FOUR = 4
_THING = re.compile(
    r"\b(?:order|bestell\w*|auftrag\w*|invoice|rechnung\w*|customer|kunden\w*|article|artikel\w*|part|teile?\w*|item|sku|ref\w*|"
    r"ticket|vorgang\w*|beleg\w*|tracking|sendung\w*|serial|serien\w*|contract|vertrag\w*|commande|facture|pedido|factura|"
    r"ordine|fattura|cliente?|product|produkt\w*|material\w*|batch|charge\w*|lot|konto\w*|account|policy)\b",
    re.IGNORECASE,
)
_PHONE = re.compile(r"phone|telefon|tel\b|mobil|handy|fax|télé|teléf|kontakt|contact", re.IGNORECASE)
_SURE_PHONE = 0.9
_HEAD_HEIGHTS = 60


class CalledElse:
    """Tells what is called a version or an order's number."""

    def __init__(self, page: Page) -> None:
        """Take the texts and their places."""
        self._page = page
        self._places = {text.place: text for text in page.shown}
        self._known: dict[str, bool] = {}

    def is_else(self, text: ChannelText, match: Match) -> bool:
        """Say whether a match on a picture is rather the number of a thing, by what stands beside it."""
        placed = self._places.get(text.place)
        if placed is None or match.category not in {"ip", "phone"}:
            return False
        if match.category == "phone" and match.confidence >= _SURE_PHONE:
            return False
        key = f"{match.category} {match.start} {text.place}"
        if key not in self._known:
            is_else = self._is_version if match.category == "ip" else self._is_of_a_thing
            self._known[key] = is_else(placed, match)
        return self._known[key]

    def _is_version(self, text: ChannelText, match: Match) -> bool:
        near = self._page.near(text)
        row = [as_meant(each.text) for each in near if is_on_row(each, text)]
        own = as_meant(text.text[: match.start] + " " + text.text[match.stop :])
        if any(_ADDRESS.search(said) for said in (own, *row)):
            return False
        if any(_VERSION.search(said) or _PROGRAM.search(said) for said in (own, *row)):
            return True
        column = list(_over(text, near))
        for above in column:
            said = as_meant(above.text)
            if _ADDRESS.search(said):
                return False
            if _VERSION.search(said) or _LISTING.search(said):
                return True
        return any(_is_no_address(each.text) for each in (*column, *_under(text, near)))

    def _is_of_a_thing(self, text: ChannelText, match: Match) -> bool:
        near = self._page.near(text)
        beside = [as_meant(each.text) for each in left_of(text, near)]
        for said in (
            as_meant(text.text[: match.start]),
            *beside,
            *(as_meant(each.text) for each in _over(text, near)),
        ):
            if _PHONE.search(said):
                return False
            if _THING.search(said):
                return True
        return False


def _over(text: ChannelText, near: list[ChannelText]) -> Iterator[ChannelText]:
    """Yield what stands over a text, the nearest first."""
    yield from sorted(_in_column(text, near, -1), key=lambda each: -box_of(each)[1])


def _under(text: ChannelText, near: list[ChannelText]) -> Iterator[ChannelText]:
    yield from sorted(_in_column(text, near, 1), key=lambda each: box_of(each)[1])


def _in_column(text: ChannelText, near: list[ChannelText], way: int) -> Iterator[ChannelText]:
    x, y, width, height = box_of(text)
    for other in near:
        left, top, wide, _ = box_of(other)
        away = (top - y) * way
        if height * 0.5 < away < _HEAD_HEIGHTS * height and min(x + width, left + wide) - max(x, left) > 0:
            yield other


def _is_no_address(said: str) -> bool:
    """Say whether a cell is a number with dots that is no address: of three parts, or with one too large."""
    number = _NUMBERS.search(said)
    if number is None or len(said.split()) > _FOUR:
        return False
    parts = re.split(r"[._-]", number[0].lstrip("v"))
    return (
        "." in number[0]
        and not number[0][-1].isalpha()
        and re.search(r"\d{4}", number[0]) is None
        and (len(parts) == 3 and max(len(part) for part in parts) <= 3 and "/" not in said)
    )
