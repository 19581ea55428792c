"""What PINs and the codes of doors are called, and what they open, as people tell them."""

from replay.privacy.words.plain import Words, loose

PIN = loose(
    r"(?:(?:[^\W\d_]{2,20}-)?pin(?:[- ]?(?:codes?|kode?n?|kód|number|nummer|numer))?|(?:code|codice|"
    r"código|kod|numer|"
    r"número|numero|kód) (?:pin|puk)|(?:sim|karten|bank|telebanking)pin|puk(?:[- ]?(?:code|kode?n?|"
    r"kod))?|geheimzahl|"
    r"geheimnummer|code secret|code confidentiel|códigos? secretos?|clave secreta|número secreto|"
    r"codice segreto|"
    r"geheime code|tajny kod|hemlig kod)"
)
"""A number that one keeps in mind."""
CODE = loose(
    r"(?:codes?|códigos?|codice|clave|kode?n?|kodu|kód|combin\w+|combinatie|kombinat\w+|szyfr|contraseña)"
)
"""What opens a door."""
OF = loose(
    r" (?:for|of|to|on|der|des|vom|von|zur|zum|zu|für|de|du|del|della|dell['’]|della|di|do|da|dos|das|al|"
    r"para|pour|per|"
    r"van|voor|op|till|til|for|för|på|na|dla|ke?|od|od)(?: (?:the|my|our|your|die|das|den|dem|"
    r"meine[nmrs]?|la|le|"
    r"les|el|il|lo|los|mon|ma|mi|mio|mia|o|a|de|het|onze|mijn|m['’]n|min|mit|mojej|mojego|nasze[jg]o?|"
    r"mého|mojí)\b)?"
    r"(?: (?:l['’]|d['’]))?"
)
"""Between the code and what it opens."""
CARD = loose(
    r"(?:karten?|ec-karte|kreditkarte|girokarte|card|debit card|credit card|carta|bancomat|postepay|"
    r"tarjeta|carte|"
    r"carte bleue|cb|visa|pas|bankpas|pinpas|kaart|karty|karta|karcie|kartě|kort|kortet|bankkort|cartão|"
    r"multibanco|"
    r"phone|iphone|ipad|tablet|handy|smartphone|telefon\w{0,3}|téléphone|portable|teléfono|móvil|celular|"
    r"telefono|"
    r"cellulare|telefoon|mobil\w{0,3}|telemóvel|komórk\w|sim|simka\w*|voice ?mail|mailbox|"
    r"anrufbeantworter|répondeur|"
    r"buzón|segreteria|poczty głosowej|skrzynki|telefonbanking|banking|bank\w{0,3}|banca|banco|banque|"
    r"laptop\w?|pc|"
    r"signatur\w*|ausweis|perso|dowodu|dnie?|smart ?card|token)"
)
"""What a PIN is for."""
DOOR = loose(
    r"(?:(?:front|back|side|main|garage|cellar|office|gate|entry|entrance|server ?room) ?door|doors?|"
    r"gate|garage|alarm|"
    r"burglar alarm|safe|lock ?box|key ?box|key ?safe|padlock|bike lock|lock|locker|entrance|entry|"
    r"entry phone|intercom|"
    r"building|barrier|lobby|elevator|lift|"
    r"(?:haus|vorder|hinter|keller|wohnungs|büro)?tür|tor|hoftor|garagentor|alarmanlage|tresor|"
    r"schließfach|schlüsselkasten|"
    r"schlüsselsafe|fahrradschloss|schloss|schranke|eingang|hauseingang|aufzug|"
    r"porte|porte d['’]entrée|portail|portillon|immeuble|entrée|alarme|coffre(?:-fort)?|cadenas|"
    r"interphone|digicode|"
    r"boîte à clés|garage|local à vélos|"
    r"puerta|portal|garaje|alarma|caja fuerte|candado|entrada|trastero|verja|ascensor|"
    r"porta|portone|cancello|allarme|cassaforte|lucchetto|garage|box|citofono|ingresso|ascensore|"
    r"portão|alarme|cofre|cadeado|prédio|garagem|"
    r"(?:voor|achter)?deur|poort|hek|alarm|kluis|sleutelkluis(?:je)?|fietsslot|slot|ingang|berging|"
    r"drzwi|bramy|bramk\w|furtk\w|domofonu?|alarmu?|sejfu?|kłódk\w|garażu|klatki|wejścia|piwnicy|szlabanu?|"
    r"dveř\w*|bráně|brány|branky|garáže|alarmu|trezoru|"
    r"port|porten|dörren|larm|larmet|kassaskåp\w*|cykellås\w*|grinden|dør\w*|hoveddør\w*|alarmen|"
    r"pengeskab\w*|cykellås)"
)
"""What a code opens."""
LONE = loose(
    r"(?:(?:phone|handy|screen|tablet|ipad|iphone|bildschirm|display|sim)[- ]?(?:unlock|code|lock|sperre|"
    r"entsperrung)|"
    r"digicode|lock ?box|key ?box|key ?safe|schlüsselsafe|sleutelkluis(?:je)?|domofon|portkode?n?|"
    r"larmkode?n?)"
)
"""What one names, and means its code."""
OPENS = loose(
    r"(?:opens?|unlocks?|is unlocked|öffnet|geht auf|entsperr\w*|s['’]ouvre|se déverrouille|se abre|"
    r"se desbloquea|si apre|"
    r"si sblocca|gaat open|otwiera się|odblokow\w+) (?:with|by|mit|avec|con|met|kodem|com|na)"
)
"""What is said of a thing that a code opens."""
SAFE = loose(
    r"(?:safe|tresor|coffre(?:-fort)?|caja fuerte|cassaforte|cofre|kluis|sejf(?:u|ie)?|trezor\w?|"
    r"kassaskåp\w*|pengeskab\w*|safen|"
    r"schlüsselkasten|key ?box|padlock|spind|zahlenschloss|fahrradschloss|locker|bike lock|alarm (?:off|"
    r"on|aus|an)|lucchetto|candado|cadenas|cadeado|hangslot|kłódka|vorhängeschloss)"
)
"""What has no name in a message but that it is to be opened."""
IS = loose(
    r"(?:(?: (?:is|ist|lautet|war|was|est|c['’]est|sera|es|era|e['’]?|sarà|to|jest|je|är|er|still|now|"
    r"noch|immer|toujours|"
    r"siempre|sempre|nog|nu|zawsze|nadal)){1,3}|['’]s)"
)
"""Between a code's name and the code."""
TITLE = Words(
    r"\bpin(?:[- ]?(?:code|kode?n?|kód|number|nummer))?\b(?! to\b|s?ter)|geheimzahl|kartenles\w*|"
    r"card reader|voice ?mail|"
    r"ausweisapp|\bpuk(?:[- ]?code)?\b|smart ?card|mailbox|telefonbanking|telephone banking|phone banking|"
    r"(?:sim|karte|handy|telefon|phone|tablet)\b.{0,12}(?:unlock|entsperr|sperr)|"
    r"code (?:secret|confidentiel)|código secreto|clave (?:de firma|secreta|de operaciones|de acceso)|"
    r"número secreto|"
    r"codice segreto|geheime code|tajny kod|parental control|kindersicherung|jugendschutz|contrôle parental|"
    r"control parental|controllo genitori"
)
"""A window that takes a number that one keeps."""
PARENTAL = Words(
    r"parental (?:control|lock|pin)|profile (?:lock|pin)|child lock|kindersicherung|jugendschutz|"
    r"profilsperre|"
    r"(?:contrôle|verrouillage) parental|(?:control|bloqueo) parental|(?:controllo|blocco) (?:genitori|"
    r"parentale)|"
    r"ouderlijk toezicht|kinderslot|kontrola rodzicielska|control[eo] (?:parental|dos pais)|föräldrakontroll|"
    r"barnlås|foreldrekontroll|forældrekontrol|rodičovsk\w+"
)
"""A page on which parents lock something with a number."""
PERSONNEL = Words(
    r"time ?clock|punch clock|clock (?:in|out)\b|zeiterfassung|stempeluhr|zeitterminal|kommen.gehen|"
    r"pointeuse|badgeuse|\bpointage|\bfichaj|fichar\b|control horario|registro horario|timbratur|"
    r"marcatempo|tijdklok|prikklok|urenregistratie|tijdregistratie|rejestr(?:acja|ator)? czasu pracy|rcp\b|"
    r"relógio de ponto|registo de ponto|docházk|stämpelklocka|stempelur|"
    r"kiosk|(?:door|alarm) panel|alarmpaneel|zutrittskontrolle|access control",
)
"""A window in which one goes by a number, and a PIN behind it."""
