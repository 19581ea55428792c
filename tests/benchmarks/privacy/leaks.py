"""Scenarios in which people type secrets: logins, terminals, forms, chats; and ordinary work between them."""

from collections.abc import Callable
from random import Random

from replay.privacy.canaries import invented as secrets
from tests.benchmarks.privacy.typist import Typist

_WORK = (
    "Please find the minutes of Tuesday's meeting attached, I will send the figures for Q3 tomorrow.",
    "The build 4.12.7 failed again on step 3 of 14, see ticket OPS-2231 for the log.",
    "Let's move the review to 2026-03-14 at 10:30, room 204 is free then.",
    "Invoice 20260311-0042 over 1,249.00 EUR was paid, order number 4500012345.",
    "We need 12 licences for version 10.0.19045 before the end of the quarter.",
    "Thanks for the quick answer! The password policy will be changed next week, see the wiki.",
    "Can you check why the login page is slow? It took 3.5 seconds at 14:02:11 today.",
    "I have read the draft and left comments on pages 3, 17 and 42.",
)
_COMMANDS = (
    "ls -la", "cd projects/site", "git status", "git commit -m 'Fix the typo in README.md'", "make test",
    "python3 manage.py migrate", "grep -rn TODO src | head", "docker ps", "cat notes.txt", "top", "df -h",
    "ssh-keygen -l -f id.pub", "kubectl get pods", "vim config.yaml", "sudo apt update",
)  # fmt: skip
_ASKING = (
    "sudo apt install htop", "ssh ann@fileserver", "mysql -u root -p", "su -", "sudo -i", "passwd",
    "docker login -u ann", "scp notes.txt ann@fileserver:/tmp", "psql -h db -U app", "gpg -d secrets.gpg",
    "sudo systemctl restart nginx",
)  # fmt: skip
_SEARCHES = (
    "how to reset a router",
    "weather tomorrow",
    "python list comprehension",
    "cheap flights",
    "sudo password",
)
_SITES = ("GitHub", "Contoso Portal", "Acme Bank", "Webmail", "Jira")


def login_page(typist: Typist) -> None:
    """Name, Tab, password, Enter, in a page that says so."""
    random = typist.random
    site = random.choice(_SITES)
    title = random.choice((f"Sign in - {site}", f"{site} | Log in", f"Login · {site}", f"Anmelden – {site}"))
    typist.window("firefox", f"{title} - Mozilla Firefox")
    typist.click()
    name = random.choice((secrets.user, secrets.email))(random)
    if "@" in name:
        typist.plant("email", name, "login page")
    else:
        typist.type(name)
    typist.key("Tab")
    typist.plant("password", secrets.password(random), "login page")
    typist.key("Enter")
    typist.window("firefox", f"{site} - Mozilla Firefox")


def login_steps(typist: Typist) -> None:
    """An address, Enter, and the password on the next page."""
    random = typist.random
    typist.window("chrome", "Sign in - Contoso Accounts - Google Chrome")
    typist.click()
    typist.plant("email", secrets.email(random), "login in steps")
    typist.key("Enter")
    typist.now_ns += 2_000_000_000
    typist.plant("password", secrets.password(random), "login in steps")
    typist.key("Enter")
    if random.random() < 0.5:
        typist.window("chrome", "2-Step Verification - Google Chrome")
        typist.click()
        typist.plant("one-time-code", secrets.code(random), "second factor")
        typist.key("Enter")
    typist.window("chrome", "Inbox (3) - Mail - Google Chrome")


def login_untold(typist: Typist) -> None:
    """A login form in a page whose title says nothing."""
    random = typist.random
    typist.window("chrome", f"{random.choice(_SITES)} - Google Chrome")
    typist.click()
    typist.plant("email", secrets.email(random), "login untold")
    typist.key("Tab")
    typist.plant("password", secrets.password(random), "login untold")
    typist.key("Enter")
    typist.click()


def dialog(typist: Typist) -> None:
    """A window that asks for a password."""
    title = typist.random.choice(
        (
            "Authentication Required",
            "Unlock Keyring",
            "Enter password",
            "Passphrase",
            "Windows Security",
            "KeePassXC - Unlock Database",
        )
    )
    typist.window("prompt", title)
    typist.plant("password", secrets.password(typist.random), "dialog")
    typist.key("Enter")
    typist.window("nautilus", "Home")


def field(typist: Typist) -> None:
    """A field that accessibility names."""
    typist.window("app", "Settings")
    typist.click()
    typist.element("Password", "EditControl")
    typist.plant("password", secrets.password(typist.random), "named field")
    typist.click()
    typist.element("Date of birth", "EditControl")
    typist.plant("birth-date", secrets.birth_date(typist.random), "named field")
    typist.click()
    typist.element("Nickname", "EditControl")
    typist.type(secrets.user(typist.random))
    typist.click()


def terminal(typist: Typist) -> None:
    """Commands that ask for passwords, and commands that do not."""
    random = typist.random
    typist.window("gnome-terminal", "ann@desk: ~")
    for command in random.sample(_COMMANDS[:-1], 2):
        typist.type(command + "\n")
    asks = random.choice(_ASKING)
    typist.type(asks + "\n")
    times = 3 if asks == "passwd" else 1
    secret = secrets.password(random)
    for number in range(times):
        secret = secrets.password(random) if number == 1 else secret
        typist.plant("password", secret, "terminal")
        typist.key("Enter")
    for command in random.sample(_COMMANDS[:-1], 3):
        typist.type(command + "\n")


def terminal_inline(typist: Typist) -> None:
    """Secrets within commands."""
    random = typist.random
    typist.window("kitty", "ann@desk: ~/work")
    kind = random.randrange(4)
    if kind == 0:
        typist.type("mysql -u root -p")
        typist.plant("password", secrets.password(random).replace("&", "x").replace("*", "x"), "command")
    elif kind == 1:
        typist.type(f"export {random.choice(('TOKEN', 'API_KEY', 'AWS_ACCESS_KEY_ID'))}=")
        typist.plant("api-key", secrets.token(random), "command")
    elif kind == 2:
        typist.type("curl -u admin:")
        typist.plant("password", secrets.password(random), "command")
        typist.type(" https://server.example.com/api")
    else:
        typist.type("git clone https://ann:")
        typist.plant("url-credentials", secrets.token(random), "command")
        typist.type("@git.example.com/ann/site.git")
    typist.type("\n")


def form(typist: Typist) -> None:
    """A checkout: who, where, and a card."""
    random = typist.random
    typist.window("chrome", "Checkout - Shop - Google Chrome")
    typist.click()
    typist.type("Anna Miller")
    typist.key("Tab")
    typist.plant("email", secrets.email(random), "form")
    typist.key("Tab")
    typist.plant("phone", secrets.phone(random), "form")
    typist.key("Tab")
    typist.plant("address", secrets.address(random), "form")
    typist.key("Tab")
    typist.plant("card", secrets.card(random), "form")
    typist.key("Tab")
    typist.type("11/29")
    typist.key("Tab")
    typist.plant("card-code", f"{random.randint(100, 999)}", "form")
    typist.key("Enter")
    typist.click()


def registration(typist: Typist) -> None:
    """Address, password, and the password again."""
    random = typist.random
    typist.window("chrome", "Create your account - Contoso - Google Chrome")
    typist.click()
    typist.plant("email", secrets.email(random), "registration")
    typist.key("Tab")
    secret = secrets.password(random)
    typist.plant("password", secret, "registration")
    typist.key("Tab")
    typist.plant("password", secret, "registration")
    typist.key("Enter")
    typist.click()


def chat(typist: Typist) -> None:
    """A secret told to somebody, in a sentence."""
    random = typist.random
    typist.window("slack", "general - Acme - Slack")
    typist.click()
    typist.type(random.choice(_WORK) + "\n")
    kinds: list[tuple[str, str, Callable[[Random], str], str]] = [
        ("the wifi password is ", "password", secrets.password, ""),
        ("pw: ", "password", secrets.password, ""),
        ("password for the server: ", "password", secrets.password, ""),
        ("you can call me at ", "phone", secrets.phone, " after six"),
        ("write to ", "email", secrets.email, " please"),
        ("my account is ", "iban", secrets.iban, ""),
        ("please charge ", "card", secrets.card, " for it"),
        ("your verification code is ", "one-time-code", secrets.code, ""),
        ("she was born on ", "birth-date", secrets.birth_date, " I think"),
        ("send it to ", "address", secrets.address, " by Friday"),
        ("the box is at ", "ip", secrets.ip, " now"),
        ("my id is ", "national-id", secrets.national_id, ""),
        ("use ", "api-key", secrets.token, " for the bot"),
    ]
    for before, category, make, after in random.sample(kinds, 4):
        typist.type(before)
        typist.plant(category, make(random), "chat")
        typist.type(after + "\n")


def work(typist: Typist) -> None:
    """Nothing secret."""
    random = typist.random
    typist.window("libreoffice", "report.odt - LibreOffice Writer")
    typist.click()
    for sentence in random.sample(_WORK, 3):
        typist.type(sentence + "\n")
    typist.window("firefox", "Google Search - Mozilla Firefox")
    typist.click()
    typist.type(random.choice(_SEARCHES) + "\n")
    typist.window("gnome-terminal", "ann@desk: ~")
    for command in random.sample(_COMMANDS, 4):
        typist.type(command + "\n")
    typist.window("code", "main.py - site - Visual Studio Code")
    typist.click()
    typist.type("def total(rows):\n    return sum(row.price for row in rows)\n")
    typist.window("chrome", "Sheet1 - Google Sheets - Google Chrome")
    typist.click()
    for cell in ("Berlin", "42", "2026-01-03", "Q3_2026", "ACME-17b", "12.50"):
        typist.type(cell)
        typist.key(random.choice(("Tab", "Enter")))


SCENARIOS = (
    login_page, login_steps, login_untold, dialog, field, terminal, terminal_inline, form, registration,
    chat, chat, work, work,
)  # fmt: skip


def leaks(seed: int, error_rate: float, rounds: int) -> Typist:
    """Type `rounds` scenarios of each kind, in an order of the seed.

    Args:
        seed: Of everything random.
        error_rate: Slips for each key.
        rounds: How often each scenario is played.
    """
    random = Random(seed)
    typist = Typist(random, error_rate)
    played = [scenario for scenario in SCENARIOS for _ in range(rounds)]
    random.shuffle(played)
    for scenario in played:
        scenario(typist)
    return typist
