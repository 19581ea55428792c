"""A scan: everything planted in the recordings is found in its channels, and what was not read is told."""

from dataclasses import replace
from pathlib import Path

import pytest

from formats.model.build import EventBuilder
from formats.model.header import Consent, Header, Private
from formats.model.memory import MemoryRecording
from formats.registry import open_recording
from replay.privacy.finding import CHANNELS, Finding
from replay.privacy.policy import Policy
from replay.privacy.policy_text import parse_policy
from replay.privacy.review.deciding import Word, decided
from replay.privacy.scan.scanning import scan_recording
from tests.data import SAMPLE, real
from tests.replay.privacy.typing import found, typist

HEADER = Header("00000000-0000-0000-0000-000000000000")


def scanned(path: Path, policy: Policy | None = None) -> list[Finding]:
    with open_recording(path) as recording:
        return list(scan_recording(recording, policy or Policy()).findings)


def test_what_was_planted_in_the_desk_is_found() -> None:
    """A key, two addresses, a card and a password, as typed."""
    secrets = {(finding.category, finding.text, finding.channel) for finding in scanned(SAMPLE)}

    assert secrets == {
        ("api-key", "AKIAIOSFODNN7EXAMPLE", "typed"),
        ("email", "alice@example.com", "typed"),
        ("email", "bob@example.com", "typed"),
        ("card", "4111 1111 1111 1111", "typed"),
        ("password", "hunter2-not-real", "typed"),
    }


def test_the_password_of_openadapt_flow_is_found() -> None:
    """Typed after the user's name, with no window and no field to tell it."""
    secrets = {finding.text for finding in scanned(real("openadapt-flow", "mockmed-showcase"))}

    assert "mockmed-demo-pass" in secrets


@pytest.mark.parametrize(
    "parts", [("agentnet", "recording"), ("ducktrack", "recording"), ("rrweb", "events.json")]
)
def test_ordinary_recordings_hold_next_to_nothing(parts: tuple[str, ...]) -> None:
    """Megabytes of accessibility trees and pages: two false alarms are the bound."""
    assert len(scanned(real(*parts))) <= 2


def test_every_channel_is_searched() -> None:
    """One secret in each, found in each; the header's tables by key and by value."""
    secret = "AKIAIOSFODNN7EXAMPLE"
    builder = EventBuilder()
    builder.add("window", 10, app="app", title=f"log of {secret}")
    builder.add("clipboard", 20, kind="text/plain", string=secret)
    builder.add("marker", 30, name=f"button {secret}", payload=f'{{"value": "{secret}"}}')
    builder.add("other", 40, kind="page", payload=f'{{"html": "{secret}"}}')
    builder.add("text", 50, kind="typed", string=secret)
    header = replace(
        HEADER,
        consent=Consent(person="ann@example.com"),
        private=Private(names={f"{secret}.txt": 1}, hardware={"host": ["a", {"mac": "00:1B:44:11:3A:B7"}]}),
    )

    scan = scan_recording(MemoryRecording(header, builder.events()))

    where = {finding.channel for finding in scan.findings if finding.text == secret}
    assert where == {"title", "clipboard", "accessibility", "marker", "other", "typed", "metadata"}
    assert {"ann@example.com", "00:1B:44:11:3A:B7"} <= {finding.text for finding in scan.findings}
    assert [searched.channel for searched in scan.searched] == list(CHANNELS)


def test_a_title_lasts_until_the_next() -> None:
    """And the last one to the recording's end."""
    builder = EventBuilder()
    builder.add("window", 10, app="mail", title="ann@example.com - Mail")
    builder.add("window", 500, app="mail", title="Mail")
    builder.add("marker", 900, name="end")

    (finding,) = found(MemoryRecording(HEADER, builder.events()), "email")

    assert (finding.start_ns, finding.end_ns) == (10, 500)


def test_pictures_that_nobody_read_are_told() -> None:
    """With no engine the share is 0 and a sentence says why."""
    with open_recording(SAMPLE) as recording:
        scan = scan_recording(recording, why_no_screen="no engine")

    screen = next(searched for searched in scan.searched if searched.channel == "screen")
    assert (screen.share, screen.unread) == (0.0, ("no engine",))


def test_ids_are_stable_and_say_nothing() -> None:
    """Equal at the second scan, all different, and no secret or part of it is in them."""
    first, second = scanned(SAMPLE), scanned(SAMPLE)

    assert [finding.id for finding in first] == [finding.id for finding in second]
    assert len({finding.id for finding in first}) == len(first)
    assert not any(finding.text[:4] in finding.id for finding in first)
    assert not any(finding.text in repr(finding) for finding in first)


def test_a_finding_keeps_its_secret_to_itself() -> None:
    """Only where it is to be revealed is it among the values."""
    (card,) = (finding for finding in scanned(SAMPLE) if finding.category == "card")

    assert "text" not in card.record()
    assert card.record(reveal=True)["text"] == "4111 1111 1111 1111"


def test_a_policy_switches_off_allows_and_weighs() -> None:
    """Rules that are off, what is allowed, and another severity."""
    policy = parse_policy(
        'name = "p"\nversion = 2\noff = ["card"]\n[severities]\npassword = "low"\n'
        '[[allow]]\ntext = "ALICE@example.com"\n[[allow]]\npattern = "bob@.*"\ncategory = "email"\n'
    )

    findings = scanned(SAMPLE, policy)

    assert {finding.category for finding in findings} == {"api-key", "password"}
    assert next(finding.severity for finding in findings if finding.category == "password") == "low"


def test_a_decision_is_the_status_of_a_finding() -> None:
    """Rejected is not open, skipped is."""
    findings = scanned(SAMPLE)[:3]
    verdicts = [
        Word("ann", findings[0].id, "rejected"),
        Word("ann", findings[1].id, "skipped"),
        Word("ann", "another", "accepted"),
    ]

    statuses = [finding.status for finding in decided(findings, verdicts)]

    assert statuses == ["rejected", "deferred", "new"]
    assert [finding.is_open for finding in decided(findings, verdicts)] == [False, True, True]


def test_words_of_health_are_for_people_to_decide_and_not_swept_for() -> None:
    """They are nothing in themselves."""
    ann = typist()
    ann.window("mail", "Mail")
    ann.type("the patient called")
    ann.copy("Patient")

    rules = {finding.rule for finding in found(ann.recording(), "health")}

    assert rules == {"words-health"}


@pytest.mark.parametrize("slip", ["", "x"])
def test_a_password_typed_in_the_wrong_field_and_taken_back_is_found(slip: str) -> None:
    """Typed nowhere else; with a slip in it no order of keys gives it."""
    ann = typist()
    ann.window("Browser", "Order 4471")
    ann.type(f"Please leave it at the door. Tulip-Har{slip}")
    for _ in slip:
        ann.key("Backspace")
    ann.type("bour-29")
    for _ in "Tulip-Harbour-29":
        ann.key("Backspace")
    until_ns = ann.now_ns
    ann.type("Thank you.")

    (secret,) = found(ann.recording(), "password")

    assert (secret.text, secret.channel, secret.rule) == ("Tulip-Harbour-29", "keys", "password-taken-back")
    assert 0 < secret.start_ns < secret.end_ns <= until_ns


@pytest.mark.parametrize(
    ("typed", "back", "again"),
    [
        ("see PR#4821x& then", 7, "& Issue#77"),
        ("npm install React@17", 2, "18.2.0"),
        ("docker tag shop Acme/Shop@17x", 29, "docker ps"),
    ],
)
def test_ordinary_corrected_typing_is_no_password(typed: str, back: int, again: str) -> None:
    """A word is taken back and typed anew, or a command edited."""
    ann = typist()
    ann.window("notepad", "notes")
    ann.type(typed)
    for _ in range(back):
        ann.key("Backspace")
    ann.type(again)

    assert found(ann.recording(), "password") == []


def test_a_secret_taken_back_and_typed_again_is_told_in_both_places() -> None:
    """And in each of them once, however often it was corrected."""
    ann = typist()
    ann.window("Browser", "Order 4471")
    ann.type("4111 1111 1112")
    ann.key("Backspace")
    ann.type("1 1111")
    for _ in "4111 1111 1111 1111":
        ann.key("Backspace")
    ann.type("mara")
    ann.click()
    ann.type("4111 1111 1111 1111\n")

    cards = found(ann.recording(), "card")

    assert sorted((each.channel, each.text) for each in cards) == [
        ("keys", "4111 1111 1111 1111"),
        ("typed", "4111 1111 1111 1111"),
    ]
