"""`replay redact` and `replay verify`, on the desk recording and on one that leaks everywhere."""

import json
import stat
from pathlib import Path

import pytest

from formats.model.annotations import Decision, Edge, Flag, Region, Verdict
from formats.model.changes import Change
from formats.model.content_id import content_id
from formats.model.time import NS_PER_S
from formats.native.reader import Reader
from replay.annotate.history import Edit
from replay.annotate.notebook import Notebook
from replay.cli.reading.source import content_of
from replay.privacy.review.obligations import answer, obligations
from replay.privacy.texts import recording_texts
from replay.privacy.typed.typing_order import TypingOrder
from replay.ui.desks.eyes import Eyes
from tests.data import SAMPLE, real
from tests.replay.cli.labelled import changes, journal
from tests.replay.cli.redacting import read_no_pictures, redact
from tests.replay.cli.shell import replay
from tests.replay.privacy.leaky import SECRET


@pytest.fixture(autouse=True)
def _without_reading_pictures(monkeypatch: pytest.MonkeyPatch) -> None:
    read_no_pictures(monkeypatch)


def test_all_that_is_found_on_the_desk_goes_and_the_copy_is_clean(tmp_path: Path) -> None:
    """Key, card, password and addresses, with a certificate that says so and is of this file."""
    original, out = tmp_path / "desk.replay", tmp_path / "out.replay"
    original.write_bytes(SAMPLE.read_bytes())
    key, certificate = tmp_path / "key", tmp_path / "c.json"

    made = redact(original, out, "--accept-all", "--pictures", "drop", "--json")
    proof = ("verify", out, "--against", original)
    ended = replay(*proof, "--certificate", certificate, "--key", key, "--json")

    assert (made.status, ended.status) == (0, 0)
    assert ended.document["clean"] is True
    assert len(ended.document["checks"]) == 14
    assert replay(*proof, "--signed", certificate, "--key", key).status == 0
    assert "The copy is clean" in (tmp_path / "c.txt").read_text()
    assert "<b>Clean.</b>" in (tmp_path / "c.html").read_text()
    assert original.read_bytes() == SAMPLE.read_bytes()
    for secret in ("hunter2-not-real", "AKIAIOSFODNN7EXAMPLE", "4111 1111 1111 1111", "example.com"):
        assert secret not in made.out + ended.out + certificate.read_text()


def test_pictures_that_nobody_read_must_be_chosen_for(original: Path, tmp_path: Path) -> None:
    """The words for it say what the choices are, and nothing is written."""
    out = tmp_path / "out.replay"

    ended = redact(
        original,
        out,
        "--words-file",
        original.with_name("words.txt"),
    )

    assert ended.status == 2
    assert "--pictures drop" in ended.err
    assert not out.exists()


def test_a_copy_with_pictures_that_nobody_read_is_open_and_not_clean(original: Path, tmp_path: Path) -> None:
    """Everything else of it is proven, and the file is its owner's alone."""
    out = tmp_path / "out.replay"
    words = original.with_name("words.txt")

    made = redact(
        original,
        out,
        "--words-file",
        words,
        "--pictures",
        "keep-unsearched",
    )
    ended = replay("verify", out, "--against", original, "--json")

    assert (made.status, ended.status) == (0, 1)
    statuses = {check["check"]: check["status"] for check in ended.document["checks"]}
    assert [name for name, status in statuses.items() if status != "clean"] == ["read"]
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    (listed,) = original.parent.glob("*.redactions.json")
    assert stat.S_IMODE(listed.stat().st_mode) == 0o600


def test_findings_that_nobody_decided_on_are_refused(original: Path, tmp_path: Path) -> None:
    """A machine run says so with --accept-all; rejected ones stay."""
    findings = tmp_path / "findings.json"
    finding = {"id": "a", "channel": "typed", "start_ns": 10_500_000_000, "end_ns": 11_000_000_000}
    screen = {"channel": "screen", "share": 1.0}
    told = {"searched": [screen], "findings": [{**finding, "status": "new", "text": SECRET}]}
    findings.write_text(json.dumps(told))
    asked = (
        "redact",
        original,
        "--purpose",
        "research",
        "-o",
        tmp_path / "out.replay",
        "--findings",
        findings,
    )

    refused = replay(*asked)
    taken = replay(*asked, "--accept-all")

    assert (refused.status, taken.status) == (2, 0)
    assert "not decided" in refused.err


def test_a_medical_record_of_others_is_clean_and_its_folder_untouched(tmp_path: Path) -> None:
    """A folder of another format is read as it is, and the list goes where it is told to."""
    original = real("openadapt-flow", "mockmed-showcase")
    before = sorted(original.parent.rglob("*"))
    out, listed = tmp_path / "out.replay", tmp_path / "l.json"

    asked = ("-o", out, "--accept-all", "--pictures", "drop", "--list", listed)
    made = replay("redact", original, *asked)
    ended = replay("verify", out, "--against", original, "--list", listed)

    assert (made.status, ended.status) == (0, 0)
    assert "mockmed-demo-pass" in listed.read_text()
    assert sorted(original.parent.rglob("*")) == before


@pytest.mark.parametrize("purpose", ["", "sale"])
def test_a_copy_that_the_consent_does_not_cover_is_refused(
    purpose: str, original: Path, tmp_path: Path
) -> None:
    """A copy without the secret is still a copy of what the person did."""
    out = tmp_path / "out.replay"

    ended = replay("redact", original, "-o", out, "--pictures", "drop", "--purpose", purpose)

    assert (ended.status, out.exists()) == (2, False)
    assert "the consent is for research" in ended.err


def test_without_a_list_of_what_was_removed_nothing_is_proven(original: Path, tmp_path: Path) -> None:
    """Detectors alone cannot know what the secret was."""
    out = tmp_path / "out.replay"
    words = original.with_name("words.txt")
    redact(original, out, "--words-file", words, "--pictures", "drop")

    ended = replay("verify", out, "--json")

    assert ended.status == 1
    assert {c["check"] for c in ended.document["checks"] if c["status"] == "open"} == {"secrets"}


def test_a_copy_that_was_changed_is_found(original: Path, tmp_path: Path) -> None:
    """By a tail behind its end, which no reader looks at."""
    out = tmp_path / "out.replay"
    words = original.with_name("words.txt")
    redact(original, out, "--words-file", words, "--pictures", "drop")
    certificate = tmp_path / "c.json"
    proof = ("verify", out, "--against", original)
    assert replay(*proof, "--certificate", certificate, "--key", tmp_path / "k").status == 0
    out.write_bytes(out.read_bytes() + SECRET.encode())

    ended = replay(*proof, "--signed", certificate, "--json")

    assert ended.status == 1
    found = {check["check"] for check in ended.document["checks"] if check["status"] == "found"}
    assert {"bytes", "certificate"} <= found


def test_the_original_is_never_the_copy(original: Path) -> None:
    """It is only read, by whatever name and with --force."""
    before = original.read_bytes()

    ended = redact(original, original, "--force", "--drop-stream", "key")

    assert ended.status == 2
    assert original.read_bytes() == before


def test_the_list_takes_the_place_of_nothing_else(original: Path, tmp_path: Path) -> None:
    """Not of the original, of what is read besides, or of the copy, and of a file only with --force."""
    words, other = original.with_name("words.txt"), tmp_path / "other.txt"
    out = tmp_path / "out.replay"
    other.write_text("mine")
    before = {place: place.read_bytes() for place in (original, words, other)}

    asked = ("--words-file", words, "--pictures", "drop")
    forced = [redact(original, out, *asked, "--force", "--list", place) for place in (original, words, out)]
    forced.append(redact(original, words, *asked, "--force"))
    unforced = redact(original, out, *asked, "--list", other)

    assert {ended.status for ended in (*forced, unforced)} == {2}
    assert {place: place.read_bytes() for place in before} == before
    assert not out.exists()


def desk(folder: Path) -> Path:
    """Return a copy of the sample, in which passwords are typed."""
    path = folder / "in house" / "desk.replay"
    path.parent.mkdir()
    path.write_bytes(SAMPLE.read_bytes())
    return path


def test_where_two_people_are_due_one_is_not_enough(tmp_path: Path) -> None:
    """A finding that one confirmed is open, and no copy is made; with a second it is applied."""
    original = desk(tmp_path)
    policy, store = tmp_path / "p.toml", tmp_path / "notes.db"
    policy.write_text("version = 1\n[four_eyes]\ncategories = ['password']\n")
    by = ("--policy", policy, "--store", store)
    known = content_of(original)
    for who in ("ann", "ben"):
        scan = replay("scan", original, "--no-ocr", "--json", "--policy", policy).document
        decisions = [
            Decision(f"{who}-{n}", each["id"], "accepted") for n, each in enumerate(scan["findings"])
        ]
        made = journal(tmp_path / f"{who}.jsonl", changes(who, decisions, known))
        assert replay("journal", "import", made, "--store", store).status == 0
        ended = replay(
            *("redact", original, "-o", tmp_path / "out.replay", "--purpose", "research", "--flags"),
            *("--pictures", "keep-unsearched", *by),
        )
        passwords = [
            each
            for each in replay("scan", original, "--no-ocr", "--json", *by).document["findings"]
            if each["category"] == "password"
        ]
        assert passwords
        if who == "ann":
            assert ended.status == 2
            assert "by one person, and the policy asks for two" in ended.err
            assert {(each["status"], each["needs_second"]) for each in passwords} == {("new", True)}
        else:
            assert ended.status == 0
            assert {each["status"] for each in passwords} == {"applied"}


@pytest.mark.parametrize("shared", [False, True])
def test_two_names_of_one_login_are_two_people_where_the_policy_says_so(
    tmp_path: Path, *, shared: bool
) -> None:
    """Else one line says why the second word does not count; and the certificate how two were told apart."""
    original, out = desk(tmp_path), tmp_path / "out.replay"
    policy, store = tmp_path / "p.toml", tmp_path / "notes.db"
    rule = "shared_logins = true\n" if shared else ""
    policy.write_text(f"version = 1\n[four_eyes]\ncategories = ['password']\n{rule}")
    by, known = ("--policy", policy, "--store", store), content_of(original)
    found = replay("scan", original, "--no-ocr", "--json", "--policy", policy).document["findings"]
    said = [
        changes(who, [Decision(f"{who}-{n}", f["id"], "accepted") for n, f in enumerate(found)], known, "kim")
        for who in ("ann", "ben")
    ]
    assert replay("journal", "import", journal(tmp_path / "j.jsonl", *said), "--store", store).status == 0

    scanned = replay("scan", original, "--no-ocr", *by)
    ended = replay("redact", original, "-o", out, "--flags", "--pictures", "keep-unsearched", *by)

    because = "ann and ben decided from one login, which is one person, and a second person must"
    if shared:
        replay("verify", out, "--against", original, "--certificate", tmp_path / "c.json")
        assert (ended.status, because in scanned.out) == (0, False)
        assert "told apart by their names alone: the policy says" in (tmp_path / "c.txt").read_text()
    else:
        assert (ended.status, because in scanned.out) == (2, True)
        assert "by one person (1 under several names from one login, which is one person)" in ended.err


def test_what_was_removed_is_verified_when_the_copy_is_clean(tmp_path: Path) -> None:
    """The findings of the original say so, and it has nothing open any more."""
    original = desk(tmp_path)
    out, store = tmp_path / "out.replay", tmp_path / "notes.db"
    made = journal(tmp_path / "j.jsonl", changes("ann", [Decision("d", "another", "accepted")], "other"))
    assert replay("journal", "import", made, "--store", store).status == 0
    asked = ("--accept-all", "--pictures", "drop", "--purpose", "research", "--store", store)
    assert replay("redact", original, "-o", out, *asked).status == 0
    assert replay("scan", original, "--no-ocr", "--store", store).status == 0

    assert replay("verify", out, "--against", original, "--store", store).status == 0

    findings = replay("scan", original, "--no-ocr", "--store", store, "--json").document["findings"]
    assert {each["status"] for each in findings} == {"verified"}
    kinds = [each["kind"] for each in replay("audit", "show", "--store", store, "--json").objects]
    assert kinds == ["redacted", "verified"]


def test_what_people_flagged_and_decided_goes_and_the_certificate_names_them(tmp_path: Path) -> None:
    """A run of typed text by its span, a region of the screen, and what was accepted of the findings."""
    original, store = tmp_path / "desk.replay", tmp_path / "notes.db"
    original.write_bytes(SAMPLE.read_bytes())
    typed = Flag("f1", Edge(51 * NS_PER_S), Edge(52 * NS_PER_S), "password", ("typed",))
    region = Region(0, 714, 230, 320, 40)
    seen = Flag("f2", Edge(51 * NS_PER_S), Edge(52 * NS_PER_S), "password", ("screen",), region)
    verdicts: list[tuple[str, Verdict]] = [
        ("card:typed:s1380:0", "rejected"),
        ("token-aws:typed:s116:0", "rejected"),
    ]
    verdicts += [("password-order:typed:s1330:0", "accepted"), ("email:typed:s628:0", "rejected")]
    verdicts += [("email:typed:s1276:0", "rejected")]
    decided = [Decision(f"d{n}", subject, verdict) for n, (subject, verdict) in enumerate(verdicts)]
    made = journal(tmp_path / "j.jsonl", changes("ann", [typed, seen, *decided]))
    assert replay("journal", "import", made, "--store", store).status == 0
    out = tmp_path / "out.replay"

    asked = (
        "redact",
        original,
        "--purpose",
        "research",
        "-o",
        out,
        "--flags",
        "--store",
        store,
        "--pictures",
        "keep-unsearched",
    )
    ended = replay(*asked)
    checked = replay("verify", out, "--against", original, "--store", store, "--json")

    assert ended.status == 0
    assert [each["check"] for each in checked.document["checks"] if each["status"] != "clean"] == ["read"]
    assert checked.document["decided_by"] == ["ann"]
    texts = [run["text"] for run in replay("text", out, "--json").objects]
    assert "hunter2-not-real" not in texts
    assert "4111 1111 1111 1111" in texts


def test_a_region_that_was_followed_is_filled_wherever_it_went(tmp_path: Path) -> None:
    """Flags as the screen makes them of one that was drawn: in every picture that they hold, and proven."""
    original, store, out = tmp_path / "desk.replay", tmp_path / "notes.db", tmp_path / "out.replay"
    original.write_bytes(SAMPLE.read_bytes())
    drawn = Flag("f1", Edge(51 * NS_PER_S), Edge(51 * NS_PER_S), "password", (), Region(0, 708, 174, 230, 24))
    with Reader(original) as recording:
        trace = Eyes(recording).trace(drawn)
        times = recording.frames["t"]
        flags = [
            Flag(f"f{number}", Edge(span.start_ns), Edge(span.end_ns), "password", (), region)
            for number, (region, span) in enumerate(trace.places)
        ]
        held = [
            (frame, flag.region)
            for frame in range(len(times))
            for flag in flags
            if flag.region is not None and flag.start.t_ns <= times[frame] < flag.end.t_ns
        ]
    made = journal(tmp_path / "j.jsonl", changes("ann", flags))
    assert replay("journal", "import", made, "--store", store).status == 0

    asked = ("-o", out, "--flags", "--store", store, "--pictures", "keep-unsearched", "--keep-names")
    ended = replay("redact", original, "--purpose", "research", *asked)
    checked = replay("verify", out, "--against", original, "--store", store, "--json")

    assert ended.status == 0
    assert len(held) > 4
    failed = [each["check"] for each in checked.document["checks"] if each["status"] == "found"]
    assert failed == ["detectors"]  # Everything else that is private was left.
    with Reader(out) as copy:
        copied = {int(t): number for number, t in enumerate(copy.frames["t"])}
        for frame, region in held:
            pixels = copy.pixels(copied[int(times[frame])])
            inside = pixels[region.y : region.y + region.height, region.x : region.x + region.width]
            assert not inside.any()


def test_obligations_that_were_accepted_are_carried_into_the_copy(original: Path, tmp_path: Path) -> None:
    """A flag on typed text and the flags that answer what it obliges to: the copy is clean everywhere."""
    store, out = tmp_path / "notes.db", tmp_path / "out.replay"
    with Reader(original) as recording:
        texts = recording_texts(recording, TypingOrder(recording)).every
        typed = Flag("f", Edge(10 * NS_PER_S), Edge(14 * NS_PER_S), "password", ("typed",))
        owed = obligations([typed], texts, recording.frames, screen_is_read=True)
        answers = [answer(each, recording.frames, f"a{n}") for n, each in enumerate(owed) if not each.is_done]
        identity = content_id(recording)
    flags = [typed, *(each for each in answers if each is not None)]
    book: list[Change] = []
    Notebook(identity, "ann", (), book.extend, tool="test").do([Edit(None, flag) for flag in flags])
    assert replay("journal", "import", journal(tmp_path / "j.jsonl", book), "--store", store).status == 0

    asked = ("-o", out, "--flags", "--store", store, "--pictures", "keep-unsearched")
    ended = replay("redact", original, "--purpose", "research", *asked)
    checked = replay("verify", out, "--against", original, "--store", store, "--json")

    assert (ended.status, len(flags) > 4) == (0, True)
    assert [each["check"] for each in checked.document["checks"] if each["status"] != "clean"] == ["read"]
    assert SECRET.encode() not in out.read_bytes()
