"""Passwords as people of many countries are asked for them and tell them, and words that look like it."""

import pytest

from formats.model.memory import MemoryRecording
from replay.privacy.detecting import matches_in
from replay.privacy.likeness import is_strong
from tests.replay.privacy.typing import texts, typist


def _told(text: str) -> list[str]:
    return [text[each.start : each.stop] for each in matches_in(text) if each.category == "password"]


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        ("Dein Startpasswort lautet Blaue*304", "Blaue*304"),
        ("la contrasena es girasol22", "girasol22"),
        ("la clave del wifi es girasol22", "girasol22"),
        ("hasło do wifi to slonecznik1", "slonecznik1"),
        ("het wachtwoord is zonnebloem1", "zonnebloem1"),
        ("a senha é girassol22", "girassol22"),
        ("le mot de passe du wifi c'est soleil22", "soleil22"),
        ("user: tester pass: aQ7qar.;Je", "aQ7qar.;Je"),
        ("WLAN heißt Nordlicht, Kennwort lasagne", "lasagne"),
        ("## NAS\n- user: admin\n- pass: sunshine", "sunshine"),
        ("Wi-Fi: Nordhafen\nKey: g584jzDu62HJ\nEnjoy!", "g584jzDu62HJ"),
        ("WLAN: Gast\nSchluessel: NEJ358Bq25od", "NEJ358Bq25od"),
        ("sshpass -p 'WJ6q;za|x' ssh box", "WJ6q;za|x"),
        ('ThisWorkbook.Protect "7eGdn4vLwq"', "7eGdn4vLwq"),
        ('Sheets(1).Unprotect Password:="sonne"', "sonne"),
        ("de pincode alarm: 1382", "1382"),
        ("kod PIN alarmu: 1382", "1382"),
        ("Hasło spotkania: pHZJEL8sP4n", "pHZJEL8sP4n"),
        ("netflix: elisa@example.com pw juventus", "juventus"),
        ("disney ann@example.com, hasło: legia\nnie zmieniaj", "legia"),
        ("Hasło administratora to polska1x", "polska1x"),
        ("pin: 4711", "4711"),
    ],
)
def test_a_password_is_found_as_it_is_told(text: str, secret: str) -> None:
    """Whole, with accents or without, a plain word too where the line says so."""
    assert _told(text) == [secret]


@pytest.mark.parametrize(
    "text",
    [
        "step_pin: PC13", "la clave del problema es sencilla", "the key is under the mat",
        "kein Zugang, Passwort ändern", "Schlüssel: beim Nachbarn", "Wi-Fi: Nordhafen-Guests",
        'mysql -u shop -p"$DB_PASS" orders', "$pw = Read-Host", "le mot de passe est incorrect",
        "hasło wygasło",
        "ask ann@example.com password reset",
        "an ann@example.com, Passwort vergessen",
    ],
)  # fmt: skip
def test_a_word_beside_one_for_passwords_is_none(text: str) -> None:
    """What is done with a password, what a key is to, where it comes from."""
    assert _told(text) == []


@pytest.mark.parametrize(
    "word",
    ["HP-Flur2", "Drucker-EG1", "Raum_B204", "youtu.be/TA4sQvuX9vj", "deploy@web01", "P53_HUMAN,rs28934578",
     "Lagerplan2025"],
)  # fmt: skip
def test_a_name_of_a_machine_or_a_page_is_no_strong_password(word: str) -> None:
    """Nor is somebody on a machine, a row of a table, a word and a year."""
    assert not is_strong(word)


def _window(app: str, title: str, *lines: str, by: str = "Enter") -> MemoryRecording:
    ann = typist()
    ann.window(app, title)
    for number, line in enumerate(lines):
        ann.type(line)
        ann.key("Enter" if number == len(lines) - 1 else by)
    return ann.recording()


@pytest.mark.parametrize(
    ("app", "title"),
    [
        ("EXCEL.EXE", "Dokument verschlüsseln"), ("EXCEL.EXE", "Protect Sheet"),
        ("SecurityAgent", "Installer wants to make changes"),
        ("SecurityAgent", "Firefox möchte Änderungen vornehmen"), ("SecurityAgent", "Voer uw wachtwoord in"),
        ("zoom", "Meeting-Kenncode eingeben"), ("gnome-shell", "Odblokuj ekran"),
        ("7zFM.exe", "Archiv mit Kennwort"),
        ("firefox", "Enrolment key | Moodle"), ("firefox", "FRITZ!Box - WLAN > Sicherheit"),
        ("OUTLOOK.EXE", "Passwort - Outlook"), ("gparted", "Authenticate"),
        ("AnyDesk.exe", "Ustaw hasło dostępu nienadzorowanego"), ("firefox", "Définir un mot de passe"),
        ("brave", "This share is password-protected - Nextcloud"), ("firefox", "Stel een wachtwoord in"),
        ("msedge.exe", "Este archivo está protegido con contraseña"), ("Finder", "Nieuw wachtwoord"),
        ("kwalletd5", "KDE-Brieftasche öffnen"),
    ],
)  # fmt: skip
def test_a_window_asks_for_a_password(app: str, title: str) -> None:
    """In many languages, in programs of an office, of meetings, of networks."""
    assert texts(_window(app, title, "Herbst2025"), "password") == ["Herbst2025"]


@pytest.mark.parametrize(
    ("app", "title", "typed"),
    [
        ("mstsc.exe", "ts01.contoso.local - Remote Desktop Connection", "Lagerbestand_KW47.xlsx"),
        ("firefox", "Password manager comparison 2026", "entropy"),
        ("OUTLOOK.EXE", "Zugang zum Portal - Nachricht (HTML)", "Annabelle"),
        ("firefox", "WLAN-Router kaufen - Preisvergleich", "AX5400"),
        ("firefox", "Connect to Server - FAQ", "timeout error 10060"),
        ("PosClient.exe", "Cashier sign on - enter PIN", "5901234910548"),
        ("Finder", "Téléchargements", "Scan_20251012_7133"),
        ("explorer.exe", "Downloads", "RG-66088_bezahlt"),
        ("firefox", "Cloud", "DSC01554_klein"),
    ],
)
def test_a_window_about_passwords_asks_for_none(app: str, title: str, typed: str) -> None:
    """An open session, a comparison, a mail, a shop."""
    assert texts(_window(app, title, typed), "password") == []


def test_a_form_of_a_connection_ends_with_a_password() -> None:
    """However weak a word it is, behind a host and a name."""
    typed = _window("Ssms.exe", "Connect to Server", "srv-sql2\\STORE", "sa", "letmein", by="Tab")

    assert texts(typed, "password") == ["letmein"]


def test_a_word_that_is_chosen_is_given_twice() -> None:
    """Behind an address, in two fields."""
    typed = _window("firefox", "Neues Konto", "ann@example.com", "sunshine", "sunshine", by="Tab")

    assert texts(typed, "password") == ["sunshine", "sunshine"]


@pytest.mark.parametrize(
    ("lines", "secrets"),
    [
        (("ssh -J bastion mara@db2", "-OoOM9j!8=r", "geheim", "ls"), ["-OoOM9j!8=r", "geheim"]),
        (
            ("ssh-keygen -C work", "~/.ssh/id", "Lampe tanzt Wolke Kerze", "Lampe tanzt Wolke Kerze"),
            ["Lampe tanzt Wolke Kerze", "Lampe tanzt Wolke Kerze"],
        ),
        (("bw login", "ann+x@example.com", "lamp river seven stone", "bw sync"), ["lamp river seven stone"]),
        (("$cred = Get-Credential", "CONTOSO\\svc", "Herbst2025", "Get-Service"), ["Herbst2025"]),
        (("gopass show router", "Changeme1", "ls"), ["Changeme1"]),
        (("age -d x.age", "dragonfly", "ls"), ["dragonfly"]),
        (("lftp ann@ftp.example.com", "dragonfly", "ls"), ["dragonfly"]),
        (("bw unlock", "dragonfly", "bw sync"), ["dragonfly"]),
        (("gpg --verify SUMS.asc", "aws sts get-caller-identity"), []),
        (("sqlplus system@orcl", "dragonfly", "select 1 from dual;"), ["dragonfly"]),
    ],
)
def test_a_shell_is_answered(lines: tuple[str, ...], secrets: list[str]) -> None:
    """By several passwords, by phrases, behind a file or an address."""
    typed = _window("gnome-terminal-server", "ann@box: ~", *lines)

    assert texts(typed, "password") == secrets


def test_a_search_within_a_page_and_an_address_are_no_fields_of_a_form() -> None:
    """Ctrl+F and Ctrl+L lead there."""
    ann = typist()
    ann.window("firefox", "Sign in - Zeit")
    ann.command("l")
    ann.type("tagesschau.de")
    ann.key("Enter")
    ann.window("firefox", "tagesschau.de")
    ann.command("f")
    ann.type("Rust2024")
    ann.key("Enter")

    assert texts(ann.recording(), "password") == []


def test_what_a_maker_gave_a_form_is_a_key_in_any_field() -> None:
    """Not the password that the form of a login would make of it."""
    token = "glpat-xXvZzZQkmABzBLRcsYil"
    typed = _window("firefox", "Sign in", "annlee", token, by="Tab")

    assert (texts(typed, "api-key"), texts(typed, "password")) == ([token], [])


@pytest.mark.parametrize(
    ("title", "fields", "secrets"),
    [
        ("Time clock", ("5989", "4597"), ["4597"]),
        ("Rejestr czasu pracy", ("5179", "1509"), ["1509"]),
        ("Zeiterfassung", ("0800", "1630"), []),
        ("Zeiterfassung", ("5179", "1509", "4711"), []),
        ("Inventur", ("5989", "4597"), []),
    ],
)
def test_on_the_clock_of_a_firm_a_pin_follows_a_number(
    title: str, fields: tuple[str, ...], secrets: list[str]
) -> None:
    """Hours are none, nor is what else is counted."""
    assert texts(_window("firefox", title, *fields, by="Tab"), "password") == secrets


def test_a_firm_a_name_and_a_password_are_a_login() -> None:
    """The name may have digits."""
    typed = _window("firefox", "Urenregistratie - Inloggen", "ELBTAL", "ruben94", "Boot-20", by="Tab")

    assert texts(typed, "password") == ["Boot-20"]


def test_a_word_is_one_in_letters_of_any_language() -> None:
    """The head of a table is no password."""
    typed = _window("soffice.bin", "Lista.odt - Writer", "System", "Użytkownik", "Hasło", "PBX", by="Tab")

    assert "Użytkownik" not in texts(typed, "password")


def test_a_file_of_keys_is_opened_by_the_next_field() -> None:
    """And once more behind the name of the key; another file is none."""
    fields = ("C:\\keys\\upload.jks", "Werder99", "upload", "Werder99")
    typed = _window("studio64.exe", "Generate Signed App Bundle or APK", *fields, by="Tab")
    other = _window("studio64.exe", "Export", "C:\\keys\\upload.jks", "C:\\keys\\new.jks", by="Tab")

    assert texts(typed, "password") == ["Werder99", "Werder99"]
    assert texts(other, "password") == []
