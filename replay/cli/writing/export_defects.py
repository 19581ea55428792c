"""What `replay export --exclude-defects` writes: a recording without what lies in its defects."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from formats.model.recording import Recording
from formats.model.time import NS_PER_S
from replay.cli.reading.store_source import open_chosen
from replay.core.counted import count_text
from replay.core.partial_recording import PartialRecording
from replay.core.safe_text import visible


@dataclass(frozen=True, slots=True)
class WithoutDefects:
    """A recording without its defects, and an account of what that left out."""

    rest: PartialRecording
    defects: int
    """How many hold."""
    instants: int
    """Those of them that last no time, and take nothing out: what is wrong throughout is kept as one."""
    videos: int

    @property
    def length_ns(self) -> int:
        """How long all that is left out lasts."""
        return int((self.rest.spans[:, 1] - self.rest.spans[:, 0]).sum())

    def record(self) -> dict[str, Any]:
        """Return the account as JSON values."""
        return {
            "defects": self.defects,
            "spans": [{"start_ns": start, "end_ns": end} for start, end in self.rest.spans.tolist()],
            "length_ns": self.length_ns,
            "left_out": self.rest.left_out,
        }

    def sentences(self) -> Iterator[str]:
        """Yield the account for people."""
        if not self.defects:
            yield "nothing by --exclude-defects: no defect is kept of this recording"
            return
        gone = [count_text(count, f"{name} row") for name, count in self.rest.left_out.items()]
        where = f"{self.length_ns / NS_PER_S:.3f} s of {count_text(self.defects, 'defect')}"
        yield f"left out as defective: {', '.join(gone) or 'nothing'}, in {where}"
        if self.rest.halves:
            yield f"{self.rest.halves:,} of them as presses and releases whose other half was there"
        if self.instants:
            what = count_text(self.instants, "defect")
            yield f"nothing for {what} of an instant, as what is wrong throughout is kept"
        if self.videos and "frame" in self.rest.left_out:
            yield "of videos nothing: where the format holds them they are whole, and fewer pictures are told"


def without_defects(recording: Recording, path: Path, store: str | None) -> WithoutDefects:
    """Leave out what lies in the defects that a store keeps of a recording.

    Args:
        recording: The open recording.
        path: Its file, beside which the store is.
        store: What `--store` says.
    """
    from formats.model.content_id import content_id
    from replay.annotate.by_author import defect_spans
    from replay.annotate.placed_ledger import PlacedLedger
    from replay.annotate.placement import Placement

    faults: list[str] = []
    with open_chosen(store, path) as opened:
        changes = opened.changes(content_id(recording), faults)
    for fault in faults:
        click.echo(f"replay: left out: {visible(fault)}", err=True)
    # What the frames of a correction took along lies elsewhere than it was stored.
    spans = defect_spans(PlacedLedger(changes, Placement.of(recording)))
    instants = int((spans[:, 1] <= spans[:, 0]).sum())
    return WithoutDefects(PartialRecording(recording, spans), len(spans), instants, len(recording.videos))
