"""Every export states what it is for: by an option, the settings or a question, or that nobody said so."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import click
import pytest

from formats.model.annotations import Decision
from formats.model.content_id import content_id
from formats.model.header import Consent
from formats.native.copy import write_recording
from formats.native.reader import Reader
from replay.cli.writing.purpose import asked_purpose
from tests.consented import consented_sample
from tests.replay.cli.labelled import changes, journal
from tests.replay.cli.redacting import leaky_in, read_no_pictures
from tests.replay.cli.shell import Ended, is_refused, replay
from tests.replay.privacy.leaky import leaky

AGREED = Consent("Maria", ("research", "training"))
Exports = Callable[..., Ended]


@pytest.fixture(autouse=True)
def unread(apart: None, monkeypatch: pytest.MonkeyPatch) -> None:
    read_no_pictures(monkeypatch)


@pytest.fixture
def public(tmp_path: Path) -> Path:
    """A recording of which no consent was recorded."""
    path = tmp_path / "public.replay"
    recording = leaky()
    recording.header = replace(recording.header, consent=None)
    write_recording(recording, path, lossless=True)
    return path


@pytest.fixture
def agreed(tmp_path: Path) -> Path:
    """A recording that was agreed to for two purposes."""
    path = tmp_path / "agreed.replay"
    recording = leaky()
    recording.header = replace(recording.header, consent=AGREED)
    write_recording(recording, path, lossless=True)
    return path


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Return what writes the settings."""
    folder = tmp_path / "config" / "replay"
    folder.mkdir(parents=True)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))

    def write(**values: str) -> None:
        lines = [f"{name} = {json.dumps(value)}" for name, value in values.items()]
        (folder / "settings.toml").write_text("\n".join(lines))

    return write


def export(path: Path, *more: str) -> Ended:
    """Export a recording as our own JSON Lines."""
    return replay("export", path, "--to", "jsonl", "-o", path.with_suffix(".out"), "--force", *more)


def label_export(path: Path, *more: str) -> Ended:
    """Export what was annotated, which is nothing."""
    out = path.with_suffix(".csv")
    made = journal(path.with_suffix(".jsonl"), changes("ann", [Decision("d", "x", "accepted")]))
    assert replay("journal", "import", made, "--store", path.parent).status == 0
    return replay("label", "export", path, "--to", "csv", "-o", out, "--force", *more)


def redact(path: Path, *more: str) -> Ended:
    """Make a copy without pictures."""
    return replay("redact", path, "-o", path.with_suffix(".copy"), "--pictures", "drop", "--force", *more)


def plant(path: Path, *more: str) -> Ended:
    """Make a copy with canaries."""
    return replay("canary", "plant", path, "-o", path.with_suffix(".c"), "--count", "2", "--force", *more)


EVERY = pytest.mark.parametrize("exports", [export, label_export, redact, plant])


def noted(path: Path) -> str:
    """Return the purpose in the newest entry of the audit that tells of a copy."""
    entries = [entry for entry in replay("audit", "show", path, "--json").objects if "to" in entry["details"]]
    purpose: str = entries[-1]["details"]["purpose"]
    return purpose


@EVERY
def test_without_a_consent_nobody_needs_to_say_and_that_is_said(public: Path, exports: Exports) -> None:
    """In the JSON, on stderr and in the audit; the documented command works as it did."""
    ended = exports(public, "--json")
    told = exports(public)

    assert (ended.status, ended.document["purpose"], noted(public)) == (0, "not stated", "not stated")
    assert "; nobody said what for: it is noted as not stated (--purpose says it)" in told.err


@EVERY
def test_the_settings_say_it_where_the_option_does_not(
    agreed: Path, settings: Callable[..., None], exports: Exports
) -> None:
    """And whose word it is is told; what an option says goes before it."""
    settings(purpose="research")

    ended = exports(agreed, "--json")
    told = exports(agreed)
    other = exports(agreed, "--json", "--purpose", "training")

    assert (ended.status, ended.document["purpose"]) == (0, "research")
    assert "; for research, as your settings say" in told.err
    assert (other.document["purpose"], noted(agreed)) == ("training", "training")


@EVERY
def test_what_the_settings_say_is_held_against_the_consent(
    agreed: Path, settings: Callable[..., None], exports: Exports
) -> None:
    """And the refusal names the settings, where the person would not look."""
    settings(purpose="sale")

    assert is_refused(exports(agreed), 2, "and not for sale, which your settings name")


@EVERY
def test_a_policy_can_require_it(
    public: Path, tmp_path: Path, settings: Callable[..., None], exports: Exports
) -> None:
    """One line says what to do; with a purpose it goes."""
    policy = tmp_path / "p.toml"
    policy.write_text('version = 1\n[export]\npurpose = "required"\n')
    settings(policy=str(policy))

    assert is_refused(exports(public), 2, "the policy requires a purpose", "--purpose", "settings")
    assert exports(public, "--purpose", "a talk").status == 0


def test_a_policy_that_is_named_for_a_copy_can_require_it(public: Path, tmp_path: Path) -> None:
    """Not only the one in the settings."""
    policy = tmp_path / "p.toml"
    policy.write_text('version = 1\n[export]\npurpose = "required"\n')

    assert is_refused(redact(public, "--policy", str(policy)), 2, "the policy requires a purpose")


@pytest.mark.parametrize("words", ["a\nb", "x" * 201])
def test_a_purpose_is_words_in_one_line(public: Path, words: str) -> None:
    """It stands in lists and in headers."""
    assert is_refused(export(public, "--purpose", words), 2, "a purpose is words in one line")


@pytest.mark.parametrize("words", ["a\nb", "x" * 201, " "])
def test_an_import_is_held_to_the_same(tmp_path: Path, words: str) -> None:
    """What it wrote would be refused at every export."""
    foreign = tmp_path / "a.csv"
    foreign.write_text("time_ms,x,y\n1,2,3\n2,3,4\n")

    ended = replay("import", foreign, "-o", tmp_path / "a.replay", "--purpose", words)

    assert is_refused(ended, 2, "a purpose is words")


@pytest.mark.parametrize(("exports", "suffix"), [(redact, ".copy"), (plant, ".c")])
def test_a_copy_is_held_to_what_it_was_made_for(agreed: Path, exports: Exports, suffix: str) -> None:
    """Its consent is for that alone."""
    exports(agreed, "--purpose", "training")
    copy = agreed.with_suffix(suffix)

    assert replay("info", copy, "--json").document["consent"]["purposes"] == ["training"]
    assert is_refused(export(copy, "--purpose", "research"), 2, "the consent is for training")
    assert export(copy, "--purpose", "training").status == 0


def test_what_is_exported_tells_of_the_stated_purpose_alone(agreed: Path) -> None:
    """Where the format tells of the consent."""

    def told() -> Any:
        first = agreed.with_suffix(".out").read_text().splitlines()[0]
        return json.loads(first)["header"]["consent"]["purposes"]

    assert export(agreed, "--purpose", "training").status == 0

    assert told() == ["training"]


def test_a_copy_with_a_purpose_is_proven_and_its_certificate_says_what_for(tmp_path: Path) -> None:
    """The narrower consent is what is due, and no difference."""
    original, out = leaky_in(tmp_path), tmp_path / "out.replay"
    replay("redact", original, "-o", out, "--purpose", "research", "--pictures", "drop", "--accept-all")

    ended = replay("verify", out, "--against", original, "--certificate", tmp_path / "c.json", "--json")

    (header,) = [each for each in ended.document["checks"] if each["check"] == "header"]
    assert header["status"] == "clean"
    assert ended.document["purpose"] == "research"
    assert "Made for    research\n" in (tmp_path / "c.txt").read_text()


def test_withdrawing_lists_copies_of_which_nobody_said_what_for(public: Path) -> None:
    """In words."""
    export(public)

    listed = replay("withdraw", public, "--yes")

    assert ", purpose not stated; still there" in listed.out


@EVERY
def test_a_consent_that_names_no_purpose_covers_none_unless_a_policy_says_so(
    tmp_path: Path, settings: Callable[..., None], exports: Exports
) -> None:
    """Nobody agrees to everything by naming nothing; what to do is said in the same line."""
    path, policy = tmp_path / "unnamed.replay", tmp_path / "p.toml"
    recording = leaky()
    recording.header = replace(recording.header, consent=Consent("Maria"))
    write_recording(recording, path, lossless=True)
    policy.write_text('version = 1\n[export]\nunnamed_consent = "allowed"\n')

    refused = exports(path, "--purpose", "research")
    settings(policy=str(policy))
    told = exports(path, "--purpose", "research")

    assert is_refused(refused, 2, "the consent of Maria names no purpose, and so covers none")
    assert "`replay import FILE -o NEW --purpose WORDS` writes it down" in refused.err
    assert told.status == 0
    assert "; for research; the consent names no purpose, which your policy allows" in told.err


def test_what_was_agreed_to_is_written_into_a_copy_of_ours(tmp_path: Path) -> None:
    """All else is as it was; of a consent that names a purpose nothing is written anew."""
    path, out = consented_sample(tmp_path / "a.replay", Consent("Maria", (), 5)), tmp_path / "b.replay"

    made = replay("import", path, "-o", out, "--purpose", "research", "--until", "2999-01-01", "--json")
    again = replay("import", out, "-o", tmp_path / "c.replay", "--purpose", "sale")

    assert (made.status, made.document["purposes"]) == (0, ["research"])
    with Reader(path) as before, Reader(out) as after:
        assert after.header == replace(
            before.header, consent=Consent("Maria", ("research",), 5, until="2999-01-01")
        )
        assert content_id(after) == content_id(before)
    assert is_refused(again, 3, "is a .replay file already")
    assert export(out, "--purpose", "research").status == 0
    assert noted(path) == "research"


@pytest.mark.parametrize("option", [("--person", "P7"), ("--until", "2999-01-01")])
def test_a_consent_is_imported_with_what_it_is_for(tmp_path: Path, option: tuple[str, str]) -> None:
    """A last day to keep a recording needs none: it agrees to nothing."""
    foreign, out = tmp_path / "a.csv", tmp_path / "a.replay"
    foreign.write_text("time_ms,x,y\n1,2,3\n2,3,4\n")

    assert is_refused(replay("import", foreign, "-o", out, *option), 2, "a consent is for a purpose")
    assert replay("import", foreign, "-o", out, "--retain-until", "2999-01-01").status == 0
    assert export(out).status == 0


def test_on_a_terminal_it_is_asked_until_it_is_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """An empty answer states nothing; one that no option may give is refused with why."""
    asked: list[str] = []
    answers = iter(["", "  ", "x" * 201, "a\x1b[2Jb", " research "])

    def prompt(words: str, *, prompt_suffix: str, **_: object) -> str:
        asked.append(words + prompt_suffix)
        return next(answers)

    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    monkeypatch.setattr(click, "prompt", prompt)

    found = asked_purpose(Consent("Maria", ("research", "training")))

    assert found == "research"
    assert asked == 5 * ["The consent covers: research, training. What is it for? "]
    told = capsys.readouterr().err
    assert told.startswith("\r\x1b[K")
    assert told.count("replay: a purpose is words in one line, at most 200 characters\n") == 2
