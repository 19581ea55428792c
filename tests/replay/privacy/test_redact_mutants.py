"""Each step of redaction turned off alone, which verification must notice every time."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from formats.model.time import Span
from replay.privacy import painted, painted_plan, redact, redact_events, redact_typed
from replay.privacy.redact_words import Words
from replay.privacy.redactions import Redactions
from tests.replay.core.recordings import S
from tests.replay.privacy.leaky import SECRET, blind_checks, checks_against, found, leaky, written

ASKED = Redactions(
    words=(SECRET,),
    titles=(Span(0, 2 * S),),
    clipboard=(Span(16 * S, 17 * S),),
    cuts=(Span(21 * S, 22 * S),),
    coarse_ms=50,
    paths_px=8,
)


def _first(*values: Any) -> Any:
    return values[0]


def _second(*values: Any) -> Any:
    return values[1]


def _nothing(*_: Any) -> None:
    return None


def _kept_header(header: Any, *_: Any) -> Any:
    return header


def _kept_frames(recording: Any, *_: Any) -> Any:
    return np.zeros(len(recording.frames), np.bool_)


def _no_rows(events: Any, _spans: Any) -> Any:
    return np.zeros(len(events), np.bool_)


def _no_renumbering(tables: Any, frames: Any, _coarse: int) -> Any:
    return tables, frames


STEPS: dict[str, tuple[Any, str, Any, bool]] = {
    "words in texts": (Words, "removed", _second, True),
    "keys of the run": (redact_typed, "_inside", _no_rows, True),
    "other halves of strokes": (redact_typed, "_with_partners", _second, False),
    "keys that edit around the run": (redact_typed, "_widened", _second, False),
    "whole seconds": (redact_typed, "in_seconds", _first, True),
    "streams nobody understands": (redact_events, "UNKNOWN", "nothing", True),
    "titles and entries": (redact_events, "_empty", _nothing, False),
    "cuts": (redact_events, "_outside", lambda _name, rows, _cuts: np.ones(len(rows), np.bool_), False),
    "header": (redact, "redacted_header", _kept_header, True),
    "numbering": (redact, "_renumbered", _no_renumbering, True),
    "times": (redact, "coarse", _first, False),
    "simpler paths": (redact_events, "simplified", _first, False),
    "fill": (redact, "filled", _first, False),
    "what changed while it was typed": (painted_plan, "_typing", _nothing, False),
    "where else it shows": (painted_plan, "_follow", _nothing, False),
    "frames that tell the rhythm": (painted_plan, "_silent_frames", _kept_frames, True),
    "whole lines": (painted_plan, "line_of", _first, False),
    "solid": (painted, "FILL", (1, 1, 1), False),
}


@pytest.mark.parametrize("step", STEPS)
def test_a_step_that_is_turned_off_is_found(
    step: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By holding the copy against the original always, and without it where the copy alone can tell."""
    where, name, instead, alone = STEPS[step]
    with monkeypatch.context() as patched:
        patched.setattr(where, name, instead)
        written(leaky(), ASKED, tmp_path / "copy.replay")

    assert found(checks_against(tmp_path / "copy.replay", leaky(), ASKED))
    if alone:
        assert found(blind_checks(tmp_path / "copy.replay", Words((SECRET,))))


def test_with_every_step_on_nothing_is_found(tmp_path: Path) -> None:
    """The same list, or the tests above would prove nothing."""
    written(leaky(), ASKED, tmp_path / "copy.replay")

    assert found(checks_against(tmp_path / "copy.replay", leaky(), ASKED)) == {}
