"""What people say before a telephone number, and behind it."""

import re

from replay.privacy.words.plain import Words, loose

TOLD = Words(
    r"\b(?:phone|tel|telephone|telefon\w{0,6}|call(?: me| him| her| us)?|mobile|cell(?:phone)?|"
    r"handy(?:nr|nummer)?|fax|"
    r"whatsapp|sms|ring|reach(?: me| him| her)?|dial|contact|text (?:me|him|her)|mob|hotline|landline|"
    r"office|büro|bureau|oficina|ufficio|kantoor|biur\w|escritório|"
    r"voicemail|"
    r"durchwahl|festnetz|mobil\w{0,6}|ruf\w{0,3}|erreich\w+|anruf\w{0,2}|rückruf|"
    r"téléphon\w{0,4}|portable|tél|appel\w{0,4}|joign\w+|rappel\w{0,4}|fixe|standard|"
    r"m[óo]vil|tel[ée]fono|ll[áa]m\w+|tlf|tfno|fijo|"
    r"cellulare|cell|telefono|chiam\w+|recapito|"
    r"telemóvel|telefone|celular|lig[au]\w*(?:-me)?|telem|"
    r"telefoon\w{0,8}|mobiel\w{0,8}|bel|bellen|gsm|bereikbaar|"
    r"nr tel|kom|kom[óo]rk\w+|zadzwoń|zadzwon|dzwoń|dzwon|oddzwoń|"
    r"zavolej\w*|volej|tlf|mobilnummer|ringa|telefonnr|"
    r"janitor|caretaker|hausmeister\w{0,2}|hauswart|pförtner\w{0,2}|concierge|gardien\w{0,2}|conserje|"
    r"porter[oa]|"
    r"custode|portiere|portinaio|huismeester|conciërge|dozorca|portier\w{0,2}|domovník|vaktmester|"
    r"emergency contact|notfallkontakt|notfall|personne à prévenir|contacto de emergencia|"
    r"contatto di emergenza|noodcontact|kontakt alarmowy|"
    r"(?:my|his|her|your|their|new|old) number|"
    r"cel|cels|fono|fone|zap|zapp|whats|wpp|wsp|guasap|watsapp|contacto|contato|marca al|marque|"
    r"teléfonos?|celu|interfono|fisso|squillo|rufnummer\w{0,2}|telefonnummer\w{0,2}|anrufbar|"
    r"mobilfunk\w{0,8}|"
    r"coordonnées|bigo|hlášen\w|volat|volej\w{0,2}|zavol\w{0,5}|volaj\w{0,2}|mob|"
    r"mobil\w{0,4}|tel\.? ?č|"
    r"komórkow\w{1,3}|stacjonarn\w|dzwoni\w{1,3}|zadzwoni\w{0,3}|ringde?|ring på|smsa|"
    r"telefonn\w{1,8}|"
    r"opkald|telefonisk|nås|nåes|treffes|træffes|puhelin\w{0,8}|puhelimeni|soita|"
    r"soitta\w{1,3}|gsm-?numero|"
    r"telefonszám\w{0,3}|hívj\w{0,3}|hívd|mobilom|elérhető\w{0,4}|sună\w{0,3}|sunati|"
    r"telefonul|telefonu|"
    r"telefonum|cep|cebim|arayın|ara|ulaş\w{0,6}|telefon\w{0,4}|mobitel\w{0,2}|"
    r"nazovi|zovi|pokliči|telefonsk\w{1,3}|"
    r"звони\w{0,3}|позвони\w{0,3}|набер\w{1,3}|телефон\w{0,3}|тел|моб|мобильн\w{1,3}|"
    r"мобільн\w{1,3}|дзвони\w{0,3}|"
    r"подзвони\w{0,3}|зателефонуй\w{0,2}|обади|обадете|звънни|вотсап|ватсап|вайбер\w{0,2}|viber|telegram|"
    r"signal|"
    r"τηλ\w{0,10}|κινητ\w{1,3}|σταθερό|πάρε|κάλεσ\w{1,3}|טלפון|נייד|هاتف|جوال|موبايل|电话|手机|電話|携帯|"
    r"전화|휴대폰|"
    r"kontakttelefon|soittopyyntö|telefoni\w{0,4}|telefonas|tālrunis|helista)(?!\w)"
)
"""A word for a telephone or for calling."""
_WHOSE = (
    r"(?:my|his|her|your|their|our|mum['’]s|dad['’]s|new|old|mein\w?|dein\w?|ihr\w?|sein\w?|neue|alte|die|"
    r"mon|ton|son|nouveau|le|mi|tu|su|el|nuevo|"
    r"il|mio|tuo|suo|nuovo|meu|seu|teu|o|novo|mijn|z['’]?n|nieuwe?|mój|twój|jego|jej|nowy|můj|moje|tvoje|"
    r"jeho|její|nové|môj|mitt|ditt|hans|"
    r"hennes|nya|mit|min|nye|az?|új|minun|uusi|benim|yeni|moj|novi|мой|твой|его|её|ее|новый|мій|новий|моят|"
    r"το|ο)"
)
NUMBER = Words(
    rf"(?:(?:\A|[\n,.:;!?(–-])[ \t]*|(?<!\w){_WHOSE} )"
    r"(?:number|nummer(?:e?t|en|a)?|nr|numer|numeru|numéro|num|número|numero(?:ni)?|číslo|čísle|číslu|"
    r"szám(?:om|a)?|"
    r"numărul|număr|numara(?:m|n|sı)?|broj|številka|номер(?:ът)?|αριθμός|番号|号码|번호)"
    rf"(?: (?:is|ist|lautet|war|est|c['’]est|es|e|é|è|to|je|är|er|on|ja|was|still|now|nog|hier|here|van|"
    rf"von|de|di|do|of|da|od|от|"
    r"från|fra|mea|mia|perso|privé|privat|personal|personale|ми|μου|είναι|mam[aąy]?|mum|mom|dad|papa|oma|opa|"
    rf"(?-i:[A-ZА-ЯΑ-Ω])[^\W\d_]{{1,12}}|{_WHOSE})){{0,4}}[ ]?[:=]?[ \n]{{0,2}}\Z"
)
"""Any number, just before one, with little between: "mój numer to", not "numer seryjny"."""
REACH = Words(
    r"(?<!\w)(?:me|us|him|her|them|mich|uns|ihn|moi|nous|lui|mi|ci|nos|mij|ons|hem|haar|mnie|nas|mě|mně|"
    r"nám|mig|ham|hende|meg|"
    r"oss|minua|mă|beni|bana|мне|меня|нас|мені|με) (?:on|at|under|unter|auf|au|al|en el|no|op|onder|pod|na|"
    r"på|til|la|на|по|στο)"
    r" (?:the |der |le |el |il |numer |čísle |number )?\Z"
)
"""Somebody who is to be reached, just before it: "catch me on"."""
BEHIND = Words(
    r"[ ,]{1,2}(?:(?:is|ist|est|es|e|to|je|är|er|on) )?(?:my|mein\w?|mon|ma|mi|il mio|meu|mijn|mój|moje|"
    r"mitt|mit|min) "
    r"(?:new |neue |nouveau |nuevo |nuovo |novo |nieuwe? |nowy |nové |nya |nye )?(?:number|cell|mobile|"
    r"phone|nummer|handy\w{0,8}|numéro|num|portable|"
    r"número|móvil|celular|numero|cellulare|telemóvel|telefoon\w{0,6}|telefon\w{0,6}|numer|číslo|"
    r"mobil\w{0,8})\b|"
    r"[ ,](?:anrufen|rufen|numarasından|numaradan|numaralı|numaram|nolu|'?d[ae]n ara|bel me|appelle|"
    r"ring mig|ring meg|rappel\w*)\b"
)
"""What may stand behind one: "... is my new number", "... anrufen"."""
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
