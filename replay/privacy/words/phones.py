"""What people say before a telephone number, and behind it."""

import re

from replay.privacy.words.plain import Words, loose

TOLD = Words(
    r"\b(?:phone|tel|telephone|telefon\w{0,6}|call(?: me| him| her| us)?|mobile|cell(?:phone)?|"
    r"handy(?:nr|nummer)?|fax|"
    r"whatsapp|sms|ring|reach(?: me| him| her)?|dial|contact|text (?:me|him|her)|mob|hotline|landline|"
    r"office|büro|bureau|oficina|ufficio|kantoor|biur\w|escritório|"
    r"voicemail|"
    r"durchwahl|festnetz|mobil\w{0,6}|ruf\w{0,3}|erreich\w+|anruf\w{0,2}|nummer|rückruf|"
    r"téléphon\w{0,4}|portable|tél|appel\w{0,4}|numéro|joign\w+|rappel\w{0,4}|fixe|standard|"
    r"m[óo]vil|tel[ée]fono|ll[áa]m\w+|tlf|tfno|número|fijo|"
    r"cellulare|cell|telefono|chiam\w+|numero|recapito|"
    r"telemóvel|telefone|celular|lig[au]\w*(?:-me)?|telem|"
    r"telefoon\w{0,8}|mobiel\w{0,8}|bel|bellen|gsm|bereikbaar|"
    r"numer|nr tel|kom|kom[óo]rk\w+|zadzwoń|zadzwon|dzwoń|dzwon|oddzwoń|"
    r"číslo|zavolej\w*|volej|tlf|mobilnummer|ringa|telefonnr|"
    r"janitor|caretaker|hausmeister\w{0,2}|hauswart|pförtner\w{0,2}|concierge|gardien\w{0,2}|conserje|porter[oa]|"
    r"custode|portiere|portinaio|huismeester|conciërge|dozorca|portier\w{0,2}|domovník|vaktmester|"
    r"emergency contact|notfallkontakt|notfall|personne à prévenir|contacto de emergencia|"
    r"contatto di emergenza|noodcontact|kontakt alarmowy|"
    r"(?:my|his|her|your|their) number)\b"
)
"""A word for a telephone or for calling."""
INITIAL = re.compile(r"(?:^|[\n|·•,;/] ?)[TMPHFW](?:el|ob)?[.:]? ?\Z")
"""What stands before one in a signature: "T 0131 ... | M 0770 ..."."""
CONTACT = re.compile(
    r"(?:^|\n)[ \t•*-]*[^\W\d_]{3,24}(?: [^\W\d_]{2,24}){0,2}: ?[^\W\d_a-z][^\W\d_]+(?: [^\W\d_]{2,3})?"
    r" [^\W\d_a-z][^\W\d_]+(?:, | - | – |: ?| )\Z"
)
"""A line of a list of people: "Hausmeister: Jan Brandt, ..."."""
EXTENSION = re.compile(
    loose(
        r",? ?(?:\(? ?(?:ext(?:ension)?|durchwahl|dw|poste|interno|int|toestel|wew|anexo|ramal|klapka|linka|"
        r"anknytning|lokal)\.? ?|x ?|-)\d{1,5}\)?(?![\w.-])"
    ),
    re.IGNORECASE,
)
"""A number within a house, behind the number of the house."""
