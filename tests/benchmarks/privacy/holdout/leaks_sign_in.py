"""Scenarios of signing in: on the web, in dialogs, in programs, and into the wrong field."""

from tests.benchmarks.privacy.holdout.scripts import Click, Copy, Erase, Field, Paste, Script, Step, Window


def _web(title: str, *steps: Step, kind: str = "login") -> Script:
    return Script(kind, (Window("Firefox", f"{title} — Mozilla Firefox"), Click(), *steps))


def _dialog(app: str, title: str, text: str, kind: str = "dialog") -> Script:
    return Script(kind, (Window(app, title), text))


LOGINS = (
    _web("Sign in to GitHub · GitHub", "{user}\t{password}\n"),
    _web("Login | Salesforce", "{email}\t{password}\n"),
    _web("Sign in to your account", "{email}\n", "{password}\n"),
    _web("Gmail", "{email}\n", "{password}\n"),
    _web("Online-Banking Anmeldung - Sparkasse", "8841207\t{pin}\n"),
    _web("Connexion - Mon compte", "{user}\t{password}\n"),
    _web("Acme - Sign In | Okta", "{user}\t{strong}\n"),
    _web("Log in - Acme Jira", "{user}", Click(), "{password}\n"),
    _web("Log In ‹ My Blog — WordPress", "{user}\t{word}\n"),
    _web("Amazon Sign-In", "{email}\n", "{passphrase}\n"),
    _web("Facebook – log in or sign up", "{email}", Click(), "{password}", Click()),
    _web("phpMyAdmin", "root\t{password}\n"),
    _web("FRITZ!Box", "{password}\n"),
    _web("Iniciar sesión - Correo", "{email}\t{password}\n"),
    _web("Acme Intranet", "{user}\t{password}\n"),
    _web("Staff portal", "{user}\t{strong}\n"),
    _web("Anmelden | Kundenportal", "{email}\t{passphrase}\n"),
    _web("Create your account", "Anna\tWeber\t{email}\t{password}\t{password}\n"),
    _web("Change password - Settings", "{password}\t{password2}\t{password2}\n"),
    _web("Passwort ändern", "{password}\t{strong}\t{strong}\n"),
    _web("Portal", Field("User name"), "{user}", Field("Password"), "{password}\n"),
    _web("Kundenbereich", Field("Benutzername"), "{user}", Field("Kennwort"), "{word}\n"),
    _web("Espace client", Field("Identifiant"), "{user}", Field("Mot de passe"), "{password}\n"),
    _web("Account", Field("PIN"), "{pin}\n"),
    _web("Two-step verification", "{otp}\n"),
    _web("Two-factor authentication · GitHub", Click(), "{otp}"),
    _web("Bestätigungscode eingeben", "{otp}\n"),
    _web("Enter the code we sent you", "{otp}\n"),
    _web("Online-Banking - Auftrag freigeben", Field("TAN"), "{otp}\n"),
    _web("Log in", "{user}\t", Paste("{strong}"), "\n"),
    Script(
        "login",
        (
            Window("KeePassXC", "private.kdbx - KeePassXC"),
            Copy("{strong}"),
            Window("Chromium", "Sign in - Chromium"),
            "{user}\t",
            Paste("{strong}"),
            "\n",
        ),
    ),
    _web("Dropbox - Login", "{email}\t{password}\n", "{password}2\n"),
)
"""On the web."""

DIALOGS = (
    _dialog("vpnui", "Cisco AnyConnect | vpn.acme.example", "{user}\t{password}\n"),
    _dialog("openvpn-gui", "OpenVPN Connection (acme)", "{user}\t{password}\n"),
    _dialog("FortiClient", "FortiClient -- The Security Fabric Agent", "{user}\t{password}\n"),
    _dialog("CredentialUIBroker.exe", "Windows Security", "{password}\n"),
    _dialog("SecurityAgent", "", "{password}\n"),
    _dialog("KeePassXC", "private.kdbx [Locked] - KeePassXC", "{passphrase}\n"),
    _dialog("1Password", "1Password — Lock Screen", "{password}\n"),
    _dialog("Bitwarden", "Bitwarden", "{email}\t{passphrase}\n"),
    _dialog("polkit-gnome-authentication-agent-1", "Authenticate", "{password}\n"),
    _dialog("gcr-prompter", "Unlock Keyring", "{word}\n"),
    _dialog("saplogon.exe", "SAP Logon", "100\t{user}\t{password}\n"),
    _dialog("thunderbird", "Enter credentials for imap.acme.example", "{password}\n"),
    _dialog("nm-applet", "Wi-Fi Network Authentication Required", "{strong}\n"),
    _dialog("VeraCrypt", "Enter password for /dev/sdb1", "{passphrase}\n"),
    _dialog("AcroRd32.exe", "Password", "{password}\n"),
    _dialog("7zFM.exe", "Enter password", "{password}\n"),
    _dialog("ssh-askpass", "OpenSSH Authentication Passphrase request", "{passphrase}\n"),
    _dialog("pinentry-gtk-2", "pinentry", "{passphrase}\n"),
    _dialog("filezilla", "FileZilla", "ftp.acme.example\t{user}\t{password}\t21\n"),
    _dialog("dbeaver", "Connect to a database", "localhost\t5432\tshop\t{user}\t{password}\n"),
    _dialog("LockApp.exe", "Windows Default Lock Screen", "{word}\n"),
    _dialog("i3lock", "i3lock", "{password}\n"),
    _dialog("steam", "Steam Sign In", "{user}\t{password}\n"),
    _dialog("pgAdmin 4", "Connect to Server", "{password}\n"),
    _dialog("remmina", "Enter RDP authentication credentials", "{user}\t{password}\n"),
)
"""In windows of their own."""

WRONG_FIELDS = (
    Script("wrong field", (Window("Slack", "general (Channel) - Acme - Slack"), Click(), "{strong}\n")),
    Script("wrong field", (Window("Microsoft Teams", "Chat | Jonas Keller | Microsoft Teams"), "{strong}\n")),
    Script("wrong field", (Window("Firefox", "Google — Mozilla Firefox"), "{strong}\n")),
    Script(
        "wrong field",
        (
            Window("Slack", "general (Channel) - Acme - Slack"),
            "{strong}\n",
            Window("Firefox", "Sign in - Acme — Mozilla Firefox"),
            "{user}\t{strong}\n",
        ),
    ),
    Script(
        "wrong field",
        (
            Window("Firefox", "Sign in - Acme — Mozilla Firefox"),
            "{user}\t{password}\n",
            Window("Firefox", "{password} - Google Search — Mozilla Firefox"),
        ),
    ),
    _web("Sign in - Acme", "{user}{password}\n", Erase(40), "{user}\t{password}\n", kind="wrong field"),
    Script(
        "wrong field",
        (Window("xterm", "anna@web3: ~"), "{strong}\n", "sudo systemctl restart nginx\n", "{strong}\n"),
    ),
    Script("wrong field", (Window("xterm", "anna@web3: ~"), "cd /srv/app\n", "{strong}\n", "ls -la\n")),
    Script(
        "wrong field",
        (
            Window("Visual Studio Code", "main.py - shop - Visual Studio Code"),
            "def total(rows):\n",
            Window("gnome-terminal-server", "anna@buildbox: ~/shop"),
            "sudo apt install libpq-dev\n",
            "{password}\n",
            Window("Visual Studio Code", "main.py - shop - Visual Studio Code"),
            "{password}\n",
        ),
    ),
    Script(
        "wrong field",
        (
            Window("KeePassXC", "private.kdbx - KeePassXC"),
            Copy("{strong}"),
            Window("Slack", "jonas (DM) - Acme - Slack"),
            Paste("{strong}"),
            "\n",
        ),
    ),
)
"""What was meant for another place."""
