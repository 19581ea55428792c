"""What is removed changes what is left: redaction goes on until the copy tells nothing new."""

from formats.model.recording import Recording
from replay.privacy.policy import DEFAULT_POLICY
from replay.privacy.redact import redact
from replay.privacy.redact_again import redact_again
from replay.privacy.redact_plan import plan
from replay.privacy.redactions import Redactions
from replay.privacy.redactions_found import from_findings
from replay.privacy.scan import scan_recording
from tests.replay.privacy.typing import typist

NAME, PASSWORD = "noah.dubois77", "Kq7#vetarmoon"


def signed_in() -> Recording:
    """Somebody types a name and a password into a window that says what it is."""
    ann = typist()
    ann.window("browser", "Sign in - Example")
    ann.type(NAME)
    ann.key("Tab")
    ann.type(f"{PASSWORD}\n")
    return ann.recording()


def found(recording: Recording) -> list[str]:
    return [each.text for each in scan_recording(recording).findings]


def asked(recording: Recording, *, allowed: tuple[str, ...] = ()) -> Redactions:
    """Return what the search of the original asks for."""
    records = [each.record(reveal=True) for each in scan_recording(recording).findings]
    wanted = [record for record in records if record["text"] == PASSWORD]
    found = from_findings(wanted, recording.frames, accept_all=True).redactions
    return Redactions(words=found.words, typed=found.typed, allowed=allowed)


def silent(_what: str, _done: int, _total: int) -> None:
    return None


def test_a_name_that_is_left_where_the_password_stood_goes_too() -> None:
    """One round alone leaves something that looks like a password, and no copy of it is clean."""
    original = signed_in()
    first = asked(original)
    once = redact(original, plan(original, first))

    made, all_of_it = redact_again(original, first, DEFAULT_POLICY, silent)

    assert PASSWORD in found(original)
    assert found(once.recording) == [NAME]
    assert found(made.recording) == []
    assert set(first.words) < set(all_of_it.words)


def test_what_a_person_rejected_is_not_removed_after_all() -> None:
    """It stays, as it would in one round."""
    original = signed_in()

    made, all_of_it = redact_again(original, asked(original, allowed=(NAME,)), DEFAULT_POLICY, silent)

    assert found(made.recording) == [NAME]
    assert NAME not in all_of_it.words


def test_where_nothing_new_is_told_one_round_is_all() -> None:
    """What is to be removed is what was asked."""
    ann = typist()
    ann.window("editor", "Notes")
    ann.type("nothing of note\n")
    original = ann.recording()

    made, all_of_it = redact_again(original, Redactions(keep_names=True), DEFAULT_POLICY, silent)

    assert all_of_it == Redactions(keep_names=True)
    assert found(made.recording) == []
