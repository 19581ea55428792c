"""What commands, settings, programs and sentences tell of the words in them, and what is no secret there."""

import pytest

from tests.replay.privacy.test_detectors import found

_WIREGUARD = "tOG5/ysYTdLJfwxy60q+yefUs/Zrhl3Hf29tP8EI+x4="
_BITLOCKER = "589424-339152-697026-192632-616715-623799-326403-473363"
_WALLET = "abandon actual abuse act adapt achieve accuse account accident above absurd acoustic"


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        ("openssl enc -aes-256-cbc -k qU0MK-Ljt2* -in a.tar -out a.enc", "qU0MK-Ljt2*"),
        ("wpa_passphrase Nordlicht O2Gh9g#r6 >> wpa.conf", "O2Gh9g#r6"),
        ("nmcli dev wifi connect Nordlicht password lasagne", "lasagne"),
        (r"net use Z: \\nas01\daten /user:mkeller Schatzi1", "Schatzi1"),
        ("echo 'db1:5432:sales:backup:geheim' >> ~/.pgpass", "geheim"),
        ("ALTER USER app WITH PASSWORD 'Tunnel-88';", "Tunnel-88"),
        ("echo 'ann:Tunnel88' | sudo chpasswd", "Tunnel88"),
        ("xfreerdp /v:srv /u:ann /p:Wolke77x", "Wolke77x"),
        ("sqlplus scott/wolke77x@orcl", "wolke77x"),
        ("$s = ConvertTo-SecureString 'P4per.clip' -AsPlainText -Force", "P4per.clip"),
        ('const dbPass = "Xy7-lantern"', "Xy7-lantern"),
        ("Passwort zurückgesetzt auf Planet.287 - must be changed", "Planet.287"),
        ("Zugang ist ann / Wolke77x", "Wolke77x"),
        ("I changed the password to lasagne", "lasagne"),
        ("hab das passwort auf lasagne gesetzt", "lasagne"),
        ("use lasagne as password", "lasagne"),
        ("log in as ann with password lasagne", "lasagne"),
        ("define('DB_PASSWORD', 'lasagne');", "lasagne"),
        ("<password>lasagne</password>", "lasagne"),
        ("auth=('ann', 'lasagne')", "lasagne"),
        ("enable secret lasagne", "lasagne"),
        ('    psk="lasagne"', "lasagne"),
        ("shop ann@example.com marzipan8", "marzipan8"),
        (f"[Interface]\nPrivateKey = {_WIREGUARD}", _WIREGUARD),
        (_BITLOCKER, _BITLOCKER),
        (f"wallet: {_WALLET}", _WALLET),
        ("the code they texted me is 482913", "482913"),
        ("Türcode 4471 falls du vorher da bist", "4471"),
        ("er ist am 3.4.1981 geboren", "3.4.1981"),
        ("Karl-Marx-Allee 134", "Karl-Marx-Allee 134"),
        ("she is active in the union", "union"),
        ("au digicode de la porte latérale c'est 8966", "8966"),
        ("caja fuerte del despacho: 33-99-87", "33-99-87"),
        ("pour ouvrir le pdf des salaires il faut taper Bouilloire@816", "Bouilloire@816"),
        ("para abrir o pdf tens de pôr Fita.2009!", "Fita.2009!"),
        ("Votre mot de passe provisoire est Tmp.fvjtBfA, à changer", "Tmp.fvjtBfA"),
        ("I changed it to Pumpkin42 so you can log in", "Pumpkin42"),
        ("parola este floare99", "floare99"), ("ο κωδικός wifi είναι iliotropio9", "iliotropio9"),
        ("lozinka je suncokret9", "suncokret9"),
        ("Netflix: Sonne77!\nAmazon: Mond88?x", "Mond88?x"),
        ("use jreed and Harbour_9x for the vpn", "Harbour_9x"),
        ("alarm off: 7741", "7741"), ("Spind 90 12 33", "90 12 33"),
        ("Klempner Wendt 0341 / 6016443 (vormittags)", "0341 / 6016443"),
        ("masz blik 907 747", "907 747"), ("clave de firma 60721469", "60721469"),
        ("c'est 825 094 dans le texto, valable 5 minutes", "825 094"),
        ("mitt personnummer är 531106-6251 och min sambos är 5602199936", "5602199936"),
    ],
)  # fmt: skip
def test_secrets_are_found_in_what_is_written_around_them(text: str, secret: str) -> None:
    """Commands, statements, files of settings, and what people write."""
    assert secret in [each for _, each in found(text)]


@pytest.mark.parametrize(
    "text",
    [
        "openssl x509 -in a.pem -text -noout",
        "net use Z: \\\\nas01\\daten /persistent:yes",
        "net user mkeller /domain",
        "passwd --status jonas",
        "fn hash_password(pw: &str) -> String { argon2(pw) }",
        '"login.password": "Passwort", "login.forgot": "Passwort vergessen?"',
        "password = var.db_password",
        "hast du das Kennwort geändert?",
        "I changed the password to something else",
        "Dial-in conference ID 721 200 527#",
        "RCS Lyon 536 363 171",
        "alarm 3264 on line 2 is only a jam",
        "my things are in locker 4471",
        "the safe 4471 model is sold out",
        "Note: Meet at 9!\nBuild: v2.3-rc1",
        "use vim and emacs for the edit",
        "Zadajte nové heslo (počet znakov",
        "Il cluster è sano, nessun nodo malato da ieri",
        "to open the report use the button Export2",
        "we use it as password manager",
        "git clone https://git.example.org/shop/api.git",
        "ssh -p 2222 deploy@build-3.example.org",
        "resources/src@4153b88851a8968ad4c3ffc75aa548369565c166.txt",
        "- SDK 7.3.0.122, driver 31.0.15.4601",
        "caller exp 08/27, call back",
        "the quick brown fox jumps over the lazy dog and then sleeps again there",
        "the European union",
        "Return the uri with the username and password stripped",
        "def save(self, username: str, password: str) -> None:",
        "they pass for rests: then there is none",
        "١٢٣٤٥٦-٧٨٩٠ and ٠١٠١٧٠١٢٣٤",
        "2a02:8108:zz",
    ],
)
def test_what_only_looks_like_a_secret_is_none(text: str) -> None:
    """Options, types, translations, machines, versions and sentences."""
    assert found(text) == []
