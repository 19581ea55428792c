"""The lossless picture codec: exact on anything, small where pictures repeat, and safe against any bytes."""

import random
from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from formats.errors import DamagedError, FormatError, LimitError, TruncatedError
from formats.model.frames import Pixels
from formats.native import tiles_cost
from formats.native.tiles import TileDecoder, TileEncoder, TilePacket
from formats.native.tiles_layout import CHANGES, KEYFRAME, Plan, pack, parse
from tests.data import real


def drawn(seed: int, width: int, height: int) -> Pixels:
    """Draw lines of letter-like marks on a plain ground, with a photo-like corner."""
    rng = np.random.default_rng(seed)
    picture = np.full((height, width, 3), 250, np.uint8)
    for y in range(4, height - 9, 14):
        for x in range(4, width - 8, 9):
            if rng.random() < 0.7:
                picture[y : y + 9, x : x + 6] -= 200 * rng.integers(0, 2, (9, 6, 1), dtype=np.uint8)
    corner = picture[: height // 3, : width // 3]
    corner[:] = rng.integers(0, 256, corner.shape, dtype=np.uint8)
    return picture


def edited(picture: Pixels, rng: random.Random) -> Pixels:
    """Change a picture the way a desktop changes: a box, a scroll, a copied region, or nothing."""
    out = picture.copy()
    height, width = out.shape[:2]
    x, y = rng.randrange(width), rng.randrange(height)
    w, h = rng.randint(1, width - x), rng.randint(1, height - y)
    kind = rng.choice(["box", "noise", "scroll", "copy", "nothing"])
    if kind == "box":
        out[y : y + h, x : x + w] = [rng.randrange(256) for _ in range(3)]
    elif kind == "noise":
        out[y : y + h, x : x + w] = np.random.default_rng(rng.randrange(99)).integers(0, 256, (h, w, 3))
    elif kind == "scroll":
        dy = rng.randint(-h, h)
        out[y : y + h, x : x + w] = np.roll(out[y : y + h, x : x + w], dy, axis=0)
    elif kind == "copy":
        out[:h, :w] = picture[y : y + h, x : x + w]
    return out


def chain(packets: list[TilePacket], frame: int) -> list[bytes]:
    """Return the bodies that frame `frame` is decoded from, as a reader finds them."""
    stored = [packet for packet in packets[: frame + 1] if packet.body]
    return [packet.body for packet in stored[len(stored) - 1 - stored[-1].back :]]


def pictures(seed: int, width: int, height: int, frames: int) -> Iterator[Pixels]:
    """Yield a picture and edits of it."""
    rng = random.Random(seed)
    picture = drawn(seed, width, height)
    for _ in range(frames):
        yield picture
        picture = edited(picture, rng)


@given(seed=st.integers(0, 10_000), width=st.integers(1, 200), height=st.integers(1, 200))
@settings(max_examples=60, deadline=None)
def test_any_edits_come_back_exactly(seed: int, width: int, height: int) -> None:
    """Every frame, in order and at random, for sizes that are not whole tiles too."""
    encoder, forward, random_access = TileEncoder(), TileDecoder(), TileDecoder()
    sent = list(pictures(seed, width, height, 8))
    packets = [encoder.encode(picture) for picture in sent]
    for picture, packet in zip(sent, packets, strict=True):
        np.testing.assert_array_equal(forward.apply(packet.body), picture)
    for frame in range(len(sent)):
        packets_on = [packet.body for packet in packets[: frame + 1]]
        np.testing.assert_array_equal(TileDecoder().advance(packets_on), sent[frame])
    for frame in random.Random(seed).sample(range(len(sent)), len(sent)):
        np.testing.assert_array_equal(random_access.decode(chain(packets, frame)), sent[frame])


@pytest.mark.parametrize("size", [(1, 1), (1, 999), (32, 32), (33, 31), (1280, 800)])
def test_sizes(size: tuple[int, int]) -> None:
    """From one pixel on, whole tiles or not."""
    picture = drawn(3, *size)
    packet = TileEncoder().encode(picture)
    assert packet.key
    np.testing.assert_array_equal(TileDecoder().decode([packet.body]), picture)


def test_an_unchanged_frame_costs_nothing() -> None:
    encoder = TileEncoder()
    encoder.encode(drawn(1, 320, 200))
    assert encoder.encode(drawn(1, 320, 200)) == TilePacket(b"", key=False, back=0)


def test_a_new_size_is_a_keyframe() -> None:
    encoder, decoder = TileEncoder(), TileDecoder()
    for size in ((320, 200), (200, 320), (320, 200)):
        packet = encoder.encode(drawn(2, *size))
        assert packet.key
        np.testing.assert_array_equal(decoder.apply(packet.body), drawn(2, *size))


def test_a_scrolled_page_costs_little() -> None:
    """A shift by any number of pixels is sent as a move, not as tiles."""
    page = drawn(5, 640, 2000)
    page[:, :220] = 250
    encoder = TileEncoder()
    key = encoder.encode(page[:960])
    scrolled = encoder.encode(page[37 : 37 + 960])
    assert parse(scrolled.body).moves == ((0, 37),)
    # Two of thirty rows of tiles are new: one scrolled in, one where the old and the new lower edge meet.
    assert len(scrolled.body) < len(key.body) / 8
    decoder = TileDecoder()
    np.testing.assert_array_equal(decoder.decode([key.body, scrolled.body]), page[37 : 37 + 960])


def test_what_was_seen_before_is_a_reference() -> None:
    """Going back to an earlier picture sends no pixels."""
    encoder = TileEncoder()
    first, second = drawn(7, 640, 480), drawn(8, 640, 480)
    encoder.encode(first)
    encoder.encode(second)
    back = encoder.encode(first)
    assert not parse(back.body).groups
    assert len(back.body) < 700


def test_keyframes_come_when_decoding_would_be_slow_and_after_a_bounded_chain() -> None:
    """New noise everywhere exhausts the budget at once; small changes go on until the bound."""
    rng = np.random.default_rng(0)
    encoder = TileEncoder()
    noisy = [encoder.encode(rng.integers(0, 256, (1080, 1920, 3), dtype=np.uint8)) for _ in range(4)]
    assert [packet.key for packet in noisy].count(True) >= 2
    encoder = TileEncoder()
    picture = drawn(9, 320, 200)
    backs = []
    for step in range(200):
        picture[100, 100] = step
        backs.append(encoder.encode(picture).back)
    assert max(backs) == tiles_cost.MAX_DELTAS
    assert backs.count(0) == 1 + 199 // (tiles_cost.MAX_DELTAS + 1)


def test_real_frames_come_back_exactly_and_small() -> None:
    """A real desk, in order and at random."""
    files = sorted(real("desk", "frames").glob("*.png"))[:60:2]
    sent = [np.asarray(Image.open(file).convert("RGB")) for file in files]
    encoder, decoder = TileEncoder(), TileDecoder()
    packets = [encoder.encode(picture) for picture in sent]
    for frame in [*range(len(sent)), 17, 3, 29, 0]:
        np.testing.assert_array_equal(decoder.decode(chain(packets, frame)), sent[frame])
    png_bytes = sum(file.stat().st_size for file in files)
    assert sum(len(packet.body) for packet in packets) < png_bytes / 10


def test_changes_without_their_keyframe_are_an_error() -> None:
    encoder = TileEncoder()
    encoder.encode(drawn(1, 64, 64))
    change = encoder.encode(drawn(2, 64, 64))
    with pytest.raises(DamagedError, match="without its keyframe"):
        TileDecoder().decode([change.body])
    with pytest.raises(DamagedError, match="not a keyframe"):
        TileDecoder().decode([])


def test_after_an_error_a_keyframe_mends_the_decoder() -> None:
    encoder, decoder = TileEncoder(), TileDecoder()
    key = encoder.encode(drawn(1, 64, 64))
    decoder.apply(key.body)
    with pytest.raises(FormatError):
        decoder.apply(b"\x02nonsense")
    with pytest.raises(DamagedError, match="keyframe"):
        decoder.apply(encoder.encode(drawn(2, 64, 64)).body)
    np.testing.assert_array_equal(decoder.apply(key.body), drawn(1, 64, 64))


def test_a_cut_packet_is_truncated_at_every_byte() -> None:
    body = TileEncoder().encode(drawn(4, 100, 70)).body
    for cut in range(1, len(body), 7):
        with pytest.raises(TruncatedError):
            TileDecoder().decode([body[:cut]])


@pytest.mark.parametrize(
    ("offset", "value", "error"),
    [
        (4, b"\xff\x7f\xff\x7f", LimitError),  # 32,767 x 32,767 pixels
        (4, b"\xff\xff\x01\x00", LimitError),  # a side of 65,535
        (4, b"\x00\x00\x01\x00", DamagedError),  # no width
        (8, b"\xff\xff\xff\xff", LimitError),  # four thousand million tiles
        (12, b"\xff\xff\xff\xff", TruncatedError),  # a plan of four gigabytes
        (1, b"\xff", LimitError),  # groups
        (2, b"\xff", LimitError),  # moves
        (3, b"\x33", DamagedError),  # numbers of three bytes
        (20, b"\xff\xff\xff\xff", DamagedError),  # tiles of the first group
        (24, b"\xff\xff\xff\xff", LimitError),  # its pixels outside the palette
        (28, b"\xff\xff\xff\xff", TruncatedError),  # its length
    ],
)
def test_numbers_beyond_belief_are_refused(offset: int, value: bytes, error: type[FormatError]) -> None:
    """Each before anything is allocated for it."""
    body = bytearray(TileEncoder().encode(drawn(4, 100, 70)).body)
    body[offset : offset + len(value)] = value
    with pytest.raises(error):
        TileDecoder().decode([bytes(body)])


def test_references_and_moves_outside_are_refused() -> None:
    key = TileEncoder().encode(drawn(4, 100, 70)).body
    tiles, one = np.array([3]), np.array([1])
    reference = pack(Plan(CHANGES, 100, 70, tiles, one * 9_999, (), ()))
    move = pack(Plan(CHANGES, 100, 70, tiles, one * 0, ((0, 65),), ()))
    unsent = pack(Plan(KEYFRAME, 100, 70, np.arange(12), np.zeros(12, np.int64), (), ()))
    for bodies in ([key, reference], [key, move], [unsent]):
        with pytest.raises(DamagedError):
            TileDecoder().decode(bodies)


def test_a_chain_that_costs_too_much_is_refused() -> None:
    """Packets without end, tiles without end, and painting without end."""
    picture = drawn(4, 100, 70)
    key = TileEncoder().encode(picture).body
    everything, zeros = np.arange(12), np.zeros(12, np.int64)
    still = pack(Plan(CHANGES, 100, 70, everything[:0], zeros[:0], (), ()))
    move = pack(Plan(CHANGES, 100, 70, everything, zeros, ((0, 0),), ()))
    fresh = parse(key)
    again = pack(Plan(CHANGES, 100, 70, fresh.tiles, fresh.codes, (), fresh.groups))
    for body, count, what in ((still, 1100, "packets"), (again, 40, "sent"), (move, 1000, None)):
        decoder = TileDecoder()
        decoder.decode([key])
        if what is None:
            np.testing.assert_array_equal(decoder.advance([body] * count), picture)
        else:
            with pytest.raises(LimitError, match=what):
                decoder.advance([body] * count)
    wide = TileEncoder().encode(np.zeros((2_000, 2_000, 3), np.uint8)).body
    tiles = np.arange(63 * 63)
    move = pack(Plan(CHANGES, 2_000, 2_000, tiles, tiles * 0, ((0, 0),), ()))
    with pytest.raises(LimitError, match="painted"):
        TileDecoder().decode([wide, *[move] * 100])


@given(data=st.data())
@settings(max_examples=300, deadline=None)
def test_no_bytes_crash_the_decoder(data: st.DataObject) -> None:
    """Changed bytes anywhere in a chain give pictures or a FormatError, nothing else."""
    bodies = list(CHAIN)
    for _ in range(data.draw(st.integers(1, 4))):
        packet = data.draw(st.integers(0, len(bodies) - 1))
        body = bytearray(bodies[packet])
        # Heads and plans are short beside pixels, and are where a wrong number could do harm.
        place = data.draw(st.integers(0, min(len(body), 90) - 1) | st.integers(0, len(body) - 1))
        body[place] = data.draw(st.integers(0, 255))
        bodies[packet] = bytes(body)
    try:
        picture = TileDecoder().decode(bodies)
    except FormatError:
        return
    assert picture.ndim == 3


@given(body=st.binary(min_size=1, max_size=200))
@settings(max_examples=300, deadline=None)
def test_noise_is_never_a_picture(body: bytes) -> None:
    with pytest.raises(FormatError):
        TileDecoder().decode([body])


def _chain() -> list[bytes]:
    encoder = TileEncoder()
    page = drawn(5, 200, 900)
    frames = [page[:256], page[40:296], page[40:296].copy(), page[:256]]
    frames[2][60:90, 100:160] = 9
    return [encoder.encode(frame).body for frame in frames]


CHAIN = _chain()
