"""How people ask each other for a number that was sent or that opens something, and for any other number."""

from replay.privacy.words.plain import Words, loose

NUMBER = loose(
    r"(?:numbers?|digits?|(?:\d|four|six|eight)[- ]digit|passcode|pin|codes?|"
    r"nummer|zahl(?:en)?|ziffern|kennzahl|numéros?|chiffres?|número|dígitos?|cifras?|códigos?|"
    r"numer[oi]|cifre|codic[ei]|cijfers?|getal(?:len)?|numer|cyfr\w?|liczb\w|kod(?:u|y|em)?|"
    r"numret|siffr\w+|koden|nummeret|tall(?:ene)?|cifrene|koodi\w*|numerot?|číslo|čísl[ai]\w*|číslice|kód\w*|"
    r"számo?[kt]?\w*|numărul|cifrele|codul|numara\w*|rakam\w*|kodu|номер|цифры|код|αριθμός|αριθμό|κωδικός|"
    r"κωδικό)"
)
"""What is asked for, whatever it is."""
SENT = Words(
    r"\b(?:sen[dt]s?|texts?|texted|messaged?|e?mail(?:ed|s)?|(?:do|did|didn['’]t|have|can) you (?:get|"
    r"see|have)|"
    r"got|received?|arrived?|come through|came through|"
    r"geschickt|gesendet|gesimst|schickt\w?|bekomm\w*|gekriegt|kriegst|erhalten|gekommen|angekommen|"
    r"kam \w+ \w+ an|salió|"
    r"angezeigt|"
    r"reçu\w*|recevoir|envoyé\w*|arrivé\w*|affiché\w*|(?:as|a|avez) eu|"
    r"manda[dt]\w+|mandó|enviad\w+|envió|enviou|llega\w*|llegó|recib\w+|aparece\w*|apareceu|"
    r"arriva\w+|ricevut\w+|inviat\w+|mandou|mandaram|recebe\w*|chegou|veio|"
    r"kreeg|krijg\w?|gekregen|gestuurd|stuurde\w?|ontvangen|ge-?smst|gemaild|"
    r"przysz\w+|przysła\w+|wysła\w+|dosta\w+|doszed\w+|doszł\w+|"
    r"fick|fått|skicka\w*|smsa\w*|kom|sendt\w*|fik|sendte|sai\w*|lähett\w*|přiš\w+|posla\w+|dosta\w+|"
    r"kapt\w+|küld\w+|primit|trimis\w*|gönder\w*|geldi|пришл\w*|пришёл|пришел|прислал\w*|получил\w*|"
    r"έστειλ\w*|ήρθε)(?!\w)"
)
"""What is said of what comes to a telephone."""
SHOWN_BY = Words(
    r"\b(?:sms(?:ky|ka|et|en|es)?|sms:et|text(?: message)?|texto|esemes\w*|token|authenticator\w*|"
    r"(?:[\w-]+-)?app(?:en|li|lication)?|aplikac\w+|aplicación|aplicação|applicazione|boîtier|tan-?generator|"
    r"(?:on|auf|sur|en|sul|op|na|no) (?:your|the|dein\w*|ihre\w*|ton|tu|el|tuo|je|twoim|teu) (?:phone|"
    r"screen|handy|"
    r"display|portable|móvil|cellulare|mobiel|telefonie|telemóvel)|generator|key ?fob|secure ?key|"
    r"bank-?id|whatsapp|messaggino)\b"
)
"""What shows a code."""
MESSAGE = Words(
    r"\b(?:sms(?:ky|ka|et|en|es|-\w{1,3})?|sms:et|text message|(?:the|that|your|any) texts?|"
    r"(?:your|the) (?:messages|inbox)|texto|"
    r"esemes\w*|authenticator\w*|messaggino)\b"
)
"""What comes with a code in it, most often."""
LOOKING = Words(
    r"\?|\b(?:check|look|see|read|say|mir[ae]\w*|guard[ai]\w*|leggi\w*|schau\w*|guck\w*|lies|regarde\w*|"
    r"lis|kijk|lees|zobacz|sprawdź|przeczytaj|kolla|läs|vê|veja|lê|what|was|wat|co|qué|cosa|quoi)\b"
)
"""A request to look at one."""
ANYTHING = Words(
    r"\b(?:something|anything|was geschickt|etwas|quelque chose|algo|qualcosa|iets|coś|alguma coisa|"
    r"något|noget|noe)\b"
)
"""What came, and is not named: "has the bank sent you anything?"."""
WHAT_CAME = Words(
    r"^\W{0,2}(?:(?:so|and|ok|und|et|y|e|en|i|och),? )?(?:what|was|que|qu['’]est-ce que|qué|che cosa|"
    r"cosa|wat|co|"
    r"o que|vad|hvad|hva)\b[^\n]{3,60}\?"
)
"""A question for something that is not named."""
ASKING = Words(
    r"\?|\b(?:need|give|tell|read|send|forward|type|ask(?:s|ing)? for|wants?|what['’]?s|which|please|"
    r"pls|brauch\w*|gib|sag\w*|lies|"
    r"schick\w*|nenn\w*|durchgeb\w*|bitte|donne\w*|dis|lis|envoie\w*|faut|dime|dame|pásame|necesito|lee\w*|"
    r"dimmi|dammi|leggi\w*|mandami|serve|geef|lees|stuur|zeg|nodig|podaj|wyślij|przeczytaj|potrzebuję|"
    r"diz\w*|dá|manda\w*|preciso|ge|säg|läs|skicka|behöver|giv|send|trenger|pošli|řekni|скажи|пришли)\b"
)
"""What makes a line one that wants an answer."""
COUNTED = Words(
    r"\b(?:how (?:many|much)|number of|wie ?viele?|anzahl|combien|nombre de|cuánt\w+|quant[aeio]s?|hoeveel|"
    r"aantal|ile|ilu|hur många|antal\w*|hvor mange|montako|kolik|hány|câte|kaç|сколько)\b"
)
"""A question for how many there are."""
THING = Words(
    r"\b(?:orders?|invoices?|tracking|cases?|tickets?|rooms?|house|seats?|floors?|flights?|tables?|"
    r"serial|model|parts?|articles?|items?|customer|clients?|account|contract|reference|ref|policy|"
    r"claim|page|port|error|exit|status|version|builds?|post(?:al)?|zip|phone number|(?:tele)?phone no|"
    r"booking|reservation|extension|batch|lot|project|cost|discount|promo\w*|voucher|coupon|colou?r|"
    r"vat|tax|company|\w*(?:auftrag|bestell|rechnungs?|kunden?|artikel|haus|zimmer|vorgangs?|akten|"
    r"sendungs?|paket|serien|konto|vertrags|fehler|gutschein|rabatt|post|projekt|telefon|handy|durchwahl|"
    r"mitglieds|personal|buchungs|ticket|raum|flug|zähler)s?-?(?:nummer|nr|code|zahl)|postleitzahl|"
    r"commande|facture|suivi|dossier|client|article|produit|téléphone|chambre|vol|série|contrat|compte|"
    r"erreur|réservation|colis|promo|pedido|factura|expediente|seguimiento|cliente|artículo|producto|"
    r"teléfono|habitación|vuelo|serie|contrato|cuenta|reserva|descuento|ordine|fattura|pratica|"
    r"spedizione|articolo|prodotto|telefono|camera|volo|contratto|conto|prenotazione|sconto|errore|erro|"
    r"\w*(?:order|factuur|klant|artikel|zaak|dossier|huis|kamer|zendings?|serie|telefoon|fout|korting|"
    r"boekings)s?-?(?:nummer|code)|zamówieni\w+|faktur\w+|przesyłki|klienta|sprawy|pokoju|telefonu|"
    r"lotu|błędu|produktu|umowy|rezerwacji|encomenda|fatura|processo|telefone|telemóvel|quarto|voo|"
    r"artigo|produto|conta|\w*(?:order|faktura|ärende|kund|artikel|telefon|rums|sak|vare|kunde|"
    r"ordre)-?(?:n[ur]mm?e?re?t?|kode?n?)|objednávk\w|faktury|zásilky|заказа|счёта|договора)\b"
)
"""What else has a number that one is sent or told."""

SHORT = Words(
    r"\b(?:[\w-]*codes?|pin|[\w-]*kod(?:u|y|en|em)?|kód\w*|códigos?|codic[ei]|koodi\w*|код|digits?|"
    r"ziffern|chiffres?|"
    r"dígitos?|cifras?|cifre|cijfers?|cyfr\w?|siffr\w+)\b"
)
"""What may have as few as four digits."""
LEADING = Words(
    r"(?:\A|\b(?:codes?|pin|combo|it['’]?s|is|press|type|enter|dial|with|use|yes|number|just|try|mit|"
    r"tippe?|ist|ja|"
    r"nimm|drück\w*|avec|tape\w*|compose|oui|c['’]est|met[sz]?|le|con|marca|pulsa|pon|sí|es|el|il|"
    r"digita|premi|"
    r"metti|met|toets|druk|jest|wpisz|wciśnij|tak|to|com|marca|carrega|sim|é|med|slå|tryck|är|kod\w*|"
    r"código|codice|"
    r"kode\w*|za pomocą|on|s|с|код|это))[\s:,=]*\Z"
)
"""What stands just before a number that opens something."""
UNLOCK = Words(
    r"\b(?:how (?:do|can|did|to|does)\b[^\n?]{0,16}\b(?:unlock|get in\b|get into|open|disarm|"
    r"switch off the alarm)|"
    r"what (?:do|did|should|must) (?:i|we|you) (?:press|type|enter|dial|key in|punch in)|"
    r"wie\b[^\n?]{0,24}\b(?:entsperr\w*|rein\b|ins haus|ins büro|aufsperr\w*|aufschließ\w*|aufmach\w*|"
    r"öffne\w*|auf\?)|was (?:tippe|drücke|muss|gebe)\b[^\n?]{0,30}|"
    r"comment\b[^\n?]{0,16}\b(?:déblo\w+|déverrouill\w+|ouvr\w+|entr\w+|désarm\w+)|"
    r"(?:je|on|faut) (?:fais|fait|tape\w?|compose|faire|taper|met\w?) quoi|qu['’]est-ce qu['’]?(?:on|"
    r"e? ?je) tape|"
    r"cómo\b[^\n?]{0,16}\b(?:desbloque\w+|abr\w+|entr\w+)|qué (?:marco|pulso|pongo|tecleo|marcamos)|"
    r"come\b[^\n?]{0,16}\b(?:sblocc\w+|apr\w+|entr\w+)|(?:cosa|che) (?:digit\w+|premo|schiaccio|faccio)|"
    r"hoe\b[^\n?]{0,16}\b(?:ontgrendel\w*|open\w*|binnen|erin)|wat (?:toets|tik|druk|moet)\b|"
    r"jak\b[^\n?]{0,16}\b(?:odblok\w+|otw\w+|wejść|wchodz\w+)|co (?:wpisać|wcisnąć|wstukać|wpisuję)|"
    r"como\b[^\n?]{0,16}\b(?:desbloque\w+|abr\w+|entr\w+)|(?:o )?que (?:marco|digito|carrego)|"
    r"hur\b[^\n?]{0,16}\b(?:låser|öppnar|kommer jag in)|vad (?:trycker|slår|knappar)|"
    r"hvordan\b[^\n?]{0,16}\b(?:låser|låse|åbner|åpner|kommer jeg ind|kommer jeg inn)|"
    r"jak\b[^\n?]{0,16}\b(?:odemkn\w+|otevř\w+|dostanu)|как\b[^\n?]{0,16}\b(?:открыть|разблокировать|войти))"
)
"""A question for how something is opened."""
SENT_BY_YOU = Words(
    r"\b(?:did|have|do|can|should) (?:you|we|i) (?:send|sent|text|e?mail|message)\b|"
    r"hast du (?:\w+ ){0,3}geschickt|"
    r"(?:tu as|as-tu|vous avez) envoyé|has (?:mandado|enviado)|hai (?:mandato|inviato)|"
    r"heb je (?:\w+ ){0,3}gestuurd|"
    r"wysłałeś|wysłałaś|mandaste|enviaste|skickade du"
)
"""A question for what went the other way."""
SIGNING = Words(
    r"\b(?:okta|duo|authy|mfa|2fa|otp|totp|log ?in|sign ?in|anmeld\w+|einlogg\w+|connexion|"
    r"inici\w+ sesión|accesso|"
    r"inlogg\w+|zalogow\w+|logowani\w+|iniciar sessão|verifica\w*|bestätig\w+|confirm\w*|conferm\w*|"
    r"bevestig\w*|"
    r"potwierdz\w*|bekräft\w*)\b"
)
"""What a number is asked for."""
