"""What passwords are called, and who has them, in labels, titles and in speech."""

from replay.privacy.words.pins import PIN
from replay.privacy.words.plain import Words, loose

WORD = loose(
    r"(?:pass ?-?w[o0]rd|p/w|pass ?-?phrase|passwd|pwd|pw|passcode|mdp|mots? de passe|contraseñas?|senha|"
    r"palavras?[- ]passe|psw|(?-i:ww)|lösen(?:et)?|kodeord(?:et)?|"
    # Words of these languages grow together: "Startpasswort".
    r"(?:[^\W\d_]{2,20}-?)?(?:passwort|kennwort|kenncode|wachtwoord|salasana|"
    r"(?:lösenord|passord|adgangskode)(?:et|n)?)|"
    r"hasł(?:o|a|em|u|e)|hesl(?:o|a|em|om|u|e)|jelsz(?:ó|av)\w{0,4}|şifre(?:m|mi|si|yi|niz)?|parola(?:m|"
    r"mız|sı|nız)|"
    r"parola d['’](?:ordine|accesso)|lozink\w|gesl\w|slaptažod\w+|parool\w{0,2}|lykilorð\w{0,3}|"
    r"salasana\w{1,4}|"
    r"συνθηματικό|κωδικ(?:ός|ό) (?:πρόσβασης|wi-?fi)|парола(?:та)?|парол(?:ь|я|ем|і)|"
    r"密码|密碼|パスワード|비밀번호)"
)
"""What a password is called, and hardly anything else."""
KEYS = (
    r"(?:wi-?fi|wlan|wpa[23]?|hotspot)[ -]?(?:key|schlussel|code|passkey)|netzwerk(?:sicherheits)?schlussel"
)
"""What the password of a network is called."""
WEAK = loose(
    r"(?:clave|parola|pass|clé|chiave|chave|sleutel|klucz|schlüssel|key|zugangscode|access code|"
    r"codice d['’]accesso)"
)
"""What a password is called at times."""
NETWORK = loose(r"(?:wi-?fi|wlan|ssid|hotspot|netzwerk|network|réseau|red wifi|rete|netwerk|sieć|wireless)")
"""What one needs a key for without a name."""
USER = loose(
    r"(?:user(?: ?name)?|log-?in|benutzer(?:name)?|nutzer(?:name)?|kennung|konto|account|usuario|"
    r"utilisateur|identifiant|"
    r"utente|gebruiker(?:snaam)?|usuário|utilizador|użytkownik|användare|bruger|bruker)"
)
"""What the name is called that one signs in with."""
FOR = loose(
    # "mot de passe provisoire".
    r"(?: (?:provisoires?|temporaires?|initiale?|par défaut|actuel|provisional|temporal|inicial|actual|"
    r"provvisoria|temporanea|"
    r"iniziale|attuale|predefinita|provisória|temporária|atual|padrão|tymczasowe|nowe|aktualne|domyślne|"
    r"dočasné|nové|tillfälligt|"
    r"midlertidig\w*|временный|тимчасовий))?"
    # Languages with cases need no word between: "hasło spotkania".
    r"(?: (?:spotkania|konferencji|zebrania|webinaru|wideokonferencji|rozmowy|sieci|routera|konta|serwera|"
    r"bazy|użytkownika|administratora|poczty|aplikacji|archiwum|schůzky|sítě|účtu|serveru|uživatele|správce|"
    r"databáze|réunion|reunión|reunião|riunione|vergadering|möte|møde|mødet|mötet)|"
    r" (?:wi-?fi|wlan)|"
    r" (?:for|to|of|on|für|fuer|zum|zur|von|vom|pour|de|du|des|del|della|do|da|para|per|til|för|voor|"
    r"van|dla|till|på|na|do|ke?|fürs|fuers|ins|beim|im|am|al|au|aux)"
    r" (?:the |my |your |our |de[nmr] |die |das |le |la |el |il |het |o )?[\w.-]{1,30}(?: [\w.-]{1,30})?)?"
)
"""What it is for."""
CHANGE = loose(
    r"(?:zmień|zmien|ustaw|změn|nastav|ändra|byt|skift|ændr|wijzig|verander|chang|cambi|mud|alter|met|"
    r"impost)"
)
"""How verbs of changing one begin."""
SET = loose(
    r"(?:ustaw|ustal|zmień|nadaj|potwierdź|nastavit|nastavte|změnit|změňte|zadat|ange|ändra|byt|skift|vælg|"
    r"angiv|endre|velg|définir|définissez|choisissez|modifier|establecer|definir|elegir|confirmar|imposta|"
    r"impostare|scegli|conferma|kies|stel|wijzig|bevestig|criar|alterar|nowe|nové|nytt|ny|nuova|nueva|nova|"
    r"nouveau|nieuw)"
)
"""A verb that asks for a new one, or the word "new", in titles."""
FIELD = Words(
    rf"{WORD}|\bclave\b|\b{PIN}\b|\bsecret\b|AXSecureTextField|type=password|\b(?:zugangs|kenn)code|"
    r"(?:enrol(?:l)?ment|network|wi-?fi|wlan|wireless) key|(?:netzwerk|einschreibe|wlan-?)schlüssel"
)
"""A part of the name of a field that takes one."""
LABEL = Words(
    rf"(?:new |old |current |your |my |wi-?fi |neues |altes )?(?:{WORD}s?|kennwörter|passwörter|"
    rf"wachtwoorden|clave|"
    r"pin(?:[- ]?code)?|puk|credentials?|zugangscode|secret)"
)
"""All of the name of a field or of the head of a column of passwords."""
KEY = Words(
    r"(?:(?:access|room|voucher|ticket|zugangs|zimmer|gast)[- ]?)?(?:code|key|schlüssel|clé|clave|codice|"
    r"código|kod)(?: (?:edit|input|entry|text\w*|ax\w*).*)?"
)
"""A field that takes what opens a page where one signs in."""
SECOND = Words(
    r"\b(?:second|2nd|secondary|zweite[srn]?|deuxième|second|segund[ao]|second[ao]|tweede|drugie|andra|"
    r"andet|andre|"
    r"druhé|второй)\b.{0,4}\b(?:pass\w*|kennwort|mot de passe|contraseña|senha|palavra-passe|wachtwoord|"
    r"hasło|"
    r"lösenord|adgangskode|passord|heslo|пароль)\b|"
    r"\b(?:password|passwort|kennwort|mot de passe|contraseña|senha|wachtwoord|hasło) ?2\b"
)
"""A field below that of the password, for a second factor; where digits stand in it, they count once."""
