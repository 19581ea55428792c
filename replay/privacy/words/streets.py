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
    r"lgh|lägenhet|tr|tv|th|mf|sal|st|kld|byt|patro|"
    r"bl|sc|ap|apto|apartament|etaj|daire|kat|d|k|blok|кв|квартира|корп|подъезд|под[ъ]?їзд|эт|поверх|як|"
    r"emelet|em|ajtó|fszt|stan|kat|διαμ|όροφος|entlo|ppal|bxs)"
)
_PIECE = (
    r",?\s{1,2}(?:"
    rf"\d{{1,2}}(?:[.ºª°:]{{0,2}}o?|er|re|e|eme|st|nd|rd|th)\s?{_FLAT}(?![^\W\d_])\.?"
    rf"|#\s?\w{{1,5}}|{_FLAT}[.:]{{0,2}}\s?(?:\d{{1,5}}[a-z]?|(?-i:[A-Z]\d{{0,4}})|"
    rf"\d{{1,3}}[/-]\d{{1,3}})(?!\w)"
    r"|\d{1,2}\s?[ºª°]\s?(?:(?-i:[A-Z]{1,2})(?!\w)|izqd?a?\b\.?|dcha\b\.?|esq\b\.?|dto\b\.?)?"
    rf"|(?:bajo|ático|entlo|principal)(?: (?:izqd?a?|izq|dcha|dch))?(?![^\W\d_])\.?"
    rf"|(?-i:[A-Z]) \d{{1,3}}(?!\w)"
    rf"|(?:links|rechts|mitte|izqd?a?|dcha|esq|dto|tv|th|mf)(?![^\W\d_])\.?"
    r")"
)
_TOWN = (
    r"(?-i:[A-ZΆ-ΫА-ЯЁІЇЄ][^\W\d_]['’\w-]{0,24}"
    r"(?: (?:(?:de|del|la|le|sur|am|an der|im|bei|aan|nad|upon) )?[A-Z][\w'’-]{1,24}){0,3})"
)
_CODE = (
    r"(?:(?-i:[A-Z]{1,2})-)?(?:\d\d-\d{3}|\d{4}-\d{3}|\d{3}\s\d\d|\d{4}\s?(?-i:[A-Z]{2})(?!\w)|\d{4,5}(?!\d))"
)
_BEHIND = r"(?-i:[A-Z]{2}\s{1,2}\d{5}(?:-\d{4})?|[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2})(?!\w)"
_SUFFIX = (
    r"(?:\s?(?:bis|ter|quater)(?!\w)|[a-zA-Z](?!\w)|\s(?-i:[A-H])(?: \d{1,3})?(?![\w:])|"
    r"[/-]\d{1,4}[a-zA-Z]?(?![\w./-])|"
    r"/[A-Za-z](?!\w))?"
)
REST = re.compile(
    rf"{_SUFFIX}(?:{_PIECE}){{0,3}}"
    rf"(?:,?\s{{1,2}}{_CODE}\s{{1,2}}{_TOWN}(?:\s(?-i:[A-Z])(?!\w)|\s\d{{1,2}}(?!\w))?(?:\s?\([A-Z]{{2}}\))?"
    rf"|,?\s{{1,2}}{_TOWN},?\s{{1,2}}{_BEHIND}"
    rf"|,\s{_TOWN}(?=[.!]?[ \t]*(?:\n|\Z)))?",
    re.IGNORECASE,
)
"""What goes on behind a street and its number; it may be nothing."""
LED = re.compile(
    rf"(?<!\w)(?:{_FLAT}|house)\.?\s?[\w/-]{{1,5}},\s{{1,2}}\Z|"
    rf"(?<!\w)\d{{4,5}} {_TOWN}, \Z",
    re.IGNORECASE,
)
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

LIVES = (
    r"(?:live|lives|living|stay|staying|moved|moving|come(?: over)?|drop (?:by|it|him|her)|deliver(?:ed)?|"
    r"meet (?:me|us)|pick me up)|"
    r"(?:wohn(?:e|t|en)?|wohnhaft|gemeldet|ziehe[n]?|komm(?:t|en)?|treffen)|"
    r"(?:habite[sz]?|habitons|demeurant|domicilié[e]?|loge|déménag\w+|viens|venez|rdv|rendez-vous|livrez)|"
    r"(?:abito|abita|abitiamo|vivo|vive|vivimos|residente|domiciliat[oa]|vieni|venite|trasferit\w|"
    r"trasloc\w+)|"
    r"(?:vivimos|resido|reside|ven|venid|me mudé|mudamos|empadronad[oa])|"
    r"(?:moro|mora|moramos|vivemos|vem|venha|resid[eo])|"
    r"(?:woon|woont|wonen|kom(?: maar| je| langs)?|verhuisd|verhuizen)|"
    r"(?:mieszka(?:m|sz|my|ją)?|zamieszkał[ya]|wpadnij|wpadnijcie|przyjdź|przyjedź|przeprowadz\w+|"
    r"zameldowan[ya])|"
    r"(?:bydlím|bydlí|bydlíme|bývam|býva|bývame|přijď|přijeď|príď|bytem|trvale bytem|bytom)|"
    r"(?:bor|flyttat|flytter|flyttet|bosatt|asun|asuu|asumme|muutin|muutimme|lakom|lakik|lakunk|lakcímem|"
    r"lakcím)|"
    r"(?:stau|locuiesc|locuiește|locuim|domiciliat[ă]?|oturuyorum|oturuyoruz|taşındı[mk]|stanujem|živim|"
    r"živimo|elan|gyvenu|dzīvoju)|"
    r"(?:жив[уёе]\w{0,2}|живём|проживаю|проживает|мешкаю|мешкає|живея|живее|приезжай|заезжай|μένω|μένει|"
    r"μένουμε|κατοικώ)"
)
"""What people say before where they live, or where somebody is to come to."""
CALLED = (
    r"(?:my |our |his |her |new |home |shipping |delivery |postal |meine |neue |mon |notre |mi |il mio |"
    r"nuevo |mijn |ons |mój |nowy |min |ny )?"
    r"(?:address|anschrift|lieferadresse|rechnungsadresse|privatadresse|adresse(?: de livraison)?|"
    r"dirección(?: de envío)?|domicilio|"
    r"indirizzo|morada|endereço|adres|bezorgadres|adresa|bydliště|bydlisko|adress|adressen|osoite|"
    r"osoitteessa|osoitteeni|cím|lakcím|"
    r"adresim|adresi|aadress|adresas|адрес|адреса|адресата|διεύθυνση)"
    r"(?: (?:is|ist|lautet|est|es|è|é|is|to|je|är|er|on|este|είναι|ab \w+|from \w+))?\s?[:=]?"
)
"""What an address is called, and what leads from that to it."""
AT = (
    r"(?-i:at|in|on|to|over to|round to|near|by|auf|an|in der|in dem|im|an der|am|zur|zum|in die|nach|"
    r"au|aux|à|chez moi au|dans la|à la|in|a|al|alla|en|en la|en el|a la|na|no|em|à|op|op de|aan de|in de|"
    r"naar|"
    r"na|przy|przy ul\.|u|v|ve|po|på|i|osoitteessa|pe|la|на|в|по|στην|στη|στο|στον|en calle|here|hier|ici)"
)
"""What may stand between."""
KIND_FIRST = (
    r"strada|str\.|bulevardul|bd\.|b-dul|aleea|calea|șoseaua|șos\.|splaiul|"
    r"ул\.?|улица|проспект|пр-т|просп\.|пр\.|пер\.|переулок|бульвар|бул\.|шоссе|наб\.|набережная|пл\.|"
    r"площадь|"
    r"вул\.?|вулиця|провулок|пров\.|οδός|οδού|λεωφόρος|λεωφ\.|λ\.|ulica|ul\.|trg|avenija|cesta"
)
"""Kinds of streets that stand before the name, where the older forms know none."""
KIND_LAST = (
    r"cad\.?|caddesi|sok\.?|sokak|sokağı|sk\.|bulvarı|blv\.|mah\.|mahallesi|utca|u\.|út|útja|tér|tere|köz|"
    r"körút|sétány|"
    r"ulica|cesta|gatvė|g\.|prospektas|iela|prospekts|tänav|maantee|pst\.?"
)
"""Kinds that stand behind it."""
TOLD_CUES = (
    *(
        "live ",
        "lives ",
        "living ",
        "stay ",
        "staying ",
        "moved ",
        "moving ",
        "come ",
        "drop by ",
        "drop it",
        "drop h",
    ),
    *(
        "deliver",
        "meet me",
        "meet us",
        "pick me up",
        "wohn",
        "gemeldet",
        "ziehe",
        "komm",
        "treffen",
        "habite",
    ),
    *(
        "habitons",
        "demeurant",
        "domicil",
        "loge ",
        "déménag",
        "viens ",
        "venez ",
        "rdv ",
        "rendez-vous",
        "livrez",
    ),
    *(
        "abito ",
        "abita ",
        "abitiamo",
        "vivo ",
        "vive ",
        "vivimos",
        "vivemos",
        "resid",
        "vieni ",
        "venite ",
        "trasferit",
    ),
    *(
        "trasloc",
        "ven ",
        "venid",
        "mudé",
        "mudamos",
        "empadron",
        "moro ",
        "mora ",
        "moramos",
        "vem ",
        "venha",
        "woon",
    ),
    *(
        "wonen",
        "kom ",
        "verhui",
        "mieszka",
        "wpadnij",
        "przyjd",
        "przyjed",
        "przeprowadz",
        "zameldowan",
        "bydlí",
    ),
    *(
        "býva",
        "přijď",
        "přijeď",
        "príď",
        "bytem ",
        "bytom ",
        "bor ",
        "flytt",
        "bosatt",
        "asun ",
        "asuu ",
        "asumme",
    ),
    *(
        "muutin",
        "muutimme",
        "lakom",
        "lakik",
        "lakunk",
        "lakcím",
        "stau ",
        "locuie",
        "locui",
        "oturuy",
        "taşın",
    ),
    *(
        "stanuj",
        "živim",
        "elan ",
        "gyvenu",
        "dzīvoju",
        "жив",
        "прожив",
        "мешка",
        "приезж",
        "заезж",
        "μένω",
        "μένει",
    ),
    *(
        "μένουμε",
        "κατοικ",
        "address",
        "anschrift",
        "adres",
        "direcci",
        "indirizzo",
        "morada",
        "endereç",
        "osoite",
    ),
    *("osoitt", "cím", "aadress", "адрес", "διεύθ"),
)
"""One of these stands in all that tells where somebody lives."""
KIND_CUES = (
    *(
        "strada ",
        "str. ",
        "bulev",
        "bd. ",
        "b-dul",
        "aleea ",
        "calea ",
        "șoseaua",
        "șos. ",
        "splaiul",
        "ул. ",
        "ул ",
        "улица ",
    ),
    *(
        "проспект",
        "пр-т",
        "просп.",
        "пр. ",
        "пер. ",
        "переулок",
        "бульвар",
        "бул. ",
        "шоссе",
        "наб. ",
        "набереж",
        "пл. ",
    ),
    *(
        "площадь",
        "вул",
        "провулок",
        "пров. ",
        "οδός",
        "οδού",
        "λεωφ",
        " λ. ",
        "ulica ",
        "ul. ",
        "trg ",
        "avenija",
        "cesta ",
    ),
    *(
        " cad. ",
        " cad ",
        "caddesi",
        " sok. ",
        " sok ",
        "sokak",
        "sokağı",
        " sk. ",
        "bulvarı",
        " blv",
        " mah. ",
        "mahallesi",
    ),
    *(
        " utca",
        " u. ",
        " út ",
        "útja ",
        " tér ",
        " tere ",
        " köz ",
        "körút",
        "sétány",
        "gatvė",
        " g. ",
        "prospekt",
        " iela",
    ),
    *("tänav", "maantee", " pst"),
)
"""One of these stands in every kind of street."""
