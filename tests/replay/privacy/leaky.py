"""A recording with one secret in every channel, its redacted copy, and everything that verifies the copy."""

import base64
import io
import json
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont, PngImagePlugin

from formats.model.frames import FRAME_DTYPE, SEEN, Pixels, Storage
from formats.model.header import Consent, Private
from formats.model.memory import MemoryRecording
from formats.model.recording import Recording
from formats.native.copy import write_recording
from formats.native.reader import Reader
from replay.privacy.proof.byte_search import byte_search
from replay.privacy.proof.checks import Check, check_bytes, check_secrets_known, check_structure, check_texts
from replay.privacy.proof.original import check_events, check_header, check_pictures, check_typing
from replay.privacy.proof.scanned import check_scan
from replay.privacy.redact.copying import redact
from replay.privacy.redact.plan import plan
from replay.privacy.redact.redactions import Redactions
from replay.privacy.scan.scanning import scan_recording
from replay.privacy.sought import Words
from tests.replay.core.recordings import S, recording
from tests.replay.core.typing import keys

SECRET = "tr0ub4dor.zebra"
WIDTH, HEIGHT = 320, 96
FIELD_TOP, SCROLLED_TOP = 60, 20
TYPED_AT_S, FRAMES_PER_S = 10.0, 4
END_S = 24
GROUND = (250, 250, 248)


def leaky(secret: str = SECRET) -> MemoryRecording:
    """Return a recording in which `secret` is typed with a mistake, shown, copied, titled and noted."""
    window = {"app": "Browser", "x": 0, "y": 0, "width": WIDTH, "height": HEIGHT}
    coded = base64.b64encode(f"token={secret}".encode()).decode()
    made = recording(
        ("window", 0.5, {**window, "title": "Notes"}),
        *keys(1.0, "hello", "Shift+W", "orld"),
        ("key", 8.8, {"code": "ShiftLeft", "key": "Shift", "pressed": True}),
        ("key", TYPED_AT_S + 0.05, {"code": "ShiftLeft", "key": "Shift", "pressed": False}),
        ("button", 9.0, {"button": 0, "pressed": True}),
        ("button", 9.1, {"button": 0, "pressed": False}),
        ("window", 9.2, {**window, "title": "Account"}),
        *keys(TYPED_AT_S - 0.3, "Backspace", "Backspace", gap_s=0.1),
        *keys(TYPED_AT_S, f"text:{secret[:5]}", "q", "Backspace", f"text:{secret[5:]}", gap_s=0.15),
        ("button", 15.0, {"button": 0, "pressed": True}),
        ("button", 15.1, {"button": 0, "pressed": False}),
        ("clipboard", 16.0, {"kind": "text/plain", "string": secret}),
        ("window", 17.0, {**window, "title": f"Search {secret.upper()} - Browser"}),
        ("text", 17.5, {"kind": "paste", "string": f"see {secret}"}),
        ("marker", 18.0, {"name": "note", "payload": json.dumps({"auth": coded})}),
        ("marker", 18.5, {"name": "note", "payload": json.dumps({"user": secret})}),
        ("window", 19.0, {**window, "title": "Notes"}),
        ("button", 19.5, {"button": 0, "pressed": True}),
        ("button", 19.6, {"button": 0, "pressed": False}),
        *keys(20.0, "goodbye"),
        ("pointer", 21.5, {"x": 10.0, "y": 10.0}),
        ("pointer", 22.5, {"x": 20.0, "y": 10.0}),
        ("other", 20.5, {"kind": "thumbnail", "payload": json.dumps({"hash": "5d41402a", "of": "frame"})}),
        details={"note": secret, "platform": "linux"},
    )
    header = replace(
        made.header,
        task=f"log in with {secret}",
        private=Private({"host": "desk-7"}, {"user": "maria"}),
        consent=Consent("Maria", ("research",)),
    )
    shown = [_shown(secret, number / FRAMES_PER_S) for number in range(END_S * FRAMES_PER_S)]
    frames = np.zeros(len(shown), FRAME_DTYPE)
    frames["t"] = np.arange(len(shown)) * S // FRAMES_PER_S + 1
    frames["seq"] = 10_000 + np.arange(len(shown))
    frames["width"], frames["height"] = WIDTH, HEIGHT
    frames["storage"], frames["video"] = Storage.TILES, -1
    frames["changed"] = SEEN
    for number in range(1, len(shown)):
        frames["changed"][number] = SEEN if shown[number] != shown[number - 1] else 0
    events = {name: made.events(name) for name in made.streams if name != "frame"}
    return MemoryRecording(header, events, frames=frames, pixels=lambda frame: drawn(*shown[frame]))


def _shown(secret: str, at_s: float) -> tuple[str, int, str]:
    """Return what the field shows, where it is, and what stands above it."""
    done = min(max(int((at_s - TYPED_AT_S) / 0.15), 0), len(secret))
    top = SCROLLED_TOP if at_s >= 19 else FIELD_TOP
    if 16 <= at_s < 17:
        return "", FIELD_TOP, "another page"
    return secret[:done], top, "hello World" if at_s > 2 else ""


@cache
def drawn(text: str, top: int, above: str) -> Pixels:
    """Draw a field with a text, and a line of writing."""
    image = Image.new("RGB", (WIDTH, HEIGHT), GROUND)
    draw = ImageDraw.Draw(image)
    font = ImageFont.load_default(13)
    draw.text((10, 3), above, (20, 20, 20), font)
    draw.rectangle((10, top - 3, 200, top + 20), outline=(120, 120, 120))
    draw.text((14, top), text, (20, 20, 20), font)
    return np.asarray(image, np.uint8).copy()


def noted_png() -> str:
    """Return a PNG in base64 that holds the secret in a text beside its pixels, compressed."""
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Comment", SECRET, zip=True)
    packed = io.BytesIO()
    Image.new("RGBA", (8, 8), (1, 2, 3, 4)).save(packed, "PNG", pnginfo=notes)
    return base64.b64encode(packed.getvalue()).decode()


def ink_left(copy: Recording) -> int:
    """Return in how many frames of a copy any letter of the secret's field is still there."""
    left = 0
    for frame in range(len(copy.frames)):
        at_s = int(copy.frames["t"][frame]) / S
        text, top, _ = _shown(SECRET, at_s)
        inside = copy.pixels(frame)[top - 1 : top + 17, 12:198]
        paper, fill = (inside == GROUND).all(axis=2), (inside == 0).all(axis=2)
        left += bool(text) and not bool((paper | fill).all())
    return left


def written(original: Recording, redactions: Redactions, path: Path) -> None:
    """Write the redacted copy."""
    copy = redact(original, plan(original, redactions))
    write_recording(copy.recording, path, lossless=True)


def blind_checks(path: Path, words: Words) -> list[Check]:
    """Verify a copy without its original."""
    with Reader(path) as copy:
        return [
            check_secrets_known(words),
            check_bytes(byte_search(path.read_bytes(), words.words)),
            check_texts(copy, words),
            check_structure(copy),
            *check_scan(scan_recording(copy), Words(())),
        ]


def checks_against(path: Path, original: Recording, redactions: Redactions) -> list[Check]:
    """Verify a copy with its original."""
    made = plan(original, redactions)
    due = redact(original, made)
    with Reader(path) as copy:
        held = [
            check_header(copy, original, due),
            check_events(copy, due),
            check_typing(copy, original, made),
            check_pictures(copy, original, due, lambda _what, _done, _total: None),
        ]
    return [*blind_checks(path, made.words), *held]


def found(checks: list[Check]) -> dict[str, tuple[str, ...]]:
    """Return the checks that found something, with where."""
    return {check.name: check.places for check in checks if check.status == "found"}
