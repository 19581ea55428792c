"""A certificate says what was searched, and cannot be altered unseen."""

import copy
import stat
from pathlib import Path
from typing import Any

import pytest

from formats.errors import DamagedError
from formats.model.header import Consent
from replay.privacy.certificate import certificate, is_signed, page, signed, signing_key
from replay.privacy.verify import Check

CHECKS = [Check("bytes", "clean", "50 codings"), Check("read", "open", "1 part was not read", ("screen",))]


def record(checks: list[Check] = CHECKS) -> dict[str, Any]:
    return certificate(
        copy={"recording_id": "id", "size_bytes": 7, "sha256": "ab"},
        checks=checks,
        searched=[{"channel": "typed", "share": 1.0, "texts": 3, "detectors": ["card 1"]}],
        removed={"runs of typed text": 2},
        decided_by=["maria"],
        consent=Consent("", ("research",), until="2027-01-01"),
        program="replay 0",
        made_utc="2026-01-01T00:00:00+00:00",
    )


def test_a_certificate_with_an_open_check_is_not_clean() -> None:
    """Nor is one of nothing."""
    assert record()["clean"] is False
    assert record([])["clean"] is False
    assert record(CHECKS[:1])["clean"] is True


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
    assert "research, until 2027-01-01" in text
