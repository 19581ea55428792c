"""Things with a lock that people name with nothing but its number behind them: "back gate: 4829#"."""

from replay.privacy.words.plain import loose

LOCK = loose(
    r"(?:padlock|(?:bike|bicycle|suitcase|combination|door|gate|locker|cable)[ -]lock|"
    r"(?:key|lock) ?(?:box|safe)|"
    r"parental (?:control|lock)s?|child lock|alarm (?:panel|keypad)|keypad|"
    r"(?:zahlen|fahrrad|koffer|vorhänge|tür|spind|bügel|kabel)schloss|schlüssel(?:kasten|safe|tresor|box)|"
    r"kindersicherung|jugendschutz|tastenfeld|alarmanlage|"
    r"cadenas|boîte à clés?|boîtier à clés?|digicode|antivol|contrôle parental|alarme|"
    r"candado|caja de llaves|control parental|alarma|lucchetto|cassetta (?:delle |porta)?chiavi|"
    r"controllo genitori|antifurto|allarme|"
    r"(?:fiets|hang|cijfer|koffer)slot|sleutel(?:kluis(?:je)?|kastje)|kinderslot|alarminstallatie|"
    r"kłódk\w|zamek szyfrowy|skrzynk\w na klucze|kontrola rodzicielska|blokada rodzicielska|"
    r"cadeado|caixa de chaves|control[eo] parental|"
    r"hänglås\w*|cykellås\w*|kodlås\w*|nyckelskåp\w*|nyckelbox\w*|hængelås\w*|hengelås\w*|kodelås\w*|"
    r"nøkkelboks\w*|nøgleboks\w*|barnlås\w*|børnesikring\w*|visací zámek|zámek na kolo|riippulukko|munalukko|"
    r"numerolukko|lakat|számzár|asma kilit|кодовый замок|замок|λουκέτο)"
)
"""What is nothing but a lock: its number needs no colon."""
PLACE = loose(
    r"(?:(?:front|back|side|main|rear|garden|garage|cellar|office|entry|entrance|yard|shed|fire|staff|"
    r"loading|server ?room) ?(?:door|gate|entrance)|door|gate|garage|shed|alarm|burglar alarm|safe|vault|"
    r"locker|entrance|lobby|barrier|intercom|entry ?phone|bike (?:shed|store|room)|bin (?:store|room)|"
    r"(?:[a-zäöüß]{3,12})?(?:tür|schranke|tresor|schließfach|spind|garage)|schuppen|"
    r"(?:garagen|hof|einfahrts?|garten|schiebe|roll|werks?|haupt|hinter|seiten|nord|süd|ost|west|lager)?tor|"
    r"(?:haupt|neben|hinter|seiten|haus|personal|keller|lieferanten)?eingang|"
    r"porte|portail|portillon|grille|barrière|immeuble|coffre(?:-fort)?|alarme|interphone|casier|"
    r"local (?:à )?(?:vélos?|poubelles)|garage|"
    r"puerta|portal|portón|garaje|verja|cancela|barrera|caja fuerte|taquilla|trastero|alarma|"
    r"porta|portone|cancello|cancelletto|sbarra|garage|cassaforte|armadietto|citofono|allarme|"
    r"(?:voor|achter|zij|tuin|garage|hoofd|kelder|schuur)?(?:deur|poort)|hek|slagboom|kluis|kluisje|"
    r"berging|fietsenstalling|alarm|"
    r"brama|bramka|furtka|drzwi|szlaban|garaż|sejf|szafka|klatka|domofon|"
    r"portão|porta|cancela|garagem|cofre|cacifo|alarme|prédio|"
    r"porten|grind(?:en)?|dörr(?:en)?|bom(?:men)?|kassaskåp\w*|skåp(?:et)?|larm(?:et)?|garage\w*|"
    r"døren?|hoveddøren?|porten|låge\w*|bommen|pengeskab\w*|skab(?:et)?|alarmen|safen|"
    r"brána|branka|vrata|dveře|závora|trezor|skříňka|portti|ovi|kapu|ajtó|széf|poarta|ușa|seiful|"
    r"kapı|ворота|калитка|дверь|подъезд|сейф|домофон|πόρτα|πύλη)"
)
"""What has a lock, among much else that could be told of it."""
ROOM = loose(
    r"(?:parking|car ?park|storage|store ?room|attic|roof|pool|gym|toilet|wc|laundry|cave|laverie|piscine|"
    r"(?:[a-zäöüß]{3,12})?keller|waschküche|tiefgarage|lager|aparcamiento|piscina|gimnasio|parcheggio|palestra|"
    r"cantina|kelder|zwembad|wasruimte|szafki|szafy|parkingu|piwnicy|estacionamento|arrecadação|ginásio|"
    r"förråd\w*|tvättstug\w*|källar\w*|cykelrum\w*|kælder\w*|vaskeri\w*)"
)
"""A room that has a code, where one is spoken of."""
BANK_CARD = loose(
    r"(?:(?:debit|credit|bank|visa|cash|sim|company|fuel)[ -]?cards?|card|visa(?:-karte)?|mastercard|"
    r"(?:ec-?|giro|bank|kredit|visa-?|sim-?|tank|spar)?karte|carte (?:bleue|bancaire|sim|visa)|carte|cb|"
    r"tarjeta|carta|bancomat|postepay|sim|"
    r"(?:bank|pin|tank|ov-)?pas(?:je)?|bankkaart|simkaart|kart[aęyą]|karcie|cartão|multibanco|"
    r"(?:bank)?kort(?:et)?|hævekort\w*|platební kart\w|pankkikortti\w*|bankkárty\w*|cardul|kartım|карт[аыуе])"
)
"""What one draws money with, and pays."""
ENTERING = loose(
    r"(?:to (?:get in|enter|open|come in|unlock)|to open (?:it|up)|zum (?:öffnen|reinkommen|aufmachen|"
    r"entsperren)|"
    r"um rein ?zu ?kommen|pour (?:entrer|ouvrir|rentrer|déverrouiller|débloquer)|"
    r"para (?:entrar|abrir|desbloque\w+)|per (?:entrare|aprire|sbloccare)|om (?:binnen|erin|te openen|"
    r"naar binnen)|"
    r"(?:żeby|aby) (?:wejść|otworzyć)|för att (?:komma in|öppna|låsa upp)|for at (?:komme ind|åbne|låse op))"
)
"""What a number is typed for."""
PRESSED = loose(
    r"(?:raute|hash|pound|star|stern|dièse|étoile|almohadilla|asterisco|cancelletto|hekje|sterretje|krzyżyk|"
    r"gwiazdka|cardinal|fyrkant|stjärna|enter|klucz)"
)
"""A key behind the number."""
LAST = loose(
    r"(?:last|ending|ends|letzte\w*|endet|endziffern|derniers?|finit|últim\w+|termina\w*|acaba|ultim\w+|"
    r"finisce|"
    r"laatste|eindigt|ostatni\w*|sist[ae]|slutar|expir\w*|exp|gültig|valable|caduca|scade\w*|verloopt|"
    r"limit\w*)"
)
"""Numbers that are printed on a card."""
CUES = (
    *(
        "keller",
        "kelder",
        "lock",
        "key",
        "safe",
        "box",
        "parental",
        "panel",
        "schloss",
        "schlüssel",
        "sicherung",
        "jugendschutz",
    ),
    *("tastenfeld", "alarm", "cadenas", "boît", "digicode", "antivol", "candado", "caja", "lucchetto"),
    *("cassetta", "genitori", "furto", "allarm", "slot", "sleutel", "kłód", "zamek", "skrzynk", "rodziciel"),
    *("cadeado", "caixa", "lås", "nyckel", "nøkkel", "nøgle", "sikring", "zámek", "lukko", "lakat", "zár"),
    *("kilit", "замок", "λουκ", "door", "gate", "garage", "shed", "vault", "entrance", "lobby", "barrier"),
    *("intercom", "entry", "bin ", "bike", "tür", "tor", "schranke", "tresor", "eingang", "schuppen", "fach"),
    *("spind", "port", "grille", "barri", "immeuble", "hall", "coffre", "interphone", "casier", "local"),
    *("puert", "garaj", "verja", "cancel", "barrera", "taquilla", "trastero", "sbarra", "cassaforte"),
    *("armad", "citofono", "deur", "poort", "hek", "slagboom", "kluis", "berging", "stalling", "bram"),
    *("furtka", "drzwi", "szlaban", "garaż", "sejf", "szafka", "klatka", "domofon", "cofre", "cacifo"),
    *("prédio", "grind", "dörr", "bom", "skåp", "skab", "larm", "dør", "låge", "brán", "vrata", "dveře"),
    *("závora", "trezor", "skříň", "ovi", "kapu", "ajtó", "széf", "poarta", "ușa", "seif", "kap", "kasa"),
    *("ворота", "калит", "двер", "подъезд", "сейф", "πόρτα", "πύλη", "card", "visa", "kart", "carte", "cb"),
    *("tarjeta", "carta", "bancomat", "postepay", "sim", "pas", "kaart", "karci", "cartão", "banco", "kort"),
    *("kárty", "карт", "open", "enter", "get in", "öffnen", "rein", "entrer", "ouvrir", "entrar", "abrir"),
    *("entrar", "aprire", "binnen", "erin", "wejść", "otworz", "komma in", "öppna", "åbne", "komme ind"),
)
