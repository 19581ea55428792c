"""`replay verify` on copies that were made by other rules than those of today."""

import json
from pathlib import Path
from shlex import quote

import pytest

from formats.native.copy import _copy
from formats.native.layout import HEADER_BYTES, Kind
from formats.native.progress import silent
from formats.native.reader import Reader
from formats.native.tiles import TileEncoder
from formats.native.writer import Writer
from replay.privacy.proof.byte_search import byte_search
from tests.replay.cli.redacting import read_no_pictures, redact
from tests.replay.cli.shell import replay


@pytest.fixture(autouse=True)
def _without_reading_pictures(monkeypatch: pytest.MonkeyPatch) -> None:
    read_no_pictures(monkeypatch)


def test_a_copy_by_older_rules_is_told_so_in_a_line(
    original: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It would differ from what today's rules make of the original, and nobody could tell why."""
    out = tmp_path / "out.replay"
    with monkeypatch.context() as before:
        before.setattr("replay.privacy.redact.header.POLICY", "replay redaction 1")
        before.setattr("replay.privacy.redact.redactions.POLICY", "replay redaction 1")
        redact(original, out, "--words-file", original.with_name("words.txt"), "--pictures", "drop")

    told = replay("verify", out, "--against", original)
    ended = replay("verify", out, "--against", original, "--json")

    checks = {check["check"]: check for check in ended.document["checks"]}
    assert ended.status == told.status == 1
    assert [name for name, check in checks.items() if check["status"] != "clean"] == ["rules"]
    assert "made by replay redaction 1, older rules than" in told.out
    assert f"to do: make it again: `replay redact {quote(str(original))} -o {out} --force`" in told.err
    assert "events" not in checks


@pytest.mark.parametrize(
    ("name", "taken"),
    [
        ("in house/leaky.replay", "in house/leaky.replay"),
        ("c.html", "nothing"),
        ("notes.json", "notes.json"),
        ("c.json", "c.txt"),
    ],
)
def test_a_certificate_takes_the_place_of_nothing_else(
    original: Path, tmp_path: Path, name: str, taken: str
) -> None:
    """Neither of a recording nor of somebody's notes, and its own page not of itself."""
    out, kept = tmp_path / "out.replay", tmp_path / taken
    redact(original, out, "--words-file", original.with_name("words.txt"), "--pictures", "drop")
    if not kept.exists():
        kept.write_text('{"mine": 1}')
    before = {
        path: path.read_bytes() for path in tmp_path.rglob("*") if path.suffix in {".replay", ".json", ".txt"}
    }

    ended = replay("verify", out, "--against", original, "--certificate", tmp_path / name)

    assert ended.status == 2
    assert {path: path.read_bytes() for path in before} == before
    assert not (tmp_path / "c.html").exists()


def test_a_certificate_takes_the_place_of_an_earlier_one(original: Path, tmp_path: Path) -> None:
    """With its pages."""
    out, certificate = tmp_path / "out.replay", tmp_path / "c.json"
    redact(original, out, "--words-file", original.with_name("words.txt"), "--pictures", "drop")
    proof = ("verify", out, "--against", original, "--certificate", certificate, "--key")

    replay(*proof, tmp_path / "k")
    first = certificate.read_text()

    assert replay(*proof, tmp_path / "another").status == 0
    assert certificate.read_text() != first


def test_a_certificate_alone_is_checked_without_searching(
    original: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever gets a copy with its certificate has neither the original nor the list."""
    out, certificate = tmp_path / "out.replay", tmp_path / "c.json"
    redact(original, out, "--words-file", original.with_name("words.txt"), "--pictures", "drop")
    replay("verify", out, "--against", original, "--certificate", certificate, "--key", tmp_path / "k")
    monkeypatch.setattr("replay.privacy.scan.scanning.scan_recording", None)

    trusted = ("--trusted-key", json.loads(certificate.read_text())["key"])

    told = replay("verify", out, "--signed", certificate, *trusted)
    sound = replay("verify", out, "--signed", certificate, *trusted, "--json")
    certificate.write_text(
        certificate.read_text().replace("leaky", "clean").replace('"clean": true', '"clean": 1')
    )
    altered = replay("verify", out, "--signed", certificate, *trusted, "--json")

    assert (told.status, sound.status, altered.status) == (0, 0, 1)
    assert "which you named" in told.out
    assert "nothing was searched anew" in told.err
    assert sound.document["clean"] is True
    assert [each["check"] for each in sound.document["checks"]] == ["certificate"]
    assert altered.document["checks"][0]["places"] == ["the certificate was altered after it was signed"]


def test_a_certificate_of_another_copy_or_of_one_that_is_not_clean_is_found(
    original: Path, tmp_path: Path
) -> None:
    """Each with its own line."""
    out, other, certificate = tmp_path / "out.replay", tmp_path / "other.replay", tmp_path / "c.json"
    for copy in (out, other):
        redact(original, copy, "--words-file", original.with_name("words.txt"), "--pictures", "drop")
    replay("verify", out, "--certificate", certificate, "--key", tmp_path / "k")

    places = replay("verify", other, "--signed", certificate, "--json").document["checks"][0]["places"]
    unclean = replay("verify", out, "--signed", certificate, "--json").document["checks"][0]["places"]

    assert places == ["the certificate is of another file"]
    assert unclean == ["the certificate says that the copy is not clean"]


def test_pictures_and_parts_that_no_reader_gives_are_found(original: Path, tmp_path: Path) -> None:
    """They may show what was removed: no search for words would find it there."""
    out, more = tmp_path / "out.replay", tmp_path / "more.replay"
    redact(original, out, "--words-file", original.with_name("words.txt"), "--pictures", "keep-unsearched")
    listed = next(original.parent.glob("*.redactions.json"))
    with Reader(original) as before, Reader(out) as copy, Writer(more, copy.header) as writer:
        picture = TileEncoder().encode(before.pixels(len(before.frames) // 2)).body
        writer._sink.add(Kind.TILES, picture, stream=9)
        _copy(copy, writer, lossless=True, progress=silent)

    first, second = (
        replay("verify", each, "--against", original, "--list", listed, "--json") for each in (out, more)
    )

    found = [
        {check["check"] for check in ended.document["checks"] if check["status"] == "found"}
        for ended in (first, second)
    ]
    assert found == [set(), {"file"}]


def test_a_sealed_copy_is_searched_within(apart: None, original: Path, tmp_path: Path) -> None:
    """Of what is enciphered no byte tells anything."""
    out, sealed = tmp_path / "out.replay", tmp_path / "sealed.replay"
    redact(original, out, "--words-file", original.with_name("words.txt"), "--pictures", "drop")
    assert replay("identity", "--new").status == 0
    assert replay("seal", out, "-o", sealed).status == 0

    ended = [replay("verify", each, "--against", original, "--json") for each in (out, sealed)]

    told = [
        [check["words"] for check in each.document["checks"] if check["check"] == "bytes"] for each in ended
    ]
    assert [each.status for each in ended] == [0, 0]
    assert told[0] == told[1]


def test_a_certificate_says_what_the_detectors_let_pass(original: Path, tmp_path: Path) -> None:
    """With all of them off nothing is found, and whoever reads it must see that."""
    policy, out, listed = tmp_path / "p.toml", tmp_path / "out.replay", tmp_path / "l.json"
    policy.write_text(
        'name = "clinic"\nversion = 3\nminimum_confidence = 0.9\noff = ["ip", "email"]\n'
        "[[allow]]\npattern = '.*'\n"
    )
    asked = ("--words-file", original.with_name("words.txt"), "--pictures", "drop", "--list", listed)
    redact(original, out, *asked)

    proof = ("verify", out, "--against", original, "--list", listed)
    replay(*proof, "--policy", policy, "--certificate", tmp_path / "c.json", "--key", tmp_path / "k")

    told = "policy clinic 3; nothing below 0.9; off: email, ip; 1 texts or patterns allowed"
    for name in ("c.json", "c.txt", "c.html"):
        assert told in (tmp_path / name).read_text()


def test_a_file_that_takes_the_copys_place_meanwhile_gets_no_certificate(
    original: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody looked at it."""
    out, certificate = tmp_path / "out.replay", tmp_path / "c.json"
    redact(original, out, "--words-file", original.with_name("words.txt"), "--pictures", "drop")
    monkeypatch.setattr(
        "replay.privacy.proof.byte_search.byte_search",
        lambda data, secrets: (byte_search(data, secrets), out.write_bytes(original.read_bytes()))[0],
    )

    ended = replay("verify", out, "--against", original, "--certificate", certificate)

    assert (ended.status, certificate.exists()) == (3, False)
    assert "was changed while it was verified" in ended.err


def test_damage_in_a_copy_is_told_of_the_copy(original: Path, tmp_path: Path) -> None:
    """Not of the original, which is open beside it and whole."""
    out = tmp_path / "out.replay"
    redact(original, out, "--words-file", original.with_name("words.txt"), "--pictures", "drop")
    with Reader(out) as reader:
        _, entries = reader.chunks
        at = int(entries["offset"][entries["kind"] == Kind.EVENTS][0]) + HEADER_BYTES
    data = bytearray(out.read_bytes())
    data[at] ^= 255
    out.write_bytes(data)

    ended = replay("verify", out, "--against", original)

    assert ended.status == 3
    assert ended.err.startswith(f"replay: {out}: chunk")
    assert original.name not in ended.err
