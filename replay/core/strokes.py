"""Keystrokes: each press of a key with the text it gives or the command it is, its modifiers and its release.

Modifiers come from the source where it tells them with any key; else from their own presses and releases,
where one without a release is forgotten after `LOST_S`, for recorders lose releases (Alt+Tab, a locked
screen).
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from formats.model.recording import Recording
from formats.model.streams import MODIFIERS, Events
from formats.model.time import NS_PER_S
from replay.core import keyboard
from replay.core.keyboard import ALT, ALT_GRAPH, CAPS_LOCK, CHORD, CONTROL, META

LOST_S = 30.0
"""After how long a held modifier without a release, a repeat or the source's word is not believed."""
REPEAT_S = 1.5
"""A key that goes down again after this long was let go of in between: no system waits longer to repeat."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """One press of a key, or one repeat of a held one."""

    start_ns: int
    end_ns: int
    """Its release; its start where it has none of its own."""
    first_seq: int
    last_seq: int
    text: str
    """What it types, "" for a command."""
    name: str
    """What people call it: "L", "Enter", "ArrowLeft", "Unidentified"."""
    modifiers: int = 0
    """Bits of `CHORD`."""
    repeat: bool = False
    doubt: str = ""
    """Why its text may be another one."""
    released: bool = True


@dataclass(frozen=True, slots=True)
class _Keys:
    """The key stream with everything that can be known of all rows at once."""

    pair: NDArray[np.int64]
    """Number of the row's pair of code and key."""
    names: list[tuple[str, str]]
    """Code and key of each pair."""
    release: NDArray[np.int64]
    """Row of the release of each press, -1 where there is none of its own."""
    repeat: NDArray[np.bool_]
    tap: NDArray[np.bool_]
    """Presses released by the very next row."""
    duplicate: NDArray[np.bool_]
    """Presses recorded twice at the same instant."""


def strokes(recording: Recording) -> Iterator[Stroke]:
    """Yield every keystroke in order; of modifiers only Alt and Meta, pressed and released alone."""
    events = recording.events("key")
    if not len(events):
        return
    keys = _paired(events)
    columns = (events.rows[name].tolist() for name in ("t", "seq", "pressed", "modifiers"))
    told = bool((events.rows["modifiers"] & CHORD).any())
    busy = recording.events("button").t
    state = _State()
    times, seqs = events.t, events.rows["seq"]
    for row, (t_ns, seq, pressed, bits) in enumerate(zip(*columns, strict=True)):
        code, key = keys.names[keys.pair[row]]
        modifier = keyboard.modifier_of(key) or keyboard.modifier_of(code)
        if modifier:
            state.hold(modifier, code or key, t_ns, bool(pressed))
            if not (pressed and modifier in {"Alt", "Meta"} and keys.tap[row] and not keys.repeat[row]):
                continue
        if not pressed or keys.duplicate[row]:
            continue
        after = int(keys.release[row])
        end_ns, last_seq = (int(times[after]), int(seqs[after])) if after >= 0 else (t_ns, seq)
        if modifier:
            alone = np.searchsorted(busy, t_ns) == np.searchsorted(busy, end_ns, side="right")
            if alone and not state.modifiers(t_ns, bits, told=told) & CHORD & ~_bit(modifier):
                yield Stroke(t_ns, end_ns, seq, last_seq, "", modifier)
            continue
        if "CapsLock" in (code, key):
            state.caps = not state.caps
            continue
        modifiers = state.modifiers(t_ns, bits, told=told)
        text, name, doubt = state.meaning(code, key, modifiers)
        if text or name:
            first = state.take_first(seq)
            repeat = bool(keys.repeat[row])
            yield Stroke(
                t_ns, end_ns, first, last_seq, text, name, modifiers & CHORD, repeat, doubt, after >= 0
            )
        else:
            state.first_seq = seq


class _State:
    """What is held, locked and begun while the rows go by."""

    def __init__(self) -> None:
        self.caps = False
        self.accent = ""
        self.first_seq = -1
        self._held: dict[str, tuple[int, int]] = {}

    def hold(self, modifier: str, identity: str, t_ns: int, pressed: bool) -> None:
        if pressed:
            self._held[identity] = (_bit(modifier), t_ns)
        else:
            self._held.pop(identity, None)

    def take_first(self, seq: int) -> int:
        """Return where the stroke began: at its dead key if it had one."""
        first, self.first_seq = (seq if self.first_seq < 0 else self.first_seq), -1
        return first

    def modifiers(self, t_ns: int, bits: int, *, told: bool) -> int:
        if told:
            return bits
        oldest = t_ns - LOST_S * NS_PER_S
        for identity in [name for name, (_, at) in self._held.items() if at < oldest]:
            del self._held[identity]
        for bit, _ in self._held.values():
            bits |= bit
        return bits | (CAPS_LOCK if self.caps else 0)

    def meaning(self, code: str, key: str, modifiers: int) -> tuple[str, str, str]:
        """Return the text of a key, its name, and what is doubtful; neither text nor name for a dead key."""
        if key in {"", "Unidentified"}:
            key = keyboard.key_by_code(code, modifiers)
        if not _is_text(code, key, modifiers):
            accent = keyboard.accent_of(key)
            if accent and not modifiers & (CONTROL | META):
                return self._dead(accent)
            self.accent = ""
            return "", keyboard.base_key(code, key), "" if key else "a key was recorded without a name"
        doubt = ""
        if self.accent == keyboard.UNKNOWN_ACCENT and key.isascii():
            doubt = "a dead key was recorded without its accent"
        text, self.accent = keyboard.compose(self.accent, key), ""
        return text, keyboard.short_name(key), doubt

    def _dead(self, accent: str) -> tuple[str, str, str]:
        if self.accent == accent != keyboard.UNKNOWN_ACCENT:
            self.accent = ""
            return keyboard.compose(accent, " "), "Dead", ""
        self.accent = accent
        return "", "", ""


def _is_text(code: str, key: str, modifiers: int) -> bool:
    """Say whether a press types its `key`.

    AltGr types. So does Option on a Mac, seen by the sign it gives, and Ctrl+Alt where Windows means AltGr,
    seen by a sign that the key alone would not give.
    """
    if not keyboard.is_printable(key):
        return False
    if modifiers & ALT_GRAPH:
        return True
    if modifiers & META:
        return False
    if modifiers & CONTROL:
        plain = keyboard.key_by_code(code, modifiers)
        return bool(modifiers & ALT and plain and key != plain and not (key.isascii() and key.isalnum()))
    return not modifiers & ALT or not key.isascii()


def _bit(modifier: str) -> int:
    return 1 << MODIFIERS.index(modifier)


def _paired(events: Events) -> _Keys:
    """Pair presses with releases of the same key, for all rows at once."""
    rows = events.rows
    count = len(rows)
    combined = rows["code"].astype(np.int64) << 32 | rows["key"]
    unique, pair = np.unique(combined, return_inverse=True)
    names = [(events.strings[value >> 32], events.strings[value & 0xFFFFFFFF]) for value in unique.tolist()]
    # A letter may be released under another level than it was pressed: "A" down, "a" up.
    numbers: dict[str, int] = {}
    identities = np.array([numbers.setdefault(code or key.lower(), len(numbers)) for code, key in names])
    identity = identities[pair]
    order = np.lexsort((np.arange(count), identity))
    same = np.zeros(count, np.bool_)
    same[:-1] = identity[order[1:]] == identity[order[:-1]]
    down = rows["pressed"][order] != 0
    following = np.concatenate([order[1:], [-1]])
    release = np.full(count, -1, np.int64)
    released_next = same & np.concatenate([~down[1:], [False]])
    release[order] = np.where(down & released_next, following, -1)
    held = np.zeros(count, np.bool_)
    held[order[1:]] = same[:-1] & down[:-1] & down[1:]
    previous_t = np.full(count, np.iinfo(np.int64).min)
    previous_t[order[1:]] = np.where(same[:-1], rows["t"][order[:-1]], previous_t[0])
    coarse = bool(np.all(rows["t"] % NS_PER_S == rows["t"][0] % NS_PER_S))
    some_released = bool((rows["pressed"] == 0).any())
    duplicate = held & (previous_t == rows["t"]) & (some_released and not coarse)
    tap = release == np.arange(count) + 1
    # A difference to the far past would overflow: rows without a press before them are not held.
    soon = rows["t"] - np.where(held, previous_t, rows["t"]) <= REPEAT_S * NS_PER_S
    repeat = (held & soon & some_released) | (rows["repeat"] != 0)
    return _Keys(pair, names, release, repeat, tap, duplicate)
