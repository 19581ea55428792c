"""What shows that somebody is spoken of, or that it is a machine, a shop, the weather or a work of art."""

import re

from replay.privacy.words.plain import Words

SOMEBODY = Words(
    # English and German.
    r"\b(?:i|i['’](?:m|ve|ll)|my|me|she|her|hers|he|his|him|their|your|you['’](?:re|ve)|who|mr|mrs|ms|pt|"
    r"mum|mom|dad|mother|father|wife|husband|partner|son|daughter|sister|brother|colleague|employee|"
    r"applicant|candidate|resident|pupil|tenant|"
    r"child|kids?|baby|aunt|uncle|cousin|neighbou?r|boss|"
    r"grand(?:ma|pa|mother|father)|(?:s?he|they|we)['’](?:s|re|ve|d)|"
    r"ich|mein\w?|meine[rmns]|mir|mich|sein\w?|seine[rmns]|ihr\w?|ihre[rmns]|er|frau|herrn?|mutter|vater|"
    r"tochter|sohn|schwester|bruder|kollegin|kollege|mitarbeiter(?:in)?|bewerber(?:in)?|bewohner(?:in)?|"
    r"oma|opa|kind|mann|wir sind|sie ist|sie hat|"
    # French, Spanish, Portuguese, Italian.
    r"je|j['’]ai|mon|ma|elle|il est|il a|ils sont|lui|sa|madame|monsieur|mme|ma femme|mari|mère|père|"
    r"fille|fils|soeur|"
    r"sœur|frère|collègue|mamie|papi|nous sommes|"
    r"mi|soy|estoy|estás|tengo|tiene|ella|su|señora?|madre|padre|hij[oa]|herman[oa]|espos[oa]|"
    r"abuel[oa]|"
    r"mi mujer|familia|compañer[oa]|"
    r"sou|estou|tenho|tem|ela|ele|minha|meu|mãe|pai|filh[oa]|irmã|irmão|"
    r"sono|ho|ha|siamo|mia|mio|lei|lui|sua|suo|moglie|marito|figli[oa]|sorella|fratello|nonn[oa]|"
    r"collega|famiglia|"
    # Dutch, Polish, Czech, Swedish, Danish.
    r"ik|mijn|m['’]n|zij|ze|hij|haar|zijn|vrouw|moeder|vader|dochter|zoon|zus|broer|gezin|"
    r"jestem|jest|mam|ma|mój|moja|mojej|mojego|ona|żona|mąż|mama|tata|matka|ojciec|córka|syn|siostra|"
    r"brat|babcia|"
    r"dziadek|rodzina|należę|koleżanka|kolega|pani|"
    r"jsem|mám|můj|moje|máma|táta|manželka|manžel|dcera|sestra|bratr|babička|"
    r"jag|mitt|hon|han|mamma|pappa|fru|dotter|syster|bror|jeg|hun|mor|kone|datter|søster)\b|"
    r"[a-z]['’]s\b"
)
"""A person, or one who says something of himself."""
ACCENTED = re.compile(r"\b(?:está|están|él|è|má)\b", re.IGNORECASE)
"""The same of words that without their accents are others."""
CLINICAL = Words(
    r"\b(?:diagnosed with|suffer(?:s|ing)? from|treat(?:ed|ment) (?:for|of)|stage [1-4iv]+|positive|"
    r"chronic|severe|mg|"
    r"an|gegen|wegen|leide[tn]?|erkrankt|chronisch|verdacht auf|atteint\w*|souffre|sufre|soffre|padece|"
    r"soffr\w+|lijdt|"
    r"cierpi|choruje|trpí|lider|z powodu|à cause d\w*|a causa d\w*|por culpa|vanwege|diagnos\w+|"
    r"patient\w*|pazient\w*|"
    r"pacient\w*|pacjent\w*|patiënt\w*|"
    r"mitglied\w*|members?|streik\w*|strike|tarif\w*|gewerkschaft\w*|betriebsrat\w*|konfession\w*|"
    r"adhérent\w*|afiliad\w*|"
    r"iscritt\w*|lid|członk\w*|medlem\w*|člen\w*|delegad\w*|délégué\w*|delegat\w*|"
    r"religio\w+|church|kirche|faith|converted|convert\w*|römisch|griechisch|russisch|praying|prays|"
    r"fast(?:s|ing))\b"
)
"""An illness, a membership or a faith that somebody has."""
ELSE = Words(
    r"\b(?:bugs?|crash\w*|servers?|network|netzwerk|engine|code|quer(?:y|ies)|disk|build|logs?|printer|"
    r"drucker|motor|faults?|fehler|outage|latency|memory|deploy\w*|driver|router|pipeline|api|error|issue|"
    r"system|windows|software|database|cable|sensor|hearing|visual|teaching|economic|great|tropical|weather|"
    r"zodiac|horoscope|organ(?:i[sz]ation)?|market|research|charity|approach|cutter|oats|requiem|opera|oper|"
    r"giuseppe|sign|menu|config\w*|spinner|pixels?|px|width|path|sets?|tables?|sql|select|join|"
    r"users?|ticket|tickets|app|modules?|emoji|control group|seo|marketing|leaks?|"
    r"shop|price|prices|sale|discount|shipping|cart|brand|buy|cheap|serum|"
    r"kaufen|preis|versand|lieferung|größe|warenkorb|angebot|kod|kodu|código|codice|proyecto|progetto|"
    r"projet|projekt|"
    r"prix|taille|livraison|promo|soldes|comprar|precio|talla|envío|oferta|prezzo|taglia|spedizione|"
    r"kopen|prijs|maat|verzending|korting|cena|rozmiar|wysyłka|promocja|"
    r"museum|architecture|statistic\w*|population|atlantic|atlantik|album|song|band|film|movie|novel|"
    r"recipe)\b|"
    r"[€$£]\s?\d|\d\s?(?:€|eur|usd|zł|kč|kr)\b"
)
"""A machine, a program, goods, the weather, a work of art."""
BEING = Words(
    r"\b(?:is|am|are|was|were|i['’]m|(?:s?he|they|we)['’](?:s|re)|ist|bin|sind|war|est|suis|sont|es|soy|"
    r"son|sou|é|è|sono|"
    r"is|ben|zijn|jest|jestem|są|je|jsem|jsou|är|er) (?:a |an |very |sehr |très |muy |molto |heel |"
    r"bardzo )?\Z"
)
"""What stands before what somebody is."""
NOTHING = Words(
    r"(?:no|none|n/?a|nein|keine?|ja|yes|non|oui|aucune?|ninguna?|ning[úu]n|nessuna?|nenhuma?|geen|brak|nie|"
    r"żadn\w|ne|ano|tak|nej|ingen|inga|sí|si|sim|não|unknown|unbekannt|keine bekannt|none known|"
    r"(?:see|siehe|voir|ver|zie|vedi|zob)\b.*|str|string|int|bool(?:ean)?|null|true|false|text|varchar|"
    r"todo|tbd|-+|\W*)"
)
"""What is filled in where there is nothing to say."""
