"""Ordinary lines with numbers where the words for codes, doors, cards and questions are near: none is secret."""

from tests.benchmarks.privacy.holdout.scripts import Window
from tests.benchmarks.privacy.languages.case import Language


def _language(name: str) -> Language:
    return Language(
        name, Window("slack", "Slack"), Window("outlook", "Message"), Window("kate", "a.md")
    )


_DE, _EN, _ES, _FR = (_language(name) for name in ("de", "en", "es", "fr"))
_IT, _NL, _PL, _PT, _SV = (_language(name) for name in ("it", "nl", "pl", "pt", "sv"))

CODES_ALIKE = (
    _EN.told("what did the customer send us?\n4 pallets, about 12000 pieces\n"),
    _EN.told("did you get my message?\nyes, invoice 482913 is paid\n"),
    _EN.told("did the sms campaign go out?\nyes, 48213 recipients\n"),
    _EN.told("how many messages did you get?\n4829\n"),
    _EN.told("which number did you pick for the raffle?\n4829\n"),
    _EN.told("what's the number of the bus?\n4829\n"),
    _EN.told("can you read the meter?\n482913\n"),
    _EN.told("what does the counter in the app say?\n48291 steps\n"),
    _EN.told("how do I open the report?\nrow 4829 has the link\n"),
    _EN.told("how do I get into the building?\nparking at 1830, then follow me\n"),
    _EN.told("what did they charge your card?\n4829\n"),
    _EN.told("what year did you get the flat?\n1998\n"),
    _EN.told("the gate was sold for 4829, the door for 2200\n"),
    _EN.mailed("Safe: model 4829, 120 kg\n"),
    _EN.mailed("Garage door: 2500 mm, white\n"),
    _EN.mailed("Alarm: 3 zones, installed 2019\n"),
    _EN.told("card number ending 4829, expires 0927\n"),
    _EN.told("my card expires soon, last digits 4829\n"),
    _EN.told("the bike lock costs 4829 yen\n"),
    _EN.told("pin header board 4700 uF\n"),
    _EN.told("they just sent me 482913 parcels\n"),
    _EN.told("he sent us 12000000 rows to import\n"),
    _EN.told("the shop texted me about order 482913\n"),
    _EN.told("gate: 1830\n"),
    _EN.noted("lobby: 2 sofas, 4 chairs, 1200\n"),
    _EN.noted("Entrance 4 - 3500 visitors\n"),
    _EN.told("use 482913 on the form as reference\n"),
    _EN.told("type 4829 words a day and you are done\n"),
    _EN.told("locker room 4829 sq ft\n"),
    _EN.told("combination of 4829 rows and 12 columns\n"),
    _EN.app("code", "main.py - Visual Studio Code", "port: 4829\ngate = 4829\nlock: 1234567\n"),
    _EN.app("code", "alarm.yaml - Visual Studio Code", "alarm: 4829\ndoor: 7712\ntimeout: 3000\n"),
    _EN.app("gnome-terminal", "anna@web: ~", "redis-cli set lock 4829\n", "grep -c safe 4829.log\n"),
    _DE.told("was hat der kunde geschickt?\n4829 stück\n"),
    _DE.told("hast du meine nachricht bekommen?\nja, rechnung 482913 ist bezahlt\n"),
    _DE.told("welche zahl steht im bericht?\n482913\n"),
    _DE.told("wie kriege ich die datei auf?\nzeile 4829 löschen\n"),
    _DE.told("die karte läuft ab, endziffern 4829\n"),
    _DE.told("Tresor: 1200 euro bar\n"),
    _DE.mailed("Haustür: 2100 x 1000, Anthrazit\n"),
    _DE.told("am tor um 1830, bitte pünktlich\n"),
    _DE.told("fahrradschloss kostet 4829 cent\n"),
    _DE.noted("Motor: 4829, Monitor: 1200\n"),
    _FR.told("tu as reçu mon message ?\noui, la facture 482913 est payée\n"),
    _FR.told("combien de sms envoyés ?\n48291\n"),
    _FR.told("porte : 2040 x 830\n"),
    _FR.told("le cadenas coûte 4829 yens\n"),
    _FR.told("carte de visite, 4829 exemplaires\n"),
    _FR.noted("carte : code 4829 du catalogue\n"),
    _FR.told("rapport : 48291\n"),
    _ES.told("¿te llegó mi mensaje?\nsí, la factura 482913 está pagada\n"),
    _ES.told("carta de 4829 palabras\n"),
    _ES.told("puerta: 2030 x 825, blanca\n"),
    _ES.told("el candado cuesta 4829 pesos\n"),
    _IT.told("hai ricevuto il messaggio?\nsì, la fattura 482913 è pagata\n"),
    _IT.told("la porta costa 4829 euro\n"),
    _IT.told("carta A4: 2500 fogli\n"),
    _IT.told("porta: 3306\n"),
    _NL.told("heb je mijn bericht?\nja, factuur 482913 is betaald\n"),
    _NL.told("hek: 2500 mm\n"),
    _NL.told("pas op: 4829 fouten\n"),
    _PL.told("dostałeś wiadomość?\ntak, faktura 482913 zapłacona\n"),
    _PL.told("brama kosztuje 4829 zł\n"),
    _PT.told("recebeste a mensagem?\nsim, a fatura 482913 está paga\n"),
    _PT.told("porta: 8080\n"),
    _SV.told("fick du meddelandet?\nja, faktura 482913 är betald\n"),
    _SV.told("port: 5432\n"),
    _SV.told("larmet gick kl 0430\n"),
    _EN.web("New client - CRM", "Acme Ltd\t14/03/2025\t4829\n"),
    _EN.web("Verify your order", "Ann Reed\t4829\t14/03/2026\n"),
    _EN.web("Profile - Settings", "4829\t7712\n"),
)  # fmt: skip
