"""What the numbers of people are called that states, insurers and offices give: papers, taxes, registers.

By language, with the ends that words take there. All of it is looked for in texts without accents.
"""

from replay.privacy.words.plain import loose

PAPERS = loose(
    r"passports?|(?:reise)?pass|passeport|pasaporte|passaporto|paspoort|passaporte|"
    r"(?:personal)?ausweis|aufenthaltstitel|führerschein|fahrerlaubnis|"
    r"(?:driv(?:ing|er['’]?s?|ers) |provisional )?licen[cs]e|permis de conduire|permiso de conducir|"
    r"patente di guida|rijbewijs|documento(?: de identidad)?|carta d['’]identità"
)
"""Papers that a person has one of: a field of that name alone holds its number."""
LABELS = loose(
    rf"{PAPERS}|"
    r"(?:national |personal )?(?:id|identity|identification)(?: (?:card|document))?|residence permit|"
    r"green card|"
    r"carte (?:nationale )?d['’]identité|cni|titre de séjour|carte vitale|identiteitskaart|cédula|cedula|"
    r"(?:social security|social insurance|national insurance|national|citizen|tax(?:payer)?|personal)"
    r"(?: (?:id|identity|identification|insurance|registration|code))?|"
    r"(?:health |medical )?insurance|health card|member(?:ship)?|medicare|medicaid|"
    r"(?:kranken|renten|sozial|unfall|lebens|haftpflicht)?versicherungs?|versicherten|(?:mit)?gliedschafts|"
    r"steuer|"
    r"\bni|paszport|dow[oó]d(?:u)?(?: osobist\w+)?|prawa? jazdy|id-?kort|körkort|kørekort|førerkort|"
    r"pasaport|kimlik|"
    r"bilhete de identidade|cartão de cidadão|carta de condução|rijksregister|"
    r"sécurité sociale|seguridad social|identificación|numéro fiscal|código fiscal|sozialversicherungs"
)
"""What a number may be called, with a word for a number beside it."""

BY_NAME = {
    "en": r"passports?|(?:national )?id card|identity card|ssn|(?:my|his|her|your|their) social|"
    "nino(?= ?(?:is\b|:|number|no\b))|"
    r"social security|social insurance|national insurance|nhs|aadhaa?r|pan card|tfn|tax file|itin|"
    r"driv(?:ing|er['’]?s?|ers) licen[cs]e|voter id|national id(?:entity)?|tax(?:payer)? id",
    "de": r"reisepass(?:nr|nummer)?|(?:kinder)?pass-?(?:nr|nummer)|(?:mein|dein|sein|ihr)\w{0,2} (?:pass|"
    "perso)|"
    r"(?:personal)?ausweis(?:nr|nummer)?|perso-?(?:nr|nummer)|"
    r"führerschein(?:nr|nummer)?|steuer-?id(?:entifikations(?:nr|nummer))?|steuernummer|"
    r"(?:steuerliche )?identifikationsnummer|idnr|"
    r"(?:renten|sozial|kranken)versicherungs?(?:nr|nummer)?|versicherten(?:nr|nummer)|rvnr|svnr|kvnr|"
    r"sv-n(?:r|ummer)|rv-n(?:r|ummer)|ahv-?(?:nr|nummer)?|aufenthaltstitel|krankenkassennummer",
    "fr": r"passeport|carte (?:nationale )?d['’]identité|(?:numéro )?(?:de )?sécu(?:rité sociale)?|"
    r"permis de conduire|titre de séjour|carte vitale|numéro fiscal|numéro national|registre national|nir",
    "it": r"passaporto|carta d['’]identità|codice fiscale|patente(?: di guida)?|tessera sanitaria",
    "es": r"pasaporte|(?:mi|tu|su|el|del|con|n[º°]) dni|dni(?= ?(?:es\b|:|n[º°]|\d{8}))|cédula|"
    "seguridad social|permiso de conducir|curp|cuil|nuss|"
    r"carn[eé] de conducir|documento de identidad|tarjeta sanitaria",
    "pt": r"passaporte|cartão de cidadão|bilhete de identidade|cpf|contribuinte|carta de condução|cnh|"
    r"número de utente|niss|título de eleitor|carteira de identidade",
    "nl": r"paspoort(?:nr|nummer)?|identiteitskaart(?:nummer)?|id-?kaart(?:nummer)?|rijbewijs(?:nummer)?|bsn|"
    r"burgerservice(?:nr|nummer)|rijksregister(?:nr|nummer)?|sofinummer|insz|zorgpas",
    "pl": r"paszport\w{0,2}|dow(?:ód|odu|odem|odzie)(?: (?:osobist\w+|nr))?|pesel\w{0,3}|praw[aoe]m? jazdy",
    "cs": r"rodn\w{1,3} čísl\w{1,3}|r\.? ?č\.|občansk\w{1,4} průkaz\w{0,2}|cestovn\w{1,4} pas\w{0,2}|"
    r"řidičsk\w{1,4} průkaz\w{0,2}|číslo (?:pasu|op|průkazu|pojištěnce)|občank\w",
    "sk": r"občiansk\w{1,4} preukaz\w{0,2}|cestovn\w{1,4} pas\w{0,2}|vodičsk\w{1,4} preukaz\w{0,2}|"
    "číslo pasu",
    "sv": r"personnummer|personnr|pass(?:nr|nummer)|körkort(?:snummer)?|samordningsnummer|"
    r"id-kort(?:snummer)?",
    "da": r"cpr(?:-?(?:nr|nummer))?|pas(?:nr|nummer)|kørekort(?:nummer)?|sundhedskort",
    "nb": r"fødselsnummer(?:et)?|førerkort(?:nummer)?|d-nummer|pass(?:nr|nummer)",
    "fi": r"henkilötunnu\w{1,6}|hetu\w{0,3}|passi(?:n numero|numero)\w{0,3}|ajokort\w{0,5}|"
    r"henkilökort\w{0,5}",
    "et": r"isikukood\w{0,2}|asmens kod\w{1,3}|personas kod\w{1,3}|passi number",
    "hu": r"személyi(?: igazolvány\w{0,6}| szám\w{0,3})?|taj(?: ?-?szám\w{0,3})|adóazonosító(?: jel\w{0,3})?|"
    r"útlevél\w{0,7}|jogosítvány\w{0,6}|lakcímkártya\w{0,4}",
    "ro": r"cnp(?:-ul)?|pașaport\w{0,4}|buletin\w{0,4}|carte de identitate|permis de conducere",
    "hr": r"oib|jmbg|emšo|osobn\w{1,3} iskaznic\w{1,2}|putovnic\w{1,2}|osebn\w{1,3} izkaznic\w{1,2}|"
    r"ličn\w{1,3} kart\w{1,2}|vozačk\w{1,3} dozvol\w{1,2}|potn\w{1,3} list\w{0,2}",
    "bg": r"егн|лична(?:та)? карта|шофьорска(?:та)? книжка",
    "ru": r"паспорт\w{0,3}|снилс|инн|водительск\w{1,4} (?:прав\w{0,3}|удостоверени\w)|полис\w{0,2} омс|"
    r"загранпаспорт\w{0,3}",
    "uk": r"іпн|рнокпп|посвідчення|водійськ\w{1,4} прав\w{0,3}",
    "el": r"αμκα|αφμ|ταυτότητ\w{1,3}|ταυτοτητ\w{1,3}|διαβατηρί\w{1,2}|διαβατήρι\w{1,2}|αδτ|διπλώματος",
    "tr": r"kimlik\w{0,3}|pasaport\w{0,3}|tckn|ehliyet\w{0,4}|sosyal güvenlik",
    "asia": r"mykad|nric|cccd|cmnd|nik|ktp|ktp-el|身份证号?码?|護照|护照|"
    r"パスポート|旅券|マイナンバー|주민등록번호|"
    r"여권|هوية|جواز|תעודת זהות|דרכון",
}
"""What needs no word for a number: the name of a paper or of a register, by language."""

COUNTED = loose(
    r"(?:numbers?|num|no|nr|nummer|numret|nummeret|numer\w{0,2}|numero|número|numéro|numărul|număr|číslo|"
    r"szám\w{0,2}|"
    r"номер\w{0,2}|сери[яи]|αριθμός|αριθμο[ςσ]|numara\w{0,3}|numaram|broj|številka|tunnus|id|n[º°o]|č|#)"
)
"""A word for a number, between the name and what it is."""

LEADS = loose(r"(?:[^\W\d_]{1,12}['’]?[^\W\d_]{0,3}[ ,:;?!.()\"=-]{1,3}){0,5}?")
"""Words that may stand between: "of my wife:", "brauchst du auch?"."""

ELSE = loose(
    r"orders?|invoices?|tracking|tickets?|bestell\w*|auftrag\w*|rechnung\w*|kunden\w*|artikel\w*|sendung\w*|"
    r"paket\w*|vertrag\w*|konto\w*|commande|facture|dossier|colis|ordine|fattura|pratica|pedido|factura|"
    r"expediente|fatura|encomenda|zamówieni\w*|faktur\w*|przesyłk\w*|objednávk\w*|beställning\w*|"
    r"bestelling|factuur|sipariş|заказ\w*|договор\w*|"
    r"phone|tel|telefon\w*|mobil\w*|handy|cell|call|ring|anruf\w*|téléphone|portable|teléfono|móvil|"
    r"cellulare|telefono|telefone|telemóvel|celular|telefoon|gsm|komórk\w*|mobilní|телефон\w*|"
    r"expir\w*|valid\w*|until|gültig\w*|bis|ablauf\w*|scad\w*|caduc\w*|vence|verlo\w*|geldig|ważn\w*|"
    r"platn\w*|"
    r"costs?|kostet|coûte|price|preis|prix|euros?|pounds?|dollars?|"
    r"code|zip|plz|iban|konto|account|card ending|room|gate|page|seite|line|zeile|lock|port|"
    r"version|build|release|software|office|control|renewal fee|size|"
    r"users?|lookup|fail\w*|error|request\w*|tests?|rows?|applications?|antrag\w*|case|forms?|"
    r"appointment\w*|termin\w*|"
    r"reservation|reserva\w*|ref\w{0,10}|status|api|media|network\w*|netzwerk\w*|réseaux?|redes|club|"
    r"events?|contributions?|"
    r"beitr[aä]g\w*|cotisation\w*|rate|fees?|gebühr\w*|trust|"
    r"minutes?|minuten|hours?|stunden|days?|tage|people|photos?|pages?|since|seit|depuis|from|ab"
)
"""What between the name and a number says that it is another one."""
