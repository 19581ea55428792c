"""Scenarios of telling others: chats, mails, forms, and what other channels than typing hold."""

from tests.benchmarks.privacy.holdout.scripts import Click, Copy, Field, Marker, Paste, Script, Step, Window

_SLACK = Window("Slack", "jonas (DM) - Acme - Slack")
_MAIL = Window("Thunderbird", "Write: access - Thunderbird")
_WHATSAPP = Window("Chromium", "WhatsApp - Chromium")
_TEAMS = Window("ms-teams", "Chat | Marie Dupont | Microsoft Teams")


def _told(text: str, where: Window = _SLACK, kind: str = "told secret") -> Script:
    return Script(kind, (where, Click(), text))


def _person(text: str, where: Window = _MAIL) -> Script:
    return _told(text, where, "told person")


def _form(title: str, *steps: Step) -> Script:
    return Script("form", (Window("Chrome", f"{title} - Google Chrome"), Click(), *steps))


TOLD_SECRETS = (
    _told("the wifi password is {password}\n"),
    _told("pw for the staging box: {strong}\n"),
    _told("user: anna pass: {password}\n", _TEAMS),
    _told("Das Passwort lautet {password}\n", _TEAMS),
    _told("Kennwort: {password}\n", _MAIL),
    _told("le mot de passe est {password}\n", _WHATSAPP),
    _told("la contraseña es {password}\n", _WHATSAPP),
    _told("la password è {password}\n", _WHATSAPP),
    _told("het wachtwoord is {password}\n", _WHATSAPP),
    _told("log in as admin with {strong}\n"),
    _told("{strong} is the password for the archive\n"),
    _told("login: admin / {password}\n", _TEAMS),
    _told("username admin, password {password}, then click Deploy\n", _MAIL),
    _told("my PIN is {pin}\n", _WHATSAPP),
    _told("die PIN für die Karte ist {pin}\n", _WHATSAPP),
    _told("the code for the front door is {pin}\n", _WHATSAPP),
    _told("your verification code is {otp}\n"),
    _told("here is the 2FA code: {otp}\n"),
    _told("can you use {otp}? that's the SMS code\n"),
    _told("TAN: {otp}\n", _MAIL),
    _told("der Bestätigungscode ist {otp}\n", _WHATSAPP),
    _told("here's the token: {key_github}\n"),
    _told("api key {key_hex}\n", _TEAMS),
    _told("use this {key_stripe} until friday\n"),
    _told("the admin pw changed, it's now {strong}\n"),
    _told("Temporary password: {strong}\nPlease change it after the first login.\n", _MAIL),
    _told("creds for the demo: demo / {strong}\n"),
    _told("https://admin:{password}@grafana.acme.example/d/1\n"),
    _told("my passphrase is {passphrase}\n"),
    _told("pwd={password}\n"),
    _told("Zugangsdaten: aweber / {strong}\n", _MAIL),
    _told("p/w: {password}\n", _TEAMS),
)
"""Secrets told to others."""

TOLD_PERSONS = (
    _person("Please transfer it to {iban}, thanks.\n"),
    _person("Meine IBAN: {ibans}\n"),
    _person("card number {cardg} exp 04/27 cvc {cvc}\n", _WHATSAPP),
    _person("use my visa {card}, it expires in june\n", _WHATSAPP),
    _person("my SSN is {id_us}\n"),
    _person("my national insurance number is {id_gb}\n"),
    _person("NHS number {id_nhs}, {n:surgery} at the corner\n"),
    _person("Steuer-ID: {id_de}\n"),
    _person("mon numéro de sécu : {id_fr}\n"),
    _person("mi DNI es {id_es}\n"),
    _person("codice fiscale {id_it}\n"),
    _person("mijn BSN is {id_nl}\n"),
    _person("mój PESEL to {id_pl}\n"),
    _person("meu CPF: {id_br}\n"),
    _person("mitt personnummer är {id_se}\n"),
    _person("AHV-Nummer {id_ch}\n"),
    _person("henkilötunnus {id_fi}\n"),
    _person("mit CPR-nummer er {id_dk}\n"),
    _person("call me at {tel_us}\n", _SLACK),
    _person("my number is {tel_gb}\n", _SLACK),
    _person("Meine Handynummer: {tel_de}\n", _SLACK),
    _person("mon portable c'est le {tel_fr}\n", _WHATSAPP),
    _person("mi teléfono es {tel_es}\n", _WHATSAPP),
    _person("ring mig på {tel_se}\n", _WHATSAPP),
    _person("mobile {tel_au}\n", _SLACK),
    _person("you can reach me on {tel_in}\n", _SLACK),
    _person("bel me even op {tel_nl}\n", _WHATSAPP),
    _person("I live at {address}\n", _WHATSAPP),
    _person("Lieferadresse: {address}\n"),
    _person("Anna Weber\n{address}\n"),
    _person("she was born on {birthday}\n"),
    _person("geb. {birthday} in Bonn\n"),
    _person("DOB: {birthday}\n"),
    _person("née le {birthday} à Lyon\n"),
    _person("write to {email} instead\n", _SLACK),
    _person("the server is {ip}, port 22\n", _SLACK),
    _person("the printer has {mac}\n", _SLACK),
    _person("He was {n:diagnosed} with {s:diabetes} last year\n"),
    _person("I am {s:HIV} positive, please keep it to yourself\n", _WHATSAPP),
    _person("she starts {s:chemotherapy} on Monday\n", _WHATSAPP),
    _person("seit der {n:Diagnose} {s:Depression} bin ich {n:krankgeschrieben}\n"),
    _person("mon fils est {s:épileptique}\n", _WHATSAPP),
    _person("she is eight weeks {s:pregnant}, nobody knows yet\n", _SLACK),
    _person("I joined the {s:trade union} last month\n"),
    _person("er ist Mitglied bei {s:ver.di}\n"),
    _person("our {s:shop steward} will speak to you\n"),
    _person("ich bin im {s:Betriebsrat} und kandidiere wieder\n"),
    _person("as a practising {s:Catholic} I take that day off\n"),
    _person("he converted to {s:Islam} two years ago\n", _WHATSAPP),
    _person("wir sind {s:evangelisch}, die Kinder auch\n"),
)
"""What is about a person."""

FORMS = (
    _form("Checkout", "Anna Weber\t{card}\t04/27\t{cvc}\n"),
    _form("Payment", Field("Card number"), "{cardg}", Field("CVC"), "{cvc}", Field("Expiry"), "0427"),
    _form("Zahlung", "{iban}\tAnna Weber\n"),
    _form("Visa application", "Weber\tAnna\t{birthday}\tBonn\n"),
    _form("Registration", Field("Date of birth"), "{birthday}"),
    _form("Anmeldung", Field("Geburtsdatum"), "{birthday}", Field("Straße"), "Hauptstraße 4"),
    _form("Tax return 2025", Field("Social security number"), "{id_us}"),
    _form("Contact details", "Anna Weber\t{email}\t{tel_us}\n"),
    _form("Kontakt", Field("Telefon"), "{tel_de}", Field("E-Mail"), "{email}\n"),
    _form("Delivery address", "Anna Weber\t{address}\n"),
    _form("Patient intake", Field("Conditions"), "{s:asthma} since childhood"),
    _form("HR: employee", Field("Union membership"), "{s:IG Metall}"),
    _form("Personalbogen", Field("Konfession"), "{s:katholisch}"),
    _form("Direct debit", "Anna Weber\t{ibans}\n"),
    _form("Coronavirus booking", Field("NHS number"), "{id_nhs}", Field("Phone"), "{tel_gb}\n"),
)
"""What is asked for."""

OTHERS = (
    Script("other channel", (Window("Outlook", "RE: card {cardg} - Message (HTML)"), "done\n")),
    Script("other channel", (Window("Firefox", "Inbox ({email}) — Mozilla Firefox"),)),
    Script(
        "other channel", (Window("Firefox", "https://anna:{strong}@nas.acme.example/ — Mozilla Firefox"),)
    ),
    Script("other channel", (Window("Excel", "SSN {id_us}.xlsx - Excel"),)),
    Script("other channel", (Window("xterm", "mysql -u root -p{password} shop"),)),
    Script("other channel", (Window("Word", "{s:HIV} test result - Word"),)),
    Script("other channel", (Window("Firefox", "Your code is {otp} - Gmail — Mozilla Firefox"),)),
    Script("other channel", (Window("Thunderbird", "Call {tel_us} - Thunderbird"),)),
    Script("other channel", (Window("Firefox", "Tokens"), Copy("{key_github}"))),
    Script("other channel", (Window("Firefox", "Account"), Copy("{iban}"))),
    Script("other channel", (Window("KeePassXC", "private.kdbx - KeePassXC"), Copy("{strong}"))),
    Script("other channel", (Window("Bitwarden", "Bitwarden"), Copy("{password}"))),
    Script("other channel", (Window("1Password", "1Password"), Copy("{passphrase}"))),
    Script("other channel", (Window("gedit", "letter.txt - gedit"), Paste("born {birthday}, {address}\n"))),
    Script("other channel", (Window("Firefox", "AWS"), Copy("aws_secret_access_key = {key_awssecret}"))),
    Script("other channel", (Window("Files", "keys"), Copy("{privatekey}"))),
    Script("other channel", (Window("Slack", "Slack"), Copy("password: {password}"))),
    Script("other channel", (Window("App", "App"), Marker("note", '{"user": "{email}"}'))),
    Script("other channel", (Window("App", "App"), Marker("request", '{"url": "/login?password={strong}"}'))),
    Script("other channel", (Window("Firefox", "Reset"), Copy("https://acme.example/r?token={key_opaque}"))),
)
"""What is not typed."""
