"""Where passwords are asked for: titles of windows and names of fields."""

import re

from replay.privacy.words import passwords
from replay.privacy.words.asking import ENTER
from replay.privacy.words.plain import Words

PERSONAL = Words(
    r"onfido|veriff|jumio|\bkyc\b|id(?:entity)? check|identitäts(?:prüfung|check)|vérification d['’]identité|"
    r"verifica (?:dell['’])?identità|verificación de identidad|verificação de identidade|identiteitscontrole|"
    r"weryfikacja tożsamości|(?:new|neue[rn]?|nouve(?:au|lle)|nuev[oa]|nuov[oa]|nieuwe|now[ya]|nov[oa]|ny) "
    r"(?:client\w*|klient\w*|cliënt\w*|utent\w*|alumn\w*|alun\w*|alliev\w*|leerling|elev\w*|uczeń|soci[oa]|"
    r"sóci[oa]|lid|medlem|członek)\b|"
    r"patient|insur|versicher|hotel|meldeschein|check-?in|guest|gast|passenger|visa\b|passport|reisepass|"
    r"employ|mitarbeit|"
    r"personal|\bhr\b|applicant|bewerb|member|mitglied|student|schüler|pupil|register|registr|anmeld|"
    r"enrol|admission|"
    r"aufnahme|citizen|bürger|donor|spender|doctor|arzt|praxis|clinic|klinik|person|\besta\b|taxpayer|"
    r"\btax\b|\bw-[2489]\b|withholding|steuer|rente|pension|"
    r"kindergeld|elterngeld|antrag|application|anagrafic|paciente|paziente|patiënt|inscri|iscri|dossier|"
    r"alta de|"
    r"anamnes|termin|appointment|rendez-vous|prenota|cita|kita|schul|school|élève|impf|vaccin|blood|donat|"
    r"assur|assicura|polizza|póliza|seguros?\b|segurad|ubezpiecz|polis[ay]?\b|verzeker|pojišt|försäkring|"
    r"forsikring|mutuelle|"
    r"pacjent|badań|badani[ae]|skierowani|przychodni|laborauftrag|lab order|laborator|"
    r"analyses? (?:médicale|sanguine|de sang)|"
    r"analisi (?:cliniche|del sangue)|analítica|bloedonderzoek|medewerker|pracowni|dipendent|emplead|salari|"
    r"zaměstnan|medarbe|"
    r"huisarts|tandarts|médecin|\bmedic[oi]\b|médico|lékař|lekár|läkar|tandläk|\blæge|dentist|zahnarzt|"
    r"dentiste|dottor|"
    r"cl[ií]nica|kliniek|\bgp\b|inschrijv|aanmeld|tilmeld|påmeld|anmäl|rekister|regisztr|înregistr|kayıt|"
    r"регистр|запись|εγγραφ|"
    r"matr[ií]cula|persönliche|persoonlijk|dane osobowe|osobní údaje|osobné údaje|datos personales|"
    r"dati personali|"
    r"dados pessoais|personuppgift|contact details|personal details|bewoner|inquilin|locataire|mietantrag|"
    r"selbstauskunft",
)
"""A form about a person."""
EMPLOYING = Words(
    r"employ|mitarbeit|personalbogen|personalstamm|payroll|lohn|gehalt|\bhr\b|personio|\bpaie\b|salari|"
    r"nóminas?\b|busta paga|buste paga|loonadministrati|salarisadministrati|medewerker|pracowni|kadry|"
    r"\bpłac|dipendent|emplead|zaměstnan|medarbe|onboarding|steuererklärung|tax return|lohnsteuer",
)
"""A form that asks for the number a state knows somebody by."""
TRAVELLING = Words(
    r"\besta\b|\bvisas?\b|visum|passport|reisepass|passeport|pasaporte|passaporto|paspoort|passenger|"
    r"traveller|traveler|"
    r"reisende|viajero|voyageur|passeggero|flight|\bflug|vuelo|\bvol\b|airlines?|airways|emirates|"
    r"lufthansa|ryanair|"
    r"passagier|"
    r"immigra|border|consul|konsul|check-?in|\bkyc\b|identity verif|\bapis\b|travel document|"
    r"meldeschein|guest registration|\be-?gates?\b|embassy|botschaft|embajada|ambassade",
)
"""A form that asks for the number of a passport."""
FORGOTTEN = Words(
    r"forg[oe]t|recover|reset (?:your |my )?password|vergessen|zurücksetzen|oubli[ée]|olvid|"
    r"dimenticat|vergeten",
)
"""A page that asks who one is, because the password is not known."""
CHANGING = Words(
    r"(?:change|update|new|edit)\b.{0,16}\bpass(?:word|phrase|code)|"
    r"(?:passwort|kennwort) (?:ändern|wechseln)|"
    r"neues (?:passwort|kennwort)|(?:changer|modifier)\b.{0,8}mot de passe|cambiar\b.{0,6}contraseña",
)
"""A page on which every field is a password."""
LIST = Words(
    r"\b(?:passwords?|passwörter|kennwörter|logins|credentials|zugangsdaten|contraseñas|mots de passe|"
    r"wachtwoorden)\.(?:txt|md|docx?|xlsx?|ods|odt|csv|rtf|org)\b",
)
"""A file that someone keeps passwords in."""
LIST_HEAD = Words(
    r"(?:my |all |our |meine |alle )?(?:passwords?|passw(?:ö|o)rter|kennw(?:ö|o)rter|log-?ins?|"
    r"credentials?|zugangsdaten|zugänge|"
    r"accounts?|konten|mots de passe|contraseñas|wachtwoorden|pins?(?: and passwords)?)",
)
"""What stands above such a list."""
MANAGER = Words(
    r"\b(?:keepass\w*|1password|bitwarden|lastpass|dashlane|enpass|nordpass|proton ?pass|keeper|seahorse|"
    r"keychain access|passwords and keys)\b|\.kdbx\b",
)
_WORD = rf"(?:{passwords.WORD}|\bpin\b)"
_NEEDED = (
    r"requires?|erfordert|exige|richiede|vraagt|wymaga|required|needs?|needed|please|eingeben|eingabe|"
    r"erforderlich|benötigt|verlangt|requis\w*|"
    r"saisir|"
    r"saisissez|entrez|requerid\w*|introduzca|introducir|inserire|richiest\w*|vereist|invoeren|ändern|"
    r"wechseln|"
    r"bestätigen|wiederholen|festlegen|vergeben|wählen|confirm\w*|choose|repeat|choisir|repetir|bevestig\w*"
)
DIALOG = Words(
    r"(?:enter|confirm|new|change|set|your|create|re-?enter|retype|type)\b.{0,24}\b(?:password|passphrase|"
    rf"passcode|pin)\b|^{_WORD}(?!\w)|access code|zugangscode|code d['’]accès|"
    r"authori[sz]ation$|autorisierung|autorisation|authentifizierung|authentification|autenticación|"
    r"anmeldedaten|"
    r"windows-?sicherheit|sécurité windows|seguridad de windows|sicurezza di windows|wallet\b|"
    r"password (?:required|needed|prompt|dialog)|passphrase|authenticat(?:e|ion)(?: is)? (?:required|"
    r"needed)|authentication$|"
    rf"{_WORD}\W.{{0,40}}(?:{_NEEDED})|(?:{_NEEDED})\W.{{0,60}}{_WORD}|"
    r"unlock\b|locked|(?:ent)?sperr(?:en|t|bildschirm)\b|schlüsselbund|anmeldeinformationen|déverrouill|"
    r"verrouillé|"
    r"trousseau|identifiants|"
    r"desbloque\w+|bloquead[oa]|sblocca\w*|bloccat[oa]|odblokuj|zablokowan\w+|lås (?:upp|op)|låst\b|kilid|"
    r"llavero|credenciales|sbloccare|portachiavi|ontgrendel|vergrendeld|"
    r"sleutelhanger|"
    r"screen ?lock|greet(?:er)?\b|\b[gsx]dm\b|recovery (?:key|phrase)|seed phrase|secret phrase|"
    r"wiederherstellungs(?:schlüssel|phrase|code)|clé de récupération|clave de recuperación|"
    r"als (?:anderer benutzer|administrator) ausführen|run as (?:different user|administrator)|"
    r"benutzerkontensteuerung|network password|netzwerk(?:kennwort|passwort)|"
    r"keyring|keychain|keystore|pinentry|polkit|ssh-askpass|askpass|gksu|kdesu|credential|"
    r"windows security|"
    r"lock ?screen|lockapp|loginwindow|logonui|screensaver|i3lock|swaylock|slock|master password|"
    r"keepass\w*|1password|bitwarden|lastpass|dashlane|user account control|kennwort (?:eingeben|ändern)|"
    r"passwort (?:eingeben|ändern)|"
    r"mot de passe requis|wi-?fi.{0,20}password|^(?:wi-?fi|wlan)(?![\w-])(?! (?:analy|router|kaufen|test|"
    r"vergleich|repeater|shop))|security questions?|"
    r"sicherheitsfrage|^remote desktop connection|^remotedesktopverbindung|vpn|"
    r"(?:wants|would like|möchte|souhaite|veut|quiere|desea|vuole|desidera|wil|deseja|quer|"
    r"chce)\b.{0,24}\b(?:changes?|"
    r"änderungen|modifi\w+|cambios|modifiche|wijziging\w*|alteraç\w+|zmian\w*|access|zugreifen|accéder|"
    r"acceder)|"
    rf"{ENTER}\W.{{0,24}}{_WORD}|\bmit (?:kennwort|passwort)\b|\bwith password\b|\bavec mot de passe\b|"
    r"\bcon (?:contraseña|password)\b|\bmet wachtwoord\b|"
    r"^(?:authenticate|autorisieren|s['’]authentifier|autenticar|autentica)$|\bverbinden als\b|"
    r"\bconnect as\b|"
    r"connect to\b.{1,40}\bas\b|en tant que|conectar como|connetti come|gesperrte\w*|brieftasche|"
    r"portefeuille kde|"
    r"código de acceso|codice d['’]accesso|toegangscode|kod dostępu|bloqueo|blocco schermo|vergrendeling|"
    r"blokad\w|"
    r"legitimi\w+|legitimation|legitimación|autenticazione|autenticação|uwierzytelni\w*|"
    r"authenticatie vereist|"
    r"(?:backup|disk|drive|device|file|festplatten?|datei|sicherungs)[ -]?(?:encryption|verschlüsselung)|"
    r"\bencrypt\b|verschlüsseln|chiffrer|cifrar|crittograf|versleutel|encriptar|szyfruj|"
    r"protect (?:sheet|workbook|document|structure|pdf)|(?:blatt|arbeitsmappe|dokument|pdf) schützen|"
    r"protéger (?:la |le )?(?:feuille|classeur|document)|proteger (?:hoja|libro|documento|planilha)|"
    r"proteggi (?:foglio|documento)|(?:kennwort|passwort|password|contraseña|mot de passe) (?:zum|to|para|"
    r"pour) |"
    r"(?:enrol(?:l)?ment|course|meeting|conference|webinar|session) (?:key|passcode|password)|passcode|"
    r"einschreibeschlüssel|zugangsschlüssel|kenncode|clé d['’]inscription|clave de (?:matricul|acceso|"
    r"inscrip)|"
    r"chiave d(?:i|['’]) ?(?:iscrizione|accesso)|inschrijfsleutel|bitlocker|filevault|"
    r"veracrypt\b.{0,20}mount|"
    rf"\b{passwords.SET}\W(?:\w+ ){{0,2}}{_WORD}|{_WORD} (?:{passwords.SET}|instellen|einrichten|setzen)\b|"
    r"(?:is|are) password[- ]protected|password[- ]protected (?:share|link|file|folder|page|site|document)$|"
    r"(?:passwort|kennwort)geschützt|protégée?s? par (?:un )?mot de passe|"
    r"protegid[oa]s? (?:con|por) (?:contraseña|senha|palavra)|protett[oaie] da password|"
    r"(?:met (?:een )?wachtwoord|wachtwoord ?)beveiligd|beveiligd met (?:een )?wachtwoord|"
    r"chronion\w+ hasłem|chráněn\w+ heslem|lösenordsskydda\w*|adgangskodebeskytte\w*|passordbeskytte\w*",
)
_LOGIN = (
    r"(?:neues|dein|ihr) konto|nouveau compte|nuev[ao] cuenta|nuovo account|nieuw account|nowe konto|"
    r"nova conta|"
    r"zaloguj|zarejestruj|aanmelden|aangemeld|acceder|acessar|ingresar|logowanie|rejestracja|registrarse|"
    r"registrati|"
    r"konto (?:einrichten|hinzufügen|erstellen|anlegen)|account (?:setup|hinzufügen)|"
    r"(?:set up|add|new) (?:your |an? )?(?:e-?mail |mail )?account|ajouter un compte|créer un compte|"
    r"inscription|crear (?:una )?cuenta|"
    r"registro|crea(?:re)? (?:un )?account|identification|zaloguj\w*|entrar|logga in|log på|přihlášení|"
    r"zugang|"
    r"fritz!?box\b.{0,12}|speedport\b.{0,16}|easybox|livebox|join \w+|session expired|session abgelaufen|"
    r"(?:sign|log)[ -]?(?:in|on|into|up)|signin|login|sign[ -]?up|register|registration|create (?:an |"
    r"your )?account|"
    r"anmeld\w*|einloggen|connexion|se connecter|iniciar sesión|accedi|inloggen|welcome back|account login|"
    r"password|passwort|webmail|authenticate|online[ -]?banking|sso|okta|registrieren|登录|ログイン"
)
_LOGIN_PART = Words(
    rf"(?:{_LOGIN})(?:\W.{{0,48}})?|(?:[\w.&'’-]+ ){{1,3}}(?:{_LOGIN})(?: (?:page|form|screen))?",
)
_WORKED_ON = Words(
    r"\b(?:fix|add|implement|test|bug|issue|debug|refactor|update|improve|how|why|can['’]?t|cannot|about|"
    r"broken|slow|fails?)\b",
)
SOURCE_FILE = Words(
    r"\.(?:py|[jt]sx?|ya?ml|json|toml|ini|cfg|conf|rs|go|java|kt|c|h|cpp|cs|rb|php|css|scss|html|sql|sh|lua|xml|tf)\b"
)
"""A file of a program or of its settings, in which a word before a colon is a name for a value."""
SEARCHING = Words(
    r"google search|- search|duckduckgo|bing|stack ?overflow|wikipedia|how to|tutorial|documentation|"
    r"\bdocs\b|reddit|forum|"
    r"\.(?:py|js|ts|md|txt|rs|go|java|html|css|docx?|c|cpp)\b|visual studio|\bvim\b|emacs|notepad|\bword\b|"
    r"slack|\bteams\b|discord|inbox|compose|- message\b|thunderbird|outlook(?:\.exe)?$|jira\b.*\d|"
    r"- (?:nachricht|mensaje|messaggio|bericht|mensagem|wiadomość)\b|^(?:re|aw|fwd?|wg|antw|sv|tr|rv|odp|"
    r"res) ?:|"
    r"\b(?:verfassen|rédaction|redactar|composizione|opstellen) ?:|(?:new|neue|nouveau|nuevo|nuovo|nova|"
    r"nieuw) "
    r"(?:message|e-?mail|nachricht|mensaje|messaggio|mensagem|bericht)\b",
)
NO_LOGIN = Words(
    r"\bsearch\b|\bsuch(?:e|en|ergebnis\w*)\b|recherch|\bbuscar|\bcerca\b|\bzoeken|\bpesquis|\bszukaj|"
    r"dictionar|translat|find and replace|\bcalc\b|excel\b|spreadsheet|\bsheets\b|"
    r"\.(?:ods|xlsx?|csv|tsv)\b|create issue|new (?:issue|ticket)|contact us|g(?:nome-)?(?:edit|text-editor)|"
    r"\b(?:mousepad|kate|sublime|neovim|intellij|pycharm)\b|\bcode\b",
)
"""Forms and tables in which a second field holds anything but a password."""
TALKING = Words(
    r"slack|\bteams\b|discord|signal|telegram|whatsapp|messenger|\bchat\b|matrix|element|irc|compose|"
    r"- message\b|thunderbird|outlook|\bwrite:|gmail",
)
"""Where people write to each other."""
FORM = Words(
    r"\b(?:contact|support|feedback|complain|enquir|inquir|\bhelp\b|\btrack|\borders?\b|book(?:ing)?s?\b|"
    r"reserv|"
    r"\breturns?\b|refund|deliver|parcel|shipment|shipping|\bclaim|\bquote\b|appointment|apply|"
    r"application|survey|newsletter|checkout|"
    r"warranty|invoice|product key|licen[cs]e|serial|activat|voucher|coupon|promo|gift card|"
    r"kontakt|anfrage|bestell|sendung|reklamation|retoure|rücksend|umtausch|termin|suivi|commande|"
    r"réclamation|rendez-vous|"
    r"contacto|pedido|reclamaci|cita\b)",
)
"""A form in which an address is followed by whatever the matter goes by."""
REGISTERING = Words(
    r"sign[ -]?up|register|registr|create (?:an |your )?account|konto (?:erstellen|anlegen)|inscription|"
    r"créer un compte|crear (?:una )?cuenta|join\b",
)
"""A page on which one chooses a name, too."""
GOODS = Words(
    r"artikel|article|product|produkt|inventory|inventur|\bstock|lager|\bparts\b|teile|\bsku|catalog|katalog|"
    r"price|preis|material|bestand",
)
"""A table of things, which are numbered like telephones."""
RECOVERY = Words(
    r"recover|backup code|scratch code|wiederherstell|ersatzcode|récupération|recuperación|"
    r"two[- ]?(?:factor|step)|2[- ]?fa\b|\bmfa\b",
)
"""A page that takes a code kept for the day when the second factor is lost."""
CONNECTING = Words(
    r"connect(?:ing)? to (?:an? |the )?(?:\w+ )?(?:server|database|network|share)|"
    r"mit (?:\w+ )?(?:server|datenbank)\w* verbinden|(?:conectar|ligar) (?:ao|a|à) servidor|"
    r"conn?et\w+ al server|"
    r"verbind\w* met (?:de )?server|połącz z serwerem|"
    r"verbindung herstellen|verbindungsinformationen|connection information|infos? de connexion|"
    r"información de conexión|connexion au serveur|se connecter au serveur|conectar (?:al|con el) servidor",
)
"""A window that asks for one thing when the others are known: most often a password."""
BANKING = Words(
    r"\bbank(?:ing)?\b|\w*bank\b|sparkasse|\bing\b|comdirect|überweisung|dauerauftrag|transfer|paypal|"
    r"revolut|\bn26\b|"
    r"wise\b|klarna|elster|\bepost\b|virement|transferencia|depot|coinbase|kraken|binance",
)
ABOUT = Words(
    rf"{_WORD}s?\W+(?:manager|generator|generators|comparison|policy|policies|strength|checker|rules|guide|"
    rf"best|tips|"
    r"cracking|hash\w*|spray\w*|vergleich|richtlinie|sicherheit|test|tester|history|security)\b|"
    r"\bfaq\b|\bhelp (?:center|article)\b|hilfe-?center|knowledge base|kaufen|preisvergleich|"
    r"buyers?['’]? guide|"
    r"(?:best|free|secure|strong|top \d+|beste|sichere|meilleur) " + _WORD
)
"""A page that says something about passwords, and asks for none."""
WIRELESS = Words(
    r"(?:wlan|wi-?fi|wireless|drahtlos|sans fil|inalámbric|draadloos|access point)\b.{0,30}"
    r"(?:sicher|secur|sécur|segur|sicur|beveilig|schlüssel|key|encrypt|verschlüssel|settings|einstellung|"
    r"zugang|setup)|"
    r"(?:security|sicherheit|sécurité|seguridad|sicurezza)\b.{0,12}(?:wlan|wi-?fi|wireless)"
)
"""A page of a router on which the key of its network is set."""
_GENERIC = re.compile(
    r"\b(?:input|edit(?:control)?|text(?:box|field|area|control)?|entry|document|pane|control|field|"
    r"presentation|"
    r"custom|group|div|span|form|ax\w*|type|role)\b",
    re.IGNORECASE,
)


def says_else(field: str) -> bool:
    """Say whether a field's name tells that something else than a password belongs there."""
    left = _GENERIC.sub("", field)
    return bool(re.search(r"\w{3}", left)) and not passwords.FIELD.search(field)


def is_login(title: str) -> bool:
    """Say whether a part of a window's title is a login's: "Sign in", "Acme login", not "Fix login"."""
    if SEARCHING.search(title) or ABOUT.search(title):
        return False
    parts = re.split(r"\s[-–—|·:•»/]\s|[|·•»–—]", title)
    return any(_LOGIN_PART.fullmatch(part.strip()) and not _WORKED_ON.search(part) for part in parts)
