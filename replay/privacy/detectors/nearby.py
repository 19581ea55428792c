"""Words beside a match that make it likelier to be what it looks like, or without which it is nothing."""

import re

from replay.privacy.words.plain import Words


def is_told(text: str, start: int, words: re.Pattern[str] | Words, reach: int = 40) -> bool:
    """Say whether one of `words` stands in the characters before a match, on its line or the one before."""
    before = text[max(start - reach, 0) : start]
    lines = before.split("\n")
    return words.search("\n".join(lines[-2:])) is not None


_OF_A_THING = re.compile(
    r"(?<![^\W_])(?:art(?:icle|ikel)?|orders?|invoices?|bill|ref(?:erence)?|sku|ean|gtin|isbn|parts?|"
    r"serial|modell?o?|typ|type|tickets?|"
    r"case|customer|client|account|contract|policy|tracking|parcel|shipment|po|rma|vat|items?|product|"
    r"meter|reading|"
    r"(?:kunden?|bestell|auftrags?|rechnungs?|vertrags?|konto|beleg|liefer|sendungs?|paket|zähler|"
    r"seriens?|serien|teile?|"
    r"artikel|vorgangs?|akten|buchungs?|material|chargen?)[^\W\d_]{0,12}|konto|beleg|lot|batch|commande|"
    r"facture|pedido|"
    r"factura|ordine|fattura|zamówieni\w{1,2}|zamowieni\w{1,2}|faktur\w{0,3}|objednávk\w{1,2}|"
    r"beställning\w{0,3}|"
    r"ordre|bestelling|encomenda|fatura|rev|drawing|zeichnung|dossier|expediente|pratica|sprawy|blz|"
    r"version|conference|meeting|webinar|konferenz|besprechung|r[eé]union|reuni[oó]n|riunione|vergadering|"
    r"spotkani\w|"
    r"rcs(?: [a-zà-ÿ-]{2,24})?|org\.? ?|kvk|ičo|ico|regon|krs|siret|siren|n° tva|tva|hrb|hra|"
    r"handelsregister|cif|partita iva|p\.? ?iva|"
    r"bestelling|factuur|"
    r"colis|envoi|reserva|prenotazione|przesyłk\w{1,2}|przesylk\w{1,2}|sipariş|siparis|заказ\w{0,2}|"
    r"договор\w{0,2}|ärende|sak|sag|rendelés\w{0,2}|comand\w{1,2}|поръчка|narudžb\w|naročil\w{1,2}|"
    r"παραγγελί\w{1,2}|замовленн\w)[ .-]{0,2}(?:(?:nummer|numbers?|num|no|nr|n°|nº|n\.|č\.|id|"
    r"code|číslo|numer|numero|número|numéro|numarası|номер)\b\.?)?[ :#.=-]{0,3}\Z",
    re.IGNORECASE,
)
_NUMBER_REACH = 40


def is_of_a_thing(text: str, start: int) -> bool:
    """Say whether a number is called that of a thing just before it: of an order, an article, a contract."""
    return _OF_A_THING.search(text[max(start - _NUMBER_REACH, 0) : start]) is not None
