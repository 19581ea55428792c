"""What was read is kept for its owner alone, survives a kill, and is forgotten when asked."""

import stat
from pathlib import Path

import numpy as np
import pytest

from replay.privacy.screen.reading import ScreenText
from replay.privacy.screen.readings import Placed, Readings, forget, line_key, readings_path
from replay.privacy.texts import Texts
from tests.replay.privacy.screen.bars import Bars, picture, recording

ID = "a" * 32
PICTURES = [picture((50 + number, 2), (150 + number, 40)) for number in range(8)]


class Killed(BaseException):
    """Stands for a signal."""


class Mortal(Bars):
    """Is killed in the middle of a scan."""

    def __init__(self, lives: int) -> None:
        super().__init__()
        self._lives = lives

    def recognise(self, picture: object) -> str:
        if len(self.recognised) == self._lives:
            raise Killed
        return super().recognise(picture)  # type: ignore[arg-type]


def scan(engine: Bars, path: Path) -> list[str]:
    texts = Texts()
    with Readings.kept(path, [engine]) as readings:
        ScreenText([engine], readings)(recording(PICTURES), texts, lambda _what, _done, _total: None)
    return [f"{text.text} {text.start_ns} {text.box}" for text in texts.every]


@pytest.mark.parametrize("lives", [0, 1, 5, 11])
def test_a_scan_that_was_killed_goes_on(tmp_path: Path, lives: int) -> None:
    """It finds the same as one that was not, and what was read is not read again."""
    whole = scan(Bars(), tmp_path / "whole.readings")
    first, second = Mortal(lives), Bars()
    with pytest.raises(Killed):
        scan(first, tmp_path / "x.readings")

    assert scan(second, tmp_path / "x.readings") == whole
    assert not set(first.recognised) & set(second.recognised)


def test_a_scan_of_what_was_read_reads_nothing(tmp_path: Path) -> None:
    """Neither finds lines nor reads them."""
    scan(Bars(), tmp_path / "x.readings")
    again = Bars()

    scan(again, tmp_path / "x.readings")

    assert (again.located_pixels, again.recognised) == (0, [])


def test_what_is_kept_can_be_known_and_stays_as_it_is(tmp_path: Path) -> None:
    """Nothing is added to it, nothing is made where there is none, and a link to it is not followed."""
    path, link = tmp_path / "x.readings", tmp_path / "link"
    scan(Bars(), path)
    link.symlink_to(path)
    before = path.read_bytes()
    engine = Bars()

    readings = Readings.known(path, [engine])
    readings.add_text(b"k" * 16, "more")
    ScreenText([engine], readings)(recording(PICTURES), Texts(), lambda _what, _done, _total: None)

    assert not engine.recognised
    assert path.read_bytes() == before
    assert not Readings.known(link, [engine]).texts
    assert not Readings.known(tmp_path / "none", [engine]).texts
    assert sorted(each.name for each in tmp_path.iterdir()) == ["link", "x.readings"]


def test_a_file_that_is_cut_anywhere_loses_its_last_value_alone(tmp_path: Path) -> None:
    """And what is appended after it counts."""
    path = tmp_path / "x.readings"
    engine = Bars()
    with Readings.kept(path, [engine]) as readings:
        readings.add_text(b"k" * 16, "first")
        sound = path.stat().st_size
        readings.add_text(b"l" * 16, "second")
        readings.add_piece(b"m" * 16, [Placed((1, 2, 3, 4), b"k" * 16)])
    data = path.read_bytes()

    for cut in range(sound, len(data)):
        path.write_bytes(data[:cut])
        with Readings.kept(path, [engine]) as readings:
            assert readings.texts[b"k" * 16] == "first"
            readings.add_text(b"n" * 16, "third")
        with Readings.kept(path, [engine]) as readings:
            assert readings.texts[b"n" * 16] == "third"


@pytest.mark.parametrize("noise", [b"", b"\xc1", b"\x93\x01\x02", b"junk" * 100, b"\xdf\xff\xff\xff\xff"])
def test_a_file_of_something_else_is_begun_anew(tmp_path: Path, noise: bytes) -> None:
    """Also one of another engine or version."""
    path = tmp_path / "x.readings"
    path.write_bytes(noise)

    assert len(scan(Bars(), path)) == 16
    other = Bars()
    other.name = "bars 2"
    scan(other, path)
    assert len(other.recognised) == 16


def test_it_is_for_its_owner_alone(tmp_path: Path) -> None:
    """The folder too; one that others could read is closed, and a link is not followed."""
    path = tmp_path / "folder" / "x.readings"
    Readings.kept(path, [Bars()]).close()

    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    path.chmod(0o644)
    Readings.kept(path, [Bars()]).close()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    (tmp_path / "link").symlink_to(path)
    with pytest.raises(OSError, match="link"):
        Readings.kept(tmp_path / "link", [Bars()])


def test_what_is_kept_of_a_recording_is_forgotten(tmp_path: Path) -> None:
    """By all engines; that of others stays."""
    other = Bars()
    other.name = "bars 2"
    for recording_id, engine in ((ID, Bars()), (ID, other), ("b" * 32, Bars())):
        scan(engine, readings_path(tmp_path, recording_id, [engine]))

    assert forget(tmp_path, ID) == 2
    assert [path.name[:32] for path in tmp_path.iterdir()] == ["b" * 32]
    assert forget(tmp_path / "nowhere", ID) == 0


def test_the_key_of_a_line_is_its_ink() -> None:
    """Whatever room is around it; another letter, colour or engine is another key."""
    line = np.full((20, 60, 3), 255, np.uint8)
    line[5:15, 10:50:3] = 0
    wider = np.pad(line, ((3, 1), (7, 2), (0, 0)), constant_values=255)
    other = line.copy()
    other[7, 20] = 128

    assert line_key(line, 0) == line_key(wider, 0)
    assert len({line_key(each, 0) for each in (line, other, 255 - line)} | {line_key(line, 1)}) == 4
