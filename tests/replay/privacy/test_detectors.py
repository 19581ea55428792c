"""Detectors: what is right in form and check is found where it stands, and what is nearly so is not."""

import re
import string
import time
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from replay.core.typed_text import typed_runs
from replay.privacy.canaries import invented as secrets
from replay.privacy.detecting import matches_in
from replay.privacy.detectors import (
    api_token,
    card,
    cues,
    email,
    iban,
    national_id,
    phone,
)
from replay.privacy.detectors.registry import DETECTORS
from replay.privacy.match import Detector
from replay.privacy.policy import DOUBTFUL
from tests.benchmarks.privacy.leaks import leaks

SEEDS = st.integers(0, 1 << 30)
LIKELY = re.compile("")
"""In place of what looks whether a detector has to look at all."""


def found(text: str) -> list[tuple[str, str]]:
    return [(match.category, text[match.start : match.stop]) for match in matches_in(text)]


@given(
    SEEDS,
    st.sampled_from(["", "see ", "line\n", "(", '"']),
    st.sampled_from(["", " now", "\n", ")", '"', "."]),
)
def test_a_card_is_found_wherever_it_stands(seed: int, before: str, after: str) -> None:
    """Grouped or not, its digits and nothing else are the match."""
    number = secrets.card(Random(seed))
    text = before + number + after

    (match,) = card.detect(text)

    assert text[match.start : match.stop] == number


@given(SEEDS, st.integers(0, 15))
def test_a_card_with_one_digit_wrong_is_none(seed: int, place: int) -> None:
    """The check digit tells every single wrong digit."""
    number = list(secrets.card(Random(seed)).replace(" ", "").replace("-", ""))
    place %= len(number)
    number[place] = str((int(number[place]) + 1) % 10)

    assert not [match for match in card.detect("".join(number)) if match.category == "card"]


@given(SEEDS, st.booleans())
def test_an_iban_is_found_and_a_wrong_one_is_not(seed: int, lower: bool) -> None:
    """In groups, without, and in small letters; not with two digits of another account."""
    number = secrets.iban(Random(seed))
    text = number.lower() if lower else number
    wrong = number[:-1] + str((int(number[-1]) + 1) % 10)

    assert [text[match.start : match.stop] for match in iban.detect(f"to {text}, please")] != []
    assert [
        (f"to {text}, please")[match.start : match.stop] for match in iban.detect(f"to {text}, please")
    ] == [text]
    assert not iban.detect(wrong)


@given(SEEDS)
def test_a_known_token_is_found_whole(seed: int) -> None:
    """Of every maker that the generator knows."""
    token = secrets.token(Random(seed))
    text = f"export KEY={token} # temporary"

    (match,) = api_token.detect(text)

    assert text[match.start : match.stop] == token
    assert match.confidence >= 0.85


def test_a_token_with_a_wrong_check_is_less_certain() -> None:
    """GitHub's tokens end with the check of what stands before."""
    right = next(token for seed in range(99) if (token := secrets.token(Random(seed))).startswith("ghp_"))
    wrong = right[:8] + ("A" if right[8] != "A" else "B") + right[9:]

    assert api_token.detect(right)[0].confidence > api_token.detect(wrong)[0].confidence


@given(SEEDS)
def test_addresses_telephones_and_numbers_of_states(seed: int) -> None:
    """Made up by the generator, found in a sentence."""
    random = Random(seed)
    for make, detector in (
        (secrets.email, email),
        (secrets.phone, phone),
        (secrets.national_id, national_id),
    ):
        secret = make(random)
        text = f"It is {secret}, I think."

        matches = detector.detect(text)

        assert [text[match.start : match.stop] for match in matches] == [secret]


@pytest.mark.parametrize(
    ("text", "category", "secret"),
    [
        ("https://ann:s3cret-word@git.example.com/site", "url-credentials", "s3cret-word"),
        ("https://example.com/?access_token=abcdef123456&x=1", "url-credentials", "abcdef123456"),
        ("the wifi password is Blue42horse!", "password", "Blue42horse!"),
        ("creds: ann / Horse42!", "password", "Horse42!"),
        ("user ann pass Horse42!", "password", "Horse42!"),
        ("wget --http-password=Horse42 https://x", "password", "Horse42"),
        ("docker login -u ann -p Horse42", "password", "Horse42"),
        ("DB_PASS=horse", "password", "horse"),
        ("I live at 12 maple street", "address", "12 maple street"),
        ("hauptstraße 7", "address", "hauptstraße 7"),
        ("PASSWORD=tr0mbone", "password", "tr0mbone"),
        ("mysql -u root -pS3cretWord db", "password", "S3cretWord"),
        ("curl -u admin:S3cretWord https://x", "password", "S3cretWord"),
        ("Kennwort für den Server: Regen77", "password", "Regen77"),
        ("your verification code is 123 456", "one-time-code", "123 456"),
        ("831204 is your login code", "one-time-code", "831204"),
        ("DOB: 04/05/1981", "birth-date", "04/05/1981"),
        ("geboren am 4.5.1981", "birth-date", "4.5.1981"),
        ("12 High Street, Springfield, IL 62704", "address", "12 High Street, Springfield, IL 62704"),
        ("Musterstraße 12, 10115 Berlin", "address", "Musterstraße 12, 10115 Berlin"),
        ("from 203.0.113.9 today", "ip", "203.0.113.9"),
        ("from 2001:db8::8a2e:370:7334 today", "ip", "2001:db8::8a2e:370:7334"),
        ("00:1B:44:11:3A:B7", "mac", "00:1B:44:11:3A:B7"),
        ("Call Alice (555-0100) about it", "phone", "555-0100"),
        ("bsn 111222333", "national-id", "111222333"),
        ("her diagnosis came today", "health", "diagnosis"),
        ("the shop steward said", "union", "shop steward"),
        ("during Ramadan", "religion", "Ramadan"),
        ("cvv 123", "card-code", "123"),
        ("4111-1111-1111-1111 12/26 456", "card", "4111-1111-1111-1111"),
        ("order 12 4111 1111 1111 1111", "card", "4111 1111 1111 1111"),
        ("my pass is Geheim123!", "password", "Geheim123!"),
        ("PIN 4821", "password", "4821"),
        ("AKIAIOSFODNN7EXAMPLE", "api-key", "AKIAIOSFODNN7EXAMPLE"),
    ],
)
def test_what_is_told_by_its_form_or_a_word(text: str, category: str, secret: str) -> None:
    """A line for each kind, and nothing else in it."""
    assert found(text) == [(category, secret)]


def test_a_private_key_is_found_whole_or_cut() -> None:
    """From its first line to its last, or to where the text ends."""
    whole = "-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1r\nAAAA\n-----END OPENSSH PRIVATE KEY-----"

    assert found(f"key:\n{whole}\nend") == [("private-key", whole)]
    assert found(whole[:50])[0][0] == "private-key"


@pytest.mark.parametrize(
    "text",
    [
        "Invoice 20260311-0042 over 1,249.00 EUR was paid, order number 4500012345.",
        "git clone git@github.com:ann/site.git && cd site",
        "The password policy will be changed next week.",
        "how to reset my password",
        "version 10.0.19045 of 2024-11-05 12:36:01",
        "icon@2x.png and 127.0.0.1 and ::1",
        "def total(rows): return sum(row.price for row in rows)",
        "meet at 10:30 on 2026-03-14 in room 204",
        "token = read_token(path)",
        "1000 0000 0000 0000",
        "I have 2 questions about the court and 3 items in place",
        "password = auth[2]; self.password = None, pwd = self.pwd",
        "the password is weak, all 12 tests pass 3 times",
        "Boston, MA 02110-1301 USA",
        "login with the account, user ann and team",
        "My password was rejected three times and now the account is locked.",
        "Her password is longer than mine, the password is somewhere in the wiki.",
        "A password is found by the dots; the PIN is blocked after three attempts.",
        "Das Passwort ist abgelaufen, und das Kennwort ist leider falsch.",
        "Le mot de passe est oublié. La contraseña es incorrecta.",
        "Room pin: see door. New password: (min. 12 characters), error code: 404104",
        "password: process.env.DB_PASSWORD",
    ],
)
def test_ordinary_work_is_no_secret(text: str) -> None:
    """Orders, dates, versions, code and questions about passwords are let be."""
    assert found(text) == []


def test_a_plain_word_in_mid_sentence_is_not_looked_for_elsewhere() -> None:
    """It is shown to a person; at the end of the sentence, and with a digit, it is told as before."""
    sentences = ["password is dragon and so on", "password is dragon.", "password is dragon7 and so on"]

    sure = [[match.confidence >= DOUBTFUL for match in matches_in(text)] for text in sentences]

    assert sure == [[False], [True], [True]]


@pytest.mark.parametrize("detector", DETECTORS, ids=lambda detector: detector.NAME)
@given(text=st.text(st.characters(codec="utf-8") | st.sampled_from(list(string.printable)), max_size=400))
def test_any_text_gives_matches_in_order_and_within_it(detector: Detector, text: str) -> None:
    """Whatever is recorded: no error, no empty match, none behind the end, none that overlaps another."""
    matches = detector.detect(text)

    stops = [0, *(match.stop for match in matches)]
    assert all(0 <= match.start < match.stop <= len(text) for match in matches)
    assert all(stop <= match.start for stop, match in zip(stops, matches, strict=False))
    assert all(0 < match.confidence <= 1 for match in matches)


@pytest.mark.parametrize(
    "text",
    ["1 " * 20_000, "a" * 50_000, "a." * 20_000, "a@" * 20_000, ":" * 20_000, "1-" * 20_000, "A " * 20_000,
     "-p " * 10_000, "password " * 5_000, "eyJ" * 15_000, "12 a b " * 6_000, "00" * 20_000, "(" * 20_000,
     "-----BEGIN PRIVATE KEY-----" * 500, "a_" * 20_000, "token=" * 8_000, "rue de " * 8_000, "+1" * 15_000,
     "passport number " * 3_000, "<" * 40_000],
)  # fmt: skip
def test_no_text_takes_long(text: str) -> None:
    """Patterns that go back and forth over hostile text would hang a scan: none does for long."""
    start_s = time.process_time()
    matches_in(text)

    assert time.process_time() - start_s < 20


def everything_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every detector look at every text."""
    monkeypatch.setattr(cues, "held", lambda _text: -1)
    monkeypatch.setattr(national_id, "_ANY_ALONE", LIKELY)
    monkeypatch.setattr(api_token, "_SHORTEST", 0)


def test_looking_first_whether_to_look_loses_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """In a benchmark's texts, and in each secret alone and within words."""
    lines = [line for run in typed_runs(leaks(4, 0.1, 12).recording()) for line in run.text.split("\n")]
    random = Random(9)
    makers = (secrets.token, secrets.national_id, secrets.address, secrets.code, secrets.password)
    for _ in range(60):
        alone = [make(random) for make in makers]
        lines += ["she is in the union", "VER.DI", "an HIV test", "Zeuge Jehovas", "Multiple Sklerose"]
        lines += [*alone, *(f"the PASSWORD for x is {each}, code {each} KEY={each}" for each in alone)]

    quick = [matches_in(line) for line in lines]

    everything_asked(monkeypatch)
    assert quick == [matches_in(line) for line in lines]


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        ("psql postgresql://app:Horse#42?@db.example.com:5432/shop", "Horse#42?"),
        ("7z a -pHorse42 out.7z docs/", "Horse42"),
        ("az login -u ann -p sunny-horse-42", "sunny-horse-42"),
        (r"net use Z: \\nas\share sunny-horse-42 /user:ann", "sunny-horse-42"),
        ("DB_PASSWORD=Ho$rse%42&x", "Ho$rse%42&x"),
        ("machine example.com login ann password %Horse42&x", "%Horse42&x"),
        ("mysqldump --password=-Horse42 shop", "-Horse42"),
        ("p/w: Horse42", "Horse42"),
        ("the admin pw changed, it's now Horse42", "Horse42"),
        ("router admin / H0rse%battery42", "H0rse%battery42"),
        ("for the login take H0rse%battery42 please", "H0rse%battery42"),
        (
            "aws configure set aws_secret_access_key abcDEF123ghiJKL456mno/PQR789",
            "abcDEF123ghiJKL456mno/PQR789",
        ),
        ("NHS number 943 476 5919", "943 476 5919"),
        ("Am Alten Markt 83, 50667 Köln", "Am Alten Markt 83, 50667 Köln"),
        ("call +44 7700 900026", "+44 7700 900026"),
        (
            "curl https://api.telegram.org/bot5601553722:AAFdHMDtR-tyoICNY-ie3aOIzGMOU1JeHOC/getUpdates",
            "5601553722:AAFdHMDtR-tyoICNY-ie3aOIzGMOU1JeHOC",
        ),
    ],
)
def test_secrets_are_found_whole(text: str, secret: str) -> None:
    """As people type them, signs that cut them short elsewhere included."""
    assert secret in [each for _, each in found(text)]


@pytest.mark.parametrize(
    "text",
    [
        "password = request.form['password']",
        "password: ${DB_PASSWORD}",
        "DB_PASSWORD=$(pass show db)",
        "http://localhost:8080/?to=ann@home",
        "A-1029-33 / B-2291-18",
        "log in and press Continue",
        "login at 14:02:11Xtod failed",
        "torch 2.5.1+cu124",
        "proxy_pass http://backend:8080;",
        'app.protect "/admin"',
        "Passwort: mindestens 12 Zeichen",
        "mot de passe : minimum 8 caractères",
        "hasło: najmniej 12 znaków",
    ],
)
def test_what_stands_for_a_secret_is_none(text: str) -> None:
    """Nor is what is written nearly like one."""
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "category", "secret"),
    [
        ("bom on 14.03.1987", "birth-date", "14.03.1987"),  # An engine reads rn as m.
        ("nata il 14.03.1987 a Bologna", "birth-date", "14.03.1987"),
        ("född 1987-03-14 i Lund", "birth-date", "1987-03-14"),
        ("appelle-moi au 0639981234", "phone", "0639981234"),
        ("mit CPR-nummer er 140387-1234", "national-id", "140387-1234"),
        ("the code for the front door is 4711", "password", "4711"),
        ("mon fils est épileptique", "health", "épileptique"),
    ],
)
def test_words_of_other_languages_tell_too(text: str, category: str, secret: str) -> None:
    """And so do codes of other things than accounts."""
    assert (category, secret) in found(text)


@pytest.mark.parametrize("text", ["the error code for a timeout is 5003", "code of conduct, page 4711"])
def test_codes_of_other_things_are_none(text: str) -> None:
    """They open nothing."""
    assert found(text) == []
