"""What the raw keys tell a second time is told once, and slips in them are nobody's secret."""

import numpy as np
import pytest

from formats.model.memory import MemoryRecording
from replay.privacy.finding import Channel, Finding
from replay.privacy.scan.key_echoes import without_echoes
from replay.privacy.scan.scanning import scan_recording
from tests.replay.privacy.typing import typist


def _finding(channel: Channel, number: int, span: list[int], category: str, rule: str = "email") -> Finding:
    return Finding(
        id=f"{rule}:{channel}:{number}", category=category, channel=channel, start_ns=span[0], end_ns=span[1],
        severity="medium", confidence=0.9, rule=rule,
        place=f"{channel}{number}", start=0, stop=5, text=f"text{number}",
    )  # fmt: skip


@pytest.mark.parametrize("seed", range(8))
def test_what_is_dropped_is_what_shares_an_instant(seed: int) -> None:
    """As looking at every pair would tell; a swept secret is an echo of its own kind alone."""
    random = np.random.default_rng(seed)
    spans = [sorted(random.integers(0, 400, 2).tolist()) for _ in range(60)]
    kinds = random.choice(["email", "phone"], 60).tolist()
    typed = [_finding("typed", n, spans[n], kinds[n]) for n in range(20)]
    keys = [_finding("keys", n, spans[n], kinds[n], "sweep" if n % 3 else "email") for n in range(20, 60)]

    kept = without_echoes([*typed, *keys])

    assert kept == [
        *typed,
        *(
            each
            for each in keys
            if not any(
                other.start_ns <= each.end_ns
                and each.start_ns <= other.end_ns
                and (each.rule != "sweep" or other.category == each.category)
                for other in typed
            )
        ),
    ]


def _corrected(said: str, slip: str, instead: str) -> MemoryRecording:
    ann = typist()
    ann.window("gedit", "notes.txt - gedit")
    before, after = said.split("|")
    ann.type(before + slip)
    for _ in slip:
        ann.key("Backspace")
    ann.type(instead + after)
    ann.key("Enter")
    return ann.recording()


@pytest.mark.parametrize(
    ("said", "slip", "instead"),
    [
        ("at 14|30 sharp", "::", ":"),
        ("mail pi@rasp|pi ok", ".local", "berry"),
        ("EAN 42268368394351|", "27", "3"),
    ],
)
def test_a_slip_that_was_corrected_is_no_secret(said: str, slip: str, instead: str) -> None:
    """The keys hold what looks like an address or a card; the text that stands there has none."""
    assert scan_recording(_corrected(said, slip, instead)).findings == ()


def test_what_was_erased_altogether_is_still_told() -> None:
    """Nothing of it stands in the text."""
    findings = scan_recording(_corrected("hello | there", "ann@example.com", "")).findings

    assert [(each.category, each.text) for each in findings] == [("email", "ann@example.com")]
