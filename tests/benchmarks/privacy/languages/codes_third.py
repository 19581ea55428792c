"""Codes for once and numbers that open something, and what looks like them: a third lot.

Written after the rules were mended by the second, before they met it.
"""

from tests.benchmarks.privacy.languages.speakers import in_teams

_DE, _EN, _ES, _FR = (in_teams(name) for name in ("de", "en", "es", "fr"))
_IT, _NL, _PL, _PT, _SV = (in_teams(name) for name in ("it", "nl", "pl", "pt", "sv"))

CODES_THIRD = (
    _EN.told("venmo wants to verify, got anything on your phone?\n{otp:204918}\n"),
    _EN.told("please forward the code from HR portal login\n{otp:77120}\n"),
    _DE.told("die bank will eine bestätigung, was kam bei dir an?\n{otp:309417}\n"),
    _FR.told("quel est le code affiché sur ton téléphone ?\n{otp:7719}\n"),
    _ES.told("pásame el número que te salió en el móvil\n{otp:640218}\n"),
    _IT.told("hai il codice della banca?\necco {otp:640218}\n"),
    _NL.told("stuur me even de cijfers\n{otp:640218}\n"),
    _PL.told("masz kod z banku?\n{otp:640218}\n"),
    _PT.told("manda-me o código que recebeste\n{otp:640218}\n"),
    _SV.told("vad står det i appen?\n{otp:640218}\n"),
    _EN.told("cleaner's entrance, keypad says {pin:7392}\n"),
    _EN.noted("Boat shed door - {pin:7392}\n"),
    _EN.told("wallet app passcode {pin:739215}\n"),
    _DE.told("Kellertür: {pin:7392}\n"),
    _DE.noted("Fahrradkeller {pin:7392#}\n"),
    _FR.told("le code du parking : {pin:7392}\n"),
    _FR.noted("Casier salle de sport : {pin:739}\n"),
    _ES.told("trastero: {pin:7392}\n"),
    _IT.noted("Armadietto palestra: {pin:7392}\n"),
    _NL.told("code van de berging is {pin:7392}\n"),
    _PL.told("kod do szafki {pin:7392}\n"),
    _PT.told("o pin do cartão é {pin:7392}\n"),
    _SV.told("koden till förrådet är {pin:7392}\n"),
    # alike
    _EN.told("what did you send them?\n482913\n"),
    _EN.told("any news from the app store?\n1204 installs\n"),
    _EN.told("did the parcel arrive?\nyes 482913\n"),
    _EN.told("how do we get into the top ten?\n4829 more points\n"),
    _EN.told("the car park: 1250 spaces\n"),
    _EN.told("front door: 7392 Elm Street\n"),
    _EN.told("gate 4, flight 7392\n"),
    _EN.told("read the ticket, it says 4829\n"),
    _EN.mailed("Card: 4829 points collected\n"),
    _EN.mailed("Your visa application, number 482913, is with us\n"),
    _EN.mailed("Please use code 2210 on the timesheet for the gate project\n"),
    _EN.told("what did the sensor send?\n48291\n"),
    _EN.told("can you check the messages table?\n482913 rows\n"),
    _DE.told("was kam bei der messung raus?\n4829\n"),
    _DE.told("karte 4829 im lager fehlt\n"),
    _DE.told("karte von 1756, sehr alt\n"),
    _DE.told("was zeigt die app an?\n10482 schritte\n"),
    _FR.told("porte 4829 personnes par an\n"),
    _FR.told("la carte du restaurant, 7392 vues\n"),
    _FR.told("qu'est-ce qui est arrivé ?\n4829 colis\n"),
    _ES.told("carta 7392, caja 4\n"),
    _ES.told("¿qué llegó hoy?\n482 cajas\n"),
    _IT.told("carta d'imbarco, posto 12, volo 7392\n"),
    _NL.told("pas 4829 verlopen\n"),
    _PL.told("karta pracy 4829, gotowe\n"),
    _PT.told("porta 12, sala 7392\n"),
    _SV.told("kort 4829 är spärrat i spelet\n"),
    _EN.web("Create profile", "Ann\t12/05/2025\t4829\n"),
    _EN.web("Transfer - Barclays", "Ann Reed\t4829\t12/05/2026\n"),
)
