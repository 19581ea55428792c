"""A sealed file opens with its key alone, is found through like any other, and hides no change."""

import io
import itertools
import re
import struct
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from hypothesis import given, settings
from hypothesis import strategies as st

from formats.errors import (
    DamagedError,
    FormatError,
    LimitError,
    SealedError,
    TruncatedError,
    UnsupportedError,
)
from formats.native.reader import Reader
from formats.native.recovery import recover
from formats.native.sealed_layout import (
    BLOCK_LOG,
    BLOCK_LOGS,
    CONTENT_BYTES,
    HEAD_BYTES,
    KEY_MAGIC,
    PACKED_KEY_BYTES,
    SEALED_MAGIC,
    TAG_BYTES,
    SealedHead,
    SealedKey,
    unpack_head,
    unpack_key,
)
from formats.native.sealing import seal, unseal
from formats.native.stored_bytes import Unlock, open_stored
from formats.registry import NATIVE, detect, open_recording
from replay.store.key_files import KEY_FILE_BYTES
from tests.data import ROOT, SAMPLE

BLOCK = 1 << BLOCK_LOG


def sealed(content: bytes) -> tuple[bytes, Unlock]:
    """Return a sealed file's bytes, and what opens it."""
    out = io.BytesIO()
    key = seal(io.BytesIO(content), len(content), out)
    return out.getvalue(), lambda _: key.key


@pytest.fixture
def sample(tmp_path: Path) -> tuple[Path, Unlock]:
    data, unlock = sealed(SAMPLE.read_bytes())
    path = tmp_path / "s.replay"
    path.write_bytes(data)
    return path, unlock


@pytest.fixture(scope="module")
def five_blocks(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, bytes, Unlock]:
    content = np.random.default_rng(5).bytes(4 * BLOCK + 77)
    data, unlock = sealed(content)
    path = tmp_path_factory.mktemp("sealed") / "s"
    path.write_bytes(data)
    return path, content, unlock


def by_document(data: bytes, key: bytes) -> bytes:
    """Open a sealed file by what FORMAT.md says alone."""
    log, file_id, size = data[11], data[16:32], struct.unpack_from("<Q", data, 32)[0]
    head, place, plain = data[:80], 80, b""
    cipher = AESGCM(HKDF(SHA256(), 32, file_id, b"replay sealed 1 blocks").derive(key))
    blocks = -(-size // 2**log)
    for number in range(blocks):
        stored = min(2**log, size - number * 2**log) + 16
        nonce = number.to_bytes(11, "big") + bytes([number == blocks - 1])
        plain += cipher.decrypt(nonce, data[place : place + stored], head)
        place += stored
    assert place == len(data)
    assert HKDF(SHA256(), 32, file_id, b"replay sealed 1 check").derive(key) == data[40:72]
    return plain


def test_a_sealed_recording_reads_as_before(sample: tuple[Path, Unlock]) -> None:
    """Every row and picture, and by what the format's registry finds out itself."""
    path, unlock = sample

    assert detect(path) == NATIVE
    with open_recording(path, unlock) as found, Reader(SAMPLE) as due:
        assert found.header == due.header
        assert found.complete
        for stream in due.streams:
            assert found.events(stream).rows.tobytes() == due.events(stream).rows.tobytes()
        for frame in range(0, len(due.frames), 31):
            assert np.array_equal(found.pixels(frame), due.pixels(frame))


@pytest.mark.parametrize("size", [0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 3 * BLOCK])
def test_the_document_is_enough_to_open_one(tmp_path: Path, size: int) -> None:
    """And what is unsealed is every byte that was sealed."""
    content = np.random.default_rng(size).bytes(size)
    data, unlock = sealed(content)
    path = tmp_path / "s"
    path.write_bytes(data)
    out = io.BytesIO()

    unseal(path, unlock, out)

    assert out.getvalue() == content
    assert by_document(data, unlock(path)) == content
    assert len(data) == unpack_head(data).file_bytes


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 5 * BLOCK + 9), st.integers(0, 4 * BLOCK))
def test_any_part_is_read_as_from_a_plain_file(
    five_blocks: tuple[Path, bytes, Unlock], offset: int, size: int
) -> None:
    """Within a block, over several, and past the end."""
    path, content, unlock = five_blocks
    stored = open_stored(path, unlock)
    try:
        assert stored.read(offset, size) == content[offset : offset + size]
    finally:
        stored.close()


def test_no_word_of_it_is_in_the_file(sample: tuple[Path, Unlock]) -> None:
    """Nor is the mark of a recording, nor its key."""
    path, unlock = sample
    data = path.read_bytes()

    assert b"REPLAY\n" not in data
    assert unlock(path) not in data


@pytest.mark.parametrize("spoil", [lambda size: size // 2, lambda size: size - 1, lambda _: HEAD_BYTES])
def test_a_changed_byte_is_found_and_named(sample: tuple[Path, Unlock], spoil: Callable[[int], int]) -> None:
    """Wherever it is: reading what it is part of is an error, never a wrong row."""
    path, unlock = sample
    data = bytearray(path.read_bytes())
    data[spoil(len(data))] ^= 1
    path.write_bytes(data)

    with pytest.raises(DamagedError, match=r"sealed block \d of \d at byte [\d,]+ was changed or damaged"):
        unseal(path, unlock, io.BytesIO())


@pytest.mark.parametrize("place", range(HEAD_BYTES))
def test_a_changed_byte_of_the_head_opens_nothing(tmp_path: Path, place: int) -> None:
    """Every byte of it is bound to every block, or looked at."""
    data, unlock = sealed(b"content" * 20_000)
    changed = bytearray(data)
    changed[place] ^= 1
    path = tmp_path / "s"
    path.write_bytes(changed)

    if place < 8:
        assert open_stored(path, unlock).read(0, 9) == bytes(changed[:9])  # no sealed file any more
        return
    with pytest.raises(FormatError):
        unseal(path, unlock, io.BytesIO())


def test_blocks_cannot_trade_places_nor_be_left_out(tmp_path: Path) -> None:
    """Nor can the last one be cut off with its number made good, nor blocks of another file put in."""
    path = tmp_path / "s"
    data, unlock = sealed(bytes(3 * BLOCK))
    other, _ = sealed(bytes(3 * BLOCK))
    stored = BLOCK + TAG_BYTES
    head, blocks = data[:HEAD_BYTES], [data[HEAD_BYTES + i * stored :][:stored] for i in range(3)]
    shorter = SealedHead(head[16:32], 2 * BLOCK, head[40:72]).pack()
    wrong = [
        head + blocks[1] + blocks[0] + blocks[2],
        shorter + blocks[0] + blocks[1],
        head + other[HEAD_BYTES:][:stored] + blocks[1] + blocks[2],
        head + blocks[0] + blocks[2] + blocks[2],
    ]
    for spoilt in wrong:
        path.write_bytes(spoilt)
        with pytest.raises(DamagedError):
            unseal(path, unlock, io.BytesIO())


@pytest.mark.parametrize("left", [10, HEAD_BYTES - 1, HEAD_BYTES, 9_000, -1])
def test_a_cut_file_says_so(sample: tuple[Path, Unlock], left: int) -> None:
    """Before anything of it is believed."""
    path, unlock = sample
    path.write_bytes(path.read_bytes()[:left])

    with pytest.raises(TruncatedError, match="sealed file"):
        Reader(path, unlock=unlock)


def test_what_follows_the_end_is_refused(sample: tuple[Path, Unlock]) -> None:
    """Nobody knows whose it is."""
    path, unlock = sample
    path.write_bytes(path.read_bytes() + b"x")

    with pytest.raises(DamagedError, match="1 bytes follow the end"):
        Reader(path, unlock=unlock)


def test_another_key_or_none_is_told_at_once(sample: tuple[Path, Unlock]) -> None:
    """And the key is in no message."""
    path, unlock = sample

    with pytest.raises(SealedError, match="another file's"):
        Reader(path, unlock=lambda _: bytes(32))
    with pytest.raises(SealedError, match="is sealed"):
        Reader(path)
    assert unlock(path).hex() not in repr(SealedKey(bytes(16), unlock(path)))


def test_numbers_of_a_hostile_head_allocate_nothing() -> None:
    """Sizes have limits, versions and ciphers are refused by name."""
    head = bytearray(SealedHead(bytes(16), 9, bytes(32)).pack())

    for place, value, error in [
        (slice(32, 40), (CONTENT_BYTES + 1).to_bytes(8, "little"), LimitError),
        (slice(11, 12), b"\x1e", DamagedError),
        (slice(11, 12), b"\x00", DamagedError),
        (slice(8, 10), b"\x02\x00", UnsupportedError),
        (slice(10, 11), b"\x02", UnsupportedError),
        (slice(72, 73), b"\x01", DamagedError),
    ]:
        changed = bytearray(head)
        changed[place] = value
        with pytest.raises(error):
            unpack_head(bytes(changed))
    with pytest.raises(DamagedError):
        unpack_key(b"no key")


def test_recovery_keeps_what_the_damage_left(sample: tuple[Path, Unlock], tmp_path: Path) -> None:
    """Of a file with a changed block, and of one that was cut: the rest, and what is lost is told."""
    path, unlock = sample
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data[: -len(data) // 4])

    recovered = recover(path, tmp_path / "out.replay", unlock=unlock)

    with Reader(tmp_path / "out.replay") as reader, Reader(SAMPLE) as before:
        assert reader.complete
        assert sum(info.rows for info in reader.streams.values()) > 0
        assert reader.header == before.header
    assert recovered.lost


def test_a_file_that_changes_while_it_is_sealed_is_refused() -> None:
    """What is sealed is one state of it."""
    for size in (99, 101):
        with pytest.raises(DamagedError, match="while it was sealed"):
            seal(io.BytesIO(bytes(100)), size, io.BytesIO())


def test_the_document_has_the_marks_and_sizes_of_the_code() -> None:
    """Section 18: marks, offsets of what is packed, and the limits."""
    document = (ROOT / "formats" / "FORMAT.md").read_text()
    section = document.split("\n## 18. ")[1].split("\n## 19. ")[0]

    for mark in (SEALED_MAGIC, KEY_MAGIC):
        assert f"`{mark.hex(' ')}`" in section
    rows = re.findall(r"^\| (\d+) \| (\d+) \|", section, re.MULTILINE)
    ends = [int(offset) + int(size) for offset, size in rows]
    assert HEAD_BYTES in ends
    assert ends[-1] == PACKED_KEY_BYTES
    for (offset, size), (following, _) in itertools.pairwise(rows):
        assert int(following) in {0, int(offset) + int(size)}
    assert f"{KEY_FILE_BYTES:,} bytes" in section
    assert f"{BLOCK_LOGS[0]} to {BLOCK_LOGS[-1]}" in section
    assert CONTENT_BYTES == 2**44
