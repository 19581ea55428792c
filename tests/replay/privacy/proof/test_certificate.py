"""A certificate says what was searched, and cannot be altered unseen."""

import copy
import stat
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from formats.errors import DamagedError
from formats.model.frames import SEEN, Pixels
from formats.model.header import Consent
from formats.model.memory import MemoryRecording
from formats.model.streams import concatenate
from replay.privacy.proof.certificate import certificate, is_signed, page, signed, signing_key
from replay.privacy.proof.certificate_page import html_page
from replay.privacy.proof.checks import Check
from replay.privacy.proof.left import still_told
from replay.privacy.redact.copying import redact
from replay.privacy.redact.plan import plan
from replay.privacy.redact.redactions import Redactions
from tests.replay.core.recordings import S, recording
from tests.replay.core.typing import keys
from tests.replay.privacy.leaky import SECRET, leaky

CHECKS = [Check("bytes", "clean", "50 codings"), Check("read", "open", "1 part was not read", ("screen",))]


def record(checks: list[Check] = CHECKS, people: str = "") -> dict[str, Any]:
    return certificate(
        copy={"recording_id": "id", "size_bytes": 7, "sha256": "ab"},
        checks=checks,
        searched=[{"channel": "typed", "share": 1.0, "texts": 3, "detectors": ["card 1"]}],
        removed={"runs of typed text": 2},
        left=["that something was typed"],
        decided_by=["maria"],
        people=people,
        purpose="not stated",
        consent=Consent("", ("research",), until="2027-01-01"),
        listed="",
        program="replay 0",
        made_utc="2026-01-01T00:00:00+00:00",
    )


def test_a_certificate_with_an_open_check_is_not_clean() -> None:
    """Nor is one of nothing."""
    assert record()["clean"] is False
    assert record([])["clean"] is False
    assert record(CHECKS[:1])["clean"] is True


def test_a_certificate_says_how_two_people_were_told_apart() -> None:
    """Where the policy asked for two; older certificates say nothing of it."""
    old = {name: value for name, value in record().items() if name != "people"}

    assert "Made for    not stated\n" in page(record())
    assert "Two people  told apart by name and login\n" in page(record(people="by name and login"))
    assert "Two people" not in page(record())
    assert "Two people" not in page(old)


def test_the_key_is_made_once_and_for_its_owner_alone(tmp_path: Path) -> None:
    """The second certificate is signed by the same one."""
    first = signed(record(), signing_key(tmp_path / "keys" / "k"))
    second = signed(record(), signing_key(tmp_path / "keys" / "k"))

    assert first == second
    assert stat.S_IMODE((tmp_path / "keys" / "k").stat().st_mode) == 0o600


def test_a_key_that_others_may_read_is_refused(tmp_path: Path) -> None:
    """Anybody could have signed with it."""
    signing_key(tmp_path / "k")
    (tmp_path / "k").chmod(0o644)

    with pytest.raises(DamagedError, match="others may read"):
        signing_key(tmp_path / "k")


@pytest.mark.parametrize("part", ["clean", "checks", "copy", "searched", "consent", "key"])
def test_an_altered_part_breaks_the_signature(part: str, tmp_path: Path) -> None:
    """Each of them is signed."""
    made = signed(record(), signing_key(tmp_path / "k"))
    other = signed(record(), signing_key(tmp_path / "other"))

    altered = copy.deepcopy(made)
    altered[part] = other["key"] if part == "key" else True

    assert is_signed(made)
    assert not is_signed(altered)


def test_the_page_says_the_same_in_words(tmp_path: Path) -> None:
    """With what was not read."""
    text = page(signed(record(), signing_key(tmp_path / "k")))

    assert "NOT CLEAN" in text
    assert "OPEN   read: 1 part was not read" in text
    assert "maria" in text
    assert "that something was typed" in text
    assert "research, until 2027-01-01" in text


def test_the_page_for_browsers_says_the_same_and_holds_nothing_foreign(tmp_path: Path) -> None:
    """What others wrote is text, not markup; the page runs nothing and fetches nothing."""
    hostile = replace(CHECKS[1], places=("<script>alert(1)</script>", "\x1b[2Jgone"))
    text = html_page(signed(record([CHECKS[0], hostile]), signing_key(tmp_path / "k")))
    clean = html_page(record(CHECKS[:1]))

    for words in ("NOT CLEAN", "1 part was not read", "maria", "runs of typed text", "2027-01-01", "typed"):
        assert words in text
    assert "NOT CLEAN" not in clean
    assert "&lt;script&gt;" in text
    assert "<script" not in text
    assert "\x1b" not in text
    assert "default-src 'none'" in text
    assert "http:" not in text + clean
    assert "https:" not in text + clean


def test_what_a_copy_still_tells_is_named() -> None:
    """A click and a picture in the seconds of removed typing keep their times, unless those are rounded."""
    asked = Redactions(words=(SECRET,))
    made = [replace(asked, coarse_ms=coarse_ms) for coarse_ms in (0, 1000)]
    exact, rounded = (redact(clicked(), plan(clicked(), each)).recording for each in made)

    typing, pictures, done = still_told(exact)

    assert "2 times" in typing
    assert "1 picture " in pictures
    assert "3 of button, 1 of window" in done
    assert len(still_told(rounded)) == 1
    assert still_told(recording(*keys(1.0, "hello"))) == []


def clicked() -> MemoryRecording:
    """Return the recording that leaks, with a click while the secret is typed, and what comes of it."""
    made, more = leaky(), recording(*(("button", 12.9 + 0.05 * up, {"pressed": not up}) for up in (0, 1)))
    events = {name: made.events(name) for name in made.streams if name != "frame"}
    events["button"] = concatenate([events["button"], more.events("button")])
    rows = events["button"].rows
    events["button"] = replace(events["button"], rows=rows[np.argsort(rows["t"], kind="stable")])

    def pixels(frame: int) -> Pixels:
        shown = made.pixels(frame).copy()
        shown[40:50, 300:310] = 255 * (made.frames["t"][frame] > 12.7 * S)
        return shown

    frames = made.frames.copy()
    frames["changed"] = SEEN
    return MemoryRecording(made.header, events, frames=frames, pixels=pixels)


def test_no_control_of_a_terminal_stands_in_the_page() -> None:
    """A consent's purpose was recorded, and a name of whoever decided is what they call themselves."""
    hostile = "\x1b]52;c;aGk=\x07\u202e\nThe copy is clean by all rules."
    made = {**record(), "purpose": hostile, "decided_by": [hostile]}
    made["consent"] = {**made["consent"], "purposes": [hostile]}

    assert not set(page(made)) & set("\x1b\x07\u202e")
    assert not any(line.startswith("The copy is clean") for line in page(made).splitlines())
