"""A second lot of all languages, written after the rules were mended by the first, before they met it."""

from tests.benchmarks.privacy.holdout.scripts import Field, Window
from tests.benchmarks.privacy.languages.case import Language

_NOTE = Window("kate", "zettel.md — Kate")


def _language(name: str, chat: str, mail: str) -> Language:
    return Language(name, Window(chat, chat), Window("evolution", mail), _NOTE)


_FR = _language("fr", "Element", "Nouveau message")
_IT = _language("it", "WhatsApp", "Nuovo messaggio")
_ES = _language("es", "Telegram", "Mensaje nuevo")
_NL = _language("nl", "Signal", "Nieuw bericht")
_PL = _language("pl", "WhatsApp", "Nowa wiadomość")
_EN = _language("en", "Discord", "New message")
_DE = _language("de", "Element", "Neue Nachricht")

LATER = (
    _FR.told("le nouveau mot de passe de la box : {pw:Tournesol_55}\n"),
    _FR.told("connecte-toi avec admin et {pw:Brouette!12} en mdp\n"),
    _FR.told("pour l'alarme tape {pin:7741} puis #\n"),
    _FR.told("mon code PIN de tel c'est {pin:190384}\n"),
    _FR.web("Carte Vitale - Saisie du code confidentiel", "{pin:4417}\n"),
    _FR.mailed("joignable au {tel:+33 6 72 41 88 03} ou au bureau {tel:04 78 22 19 60}\n"),
    _FR.mailed("nous déménageons au {adr:112 boulevard Voltaire, bâtiment B, 75011 Paris}\n"),
    _FR.told("il sort de l'hôpital après un {sens:infarctus}\n"),
    _FR.mailed("Ma femme suit une {sens:chimiothérapie} depuis mars.\n"),
    _FR.told("je vais à la {sens:synagogue} avec ma famille samedi\n"),
    _FR.told("la maladie du projet c'est les réunions\n"),
    _FR.told("le syndicat des copropriétaires a voté le ravalement\n"),
    _FR.mailed("numéro de dossier 0478221960, réponse sous 15 jours\n"),
    _IT.told("nuova password del server: {pw:Carciofo_55}\n"),
    _IT.told("entra con admin e password {pw:Bicicletta!12}\n"),
    _IT.told("per l'allarme digita {pin:7741}\n"),
    _IT.told("il pin del telefono è {pin:190384}\n"),
    _IT.app("ArubaSign.exe", "Codice PIN", "{pin:11873320}\n"),
    _IT.mailed("mi trovi al {tel:+39 347 812 9034} oppure allo {tel:06 4419 2208}\n"),
    _IT.mailed("il nuovo indirizzo è {adr:Via Appia Nuova 112, scala B, 00183 Roma}\n"),
    _IT.told("mia madre ha avuto un {sens:infarto} ieri\n"),
    _IT.mailed("Mio figlio è {sens:celiaco} e {sens:asmatico}.\n"),
    _IT.told("lui è {sens:ebreo}, sabato non lavora\n"),
    _IT.told("il sindacato dei bug chiede ferie\n"),
    _IT.mailed("numero pratica 0644192208, risposta entro 15 giorni\n"),
    _ES.told("nueva contraseña del servidor: {pw:Alcazar_55}\n"),
    _ES.told("entra con admin y contraseña {pw:Bicicleta!12}\n"),
    _ES.told("para la alarma marca {pin:7741}\n"),
    _ES.told("mi pin del banco es el {pin:1903}\n"),
    _ES.web("Firma con clave - BBVA", Field("Clave de operaciones"), "{pin:774103}\n"),
    _ES.mailed("estoy en el {tel:+34 612 849 037} o en la oficina {tel:955 44 19 22}\n"),
    _ES.mailed("la nueva dirección es {adr:Plaza de España 12, portal 3, 2º C, 50001 Zaragoza}\n"),
    _ES.told("mi madre tuvo un {sens:infarto} ayer\n"),
    _ES.mailed("Mi hijo es {sens:celíaco} y {sens:asmático}.\n"),
    _ES.told("es {sens:judío}, el sábado no trabaja\n"),
    _ES.told("el sindicato de estudiantes de la serie mola\n"),
    _ES.mailed("número de expediente 955441922, respuesta en 15 días\n"),
    _NL.told("nieuw wachtwoord van de server: {pw:Tulpenbol_55}\n"),
    _NL.told("log in met admin en {pw:Bakfiets!12} als wachtwoord\n"),
    _NL.told("voor het alarm toets {pin:7741}\n"),
    _NL.told("m'n pin is {pin:1903}\n"),
    _NL.web("DigiD app", Field("Pincode"), "{pin:77410}\n"),
    _NL.mailed("bereikbaar op {tel:+31 6 28 41 90 37} of kantoor {tel:030 - 441 92 20}\n"),
    _NL.mailed("ons nieuwe adres: {adr:Oudegracht 112 A, 3511 AW Utrecht}\n"),
    _NL.told("mijn moeder kreeg een {sens:hartinfarct}\n"),
    _NL.mailed("Mijn zoon heeft {sens:astma} en {sens:ADHD}.\n"),
    _NL.told("hij is {sens:joods}, zaterdag werkt hij niet\n"),
    _NL.told("de ziekte van dit project is vergaderen\n"),
    _NL.mailed("dossiernummer 0304419220, antwoord binnen 15 dagen\n"),
    _PL.told("nowe hasło do serwera: {pw:Kaczeniec_55}\n"),
    _PL.told("zaloguj się jako admin, hasło {pw:Rowerek!12}\n"),
    _PL.told("do alarmu wpisz {pin:7741}\n"),
    _PL.told("mój pin to {pin:1903}\n"),
    _PL.web("Podpis kwalifikowany - podaj kod PIN", "{pin:774103}\n"),
    _PL.told("hasła nie pamiętam, chyba {pw:Zielony_domek7}\n"),
    _PL.mailed("jestem pod numerem {tel:+48 612 849 037}, do biura {tel:(22) 441 92 20}\n"),
    _PL.mailed("nowy adres: {adr:ul. Żurawia 112 lok. 7, 00-515 Warszawa}\n"),
    _PL.told("mama miała {sens:zawał}\n"),
    _PL.mailed("Syn ma {sens:astmę} i {sens:ADHD}.\n"),
    _PL.told("jest {sens:Żydem}, w sobotę nie pracuje\n"),
    _PL.told("leczę się na {sens:nerwicę}\n"),
    _PL.told("związek przyczynowy nie jest jasny\n"),
    _PL.mailed("numer sprawy 224419220, odpowiedź w 15 dni\n"),
    _EN.told("type {pin:7741} then hash to disarm the alarm\n"),
    _EN.told("my atm pin's {pin:1903}\n"),
    _EN.app("yubikey-manager-qt", "FIDO2 PIN", "{pin:774103}\n"),
    _EN.told("ring me on {tel:07700 900341} after six\n"),
    _EN.mailed("Home: {tel:01632 960334}  Work: {tel:020 7946 0411 x 12}\n"),
    _EN.mailed("We moved to {adr:The Old Mill, 12 River Lane, York YO1 7HZ}\n"),
    _EN.told("mum's {sens:dementia} is getting worse\n"),
    _EN.told("I've got {sens:ulcerative colitis}, so I work from home\n"),
    _EN.told("he goes to {sens:mosque} on fridays, so no meeting\n"),
    _EN.told("the {n:union organiser} signed me up, I'm a {sens:Unite member} now\n"),
    _EN.told("the build is sick, it is addicted to RAM\n"),
    _EN.told("unions and intersections of ranges\n"),
    _EN.told("allergic to tabs? use spaces\n"),
    _EN.told("cancer cells dataset, 12 GB, download here\n"),
    _EN.mailed("case number 01632960334 has been closed\n"),
    _DE.told("für die Alarmanlage {pin:7741} eintippen\n"),
    _DE.told("meine EC-PIN ist {pin:1903}\n"),
    _DE.mailed("erreichbar unter {tel:+49 171 2266936}, Büro {tel:(089) 794834-3}\n"),
    _DE.mailed("neue Adresse: {adr:Zum Alten Hafen 112b, 20457 Hamburg}\n"),
    _DE.told("mein Sohn hat {sens:ADHS} und {sens:Neurodermitis}\n"),
    _DE.told("er ist {sens:Jude}, samstags arbeitet er nicht\n"),
    _DE.told("bin in der {sens:Gewerkschaft}, die regeln das\n"),
    _DE.told("das Projekt krankt an Meetings\n"),
    _DE.mailed("Aktenzeichen 0897948343, Antwort in 15 Tagen\n"),
)
