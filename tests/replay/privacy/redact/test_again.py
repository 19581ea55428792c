"""What is removed changes what is left: redaction goes on until the copy tells nothing new."""

from dataclasses import replace

import numpy as np
import pytest

from formats.model.annotations import Region
from formats.model.frames import FRAME_DTYPE, SEEN, Storage
from formats.model.memory import MemoryRecording
from formats.model.recording import Recording
from formats.model.time import Span
from replay.privacy.finding import ChannelText
from replay.privacy.painting.painted import FILL
from replay.privacy.policy import DEFAULT_POLICY
from replay.privacy.redact.again import redact_again, told
from replay.privacy.redact.copying import redact
from replay.privacy.redact.found import from_findings
from replay.privacy.redact.plan import plan
from replay.privacy.redact.redactions import Painted, Redactions
from replay.privacy.scan.scanning import scan_recording
from replay.privacy.sought import Words
from replay.privacy.texts import Progress, Texts
from tests.replay.core.recordings import S
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


@pytest.mark.parametrize(
    ("rejected", "text", "stays"),
    [
        ("4111", "4111 1111 1111 1111", True),
        ("a", NAME, True),
        ("ann", "ann@example.com", True),
        ("ann@example.com", "Ann@Example.com", False),
        ("ann@example.com", "[redacted] ann@example.com,", False),
    ],
)
def test_only_what_was_rejected_is_no_fault_of_a_copy(rejected: str, text: str, stays: bool) -> None:
    """What holds it and more is another secret, which nobody decided on."""
    finding = replace(scan_recording(signed_in()).findings[0], text=text)

    assert bool(told([finding], Words((rejected,)))) is stays


@pytest.mark.parametrize("coarse_ms", [0, 1000])
def test_what_is_read_only_beside_a_fill_is_filled_too(coarse_ms: int) -> None:
    """An engine reads a line anew once the one above it is gone; the copy's own pictures are looked at."""
    original = two_lines()
    line = Painted(Region(0, 0, 10, 90, 12), Span(0, 3 * S), line=True)

    made, _ = redact_again(
        original,
        Redactions(painted=(line,), coarse_ms=coarse_ms),
        DEFAULT_POLICY,
        silent,
        reads_below_a_fill,
    )

    copy = made.recording
    assert len(copy.frames) == 3
    assert all((copy.pixels(frame)[30:42] == FILL).all() for frame in range(3))
    assert not any((copy.pixels(frame)[60:] == FILL).any() for frame in range(3))
    assert (copy.frames["t"] % S == 0).all() == (coarse_ms == 1000)


def two_lines() -> Recording:
    """Pictures of noise, half a second off the seconds."""
    ann = typist()
    ann.window("editor", "Notes")
    made = ann.recording()
    frames = np.zeros(3, FRAME_DTYPE)
    frames["t"], frames["seq"] = np.arange(3) * S + S // 2, 100 + np.arange(3)
    frames["width"], frames["height"], frames["video"] = 90, 90, -1
    frames["storage"], frames["changed"] = Storage.TILES, SEEN
    shown = np.random.default_rng(1).integers(1, 255, (90, 90, 3)).astype(np.uint8)
    return MemoryRecording(
        replace(made.header, details={}),
        {"window": made.events("window")},
        frames=frames,
        pixels=lambda frame: np.roll(shown, frame, axis=1),
    )


def reads_below_a_fill(recording: Recording, texts: Texts, progress: Progress) -> tuple[str, ...]:
    """Read a card's number below a fill, on every picture on which it is not filled itself."""
    for frame in range(len(recording.frames)):
        progress("reading text", frame, len(recording.frames))
        pixels = recording.pixels(frame)
        if (pixels[10:22] == FILL).all() and not (pixels[30:42] == FILL).all():
            t_ns = int(recording.frames["t"][frame])
            box = (5, 32, 60, 8)
            texts.every.append(
                ChannelText(
                    "screen", f"d0.{frame}", "card 4111 1111 1111 1111", t_ns, t_ns, frame=frame, box=box
                )
            )
    texts.rows["screen"] = texts.total["screen"] = len(recording.frames)
    return ("an engine",)


def test_where_nothing_new_is_told_one_round_is_all() -> None:
    """What is to be removed is what was asked."""
    ann = typist()
    ann.window("editor", "Notes")
    ann.type("nothing of note\n")
    original = ann.recording()

    made, all_of_it = redact_again(original, Redactions(keep_names=True), DEFAULT_POLICY, silent)

    assert all_of_it == Redactions(keep_names=True)
    assert found(made.recording) == []
