"""The screen of a recording with how far it can be trusted: its corrected times, its defects, its clocks.

What was kept as a correction in the journal is followed from when the journal is read, and whenever it
changes there; the recording itself stays as it is. What is wrong with the capture is on a row of its own.
"""

from typing import TYPE_CHECKING

import numpy as np
from textual import work
from textual.worker import get_current_worker

from formats.errors import FormatError
from formats.model.corrected import CorrectedRecording, corrected
from formats.model.recording import Recording
from replay.core.clock_faces import ClockFace, next_clock
from replay.core.stoppable import StoppableRecording, StoppedError
from replay.ui import late, messages
from replay.ui.lanes import frame_lanes
from replay.ui.screens.annotated import AnnotatedScreen
from replay.ui.screens.recording import WIDE
from replay.ui.widgets.defect_rows import DefectRow, DefectSource
from replay.ui.widgets.inspector import Inspector
from replay.ui.widgets.status import Part
from replay.ui.widgets.timeline import Timeline
from replay.ui.widgets.timeline_lanes import DefectLane

if TYPE_CHECKING:
    from formats.model.annotations import Annotation, Correction, Defect
    from replay.annotate.correction import InForce
    from replay.annotate.ledger import Ledger

_WELL = "the checks found nothing wrong"


class TrustedScreen(AnnotatedScreen):
    """Follows corrections, and shows what is wrong with the capture."""

    shows_recorded = False
    """Whether the frames are shown with the times that were recorded, whatever is kept in the journal."""
    _kept: "InForce | None" = None
    _suspected: "tuple[Defect, ...]" = ()
    """What the check on opening found."""
    _known: "tuple[Defect, ...]" = ()
    """What is shown."""
    _checked = False
    _said_bad = ""
    """What of the capture was said to be bad."""

    def on_mount(self) -> None:
        """Show what the person came for.

        Textual calls the same method of the classes below, as for every message.
        """
        self.shows_recorded = self.visit.uncorrected
        if self.visit.fidelity:
            self.call_after_refresh(self.query_one(Inspector).show_tab, "defects")

    # Corrections

    def journal_changed(self) -> None:
        """Follow the correction that the journal holds now, and show its defects."""
        if self.desk is None:
            return
        before, self._kept = self._kept, self.desk.correction
        self._follow_correction()
        kept = self._kept
        if kept is not None and kept != before:
            if kept.refusal:
                words = f"A correction is not followed: {kept.refusal}."
                self.notify(words, severity="warning", timeout=15, markup=False)
            elif not self.shows_recorded:
                words = f"{kept.short[:1].upper()}{kept.short[1:]}. ~ shows them as recorded."
                self.notify(words, title="Corrected times", timeout=12, markup=False)
        elif kept is None and before is not None:
            self.notify("The correction was taken back: frames are where they were recorded.", timeout=8)
        self._show_defects()

    def turn_correction(self) -> None:
        """Show the frames with their corrected times, or as they were recorded."""
        if self._kept is None or self._kept.refusal:
            self.say("no correction is kept: `replay align --apply` measures and keeps one")
            return
        self.shows_recorded = not self.shows_recorded
        self._follow_correction()
        self._show_defects()
        self.say("frames as recorded: ~ corrects them" if self.shows_recorded else "frames corrected")

    def correction_parts(self, as_recorded: str) -> tuple[Part, ...]:
        """Return what the line at the top says of corrected times."""
        if self.desk is None and self.visit.awaits_correction:
            words = (
                "not corrected yet"
                if self.size.width < WIDE
                else "frames not corrected until the journal is read"
            )
            return ((words, "warning", 0),)
        if self._kept is None:
            return ()
        by = self._kept.amount
        if self._kept.refusal or self.shows_recorded:
            return ((f"NOT corrected {by}", "warning", 0),)
        return ((as_recorded, "dim", 2), (f"frames {by}", "accent", 0))

    def _follow_correction(self) -> None:
        """Give the frames the times that they are to have; nothing where they have them."""
        kept = self._kept
        wanted = kept.correction if kept and not kept.refusal and not self.shows_recorded else None
        if wanted == _correction(self.player.recording) or self.desk is None:
            return
        recording = corrected(self.player.recording, wanted)
        self.player.take(recording)
        self.desk.take_recording(recording)
        self.hide(self.stage.keeper.take_recording(recording))
        self.clock = ClockFace(self.clock.name, recording.header, recording.frames)
        self.query_one(Timeline).change(tick=self.clock.tick, **frame_lanes(recording))
        inspector = self.query_one(Inspector)
        inspector.tell_times(self.clock.listed)
        self.list_events()
        inspector.load_notes(recording, self.player.marks, self.comments)
        self._look_again(recording)
        if wanted is not None:
            self._doubt(recording, self.desk.to_doubt())
        if self._checked:
            self._check_quietly(recording)
        self._show_labels()

    @work(thread=True, exclusive=True, group="idle again")
    def _look_again(self, recording: Recording) -> None:
        """Find idle spans anew: they end at visible changes, which lie elsewhere now."""
        worker = get_current_worker()
        try:
            source = StoppableRecording(recording, lambda: worker.is_cancelled)
            spans = late.idle_spans(source, self._idle_s)
        except (StoppedError, FormatError, OSError, ValueError):
            return  # the first reading has said what cannot be read
        self.post_message(messages.IdleReady(spans, self.query_one(Timeline).lanes.rule))

    @work(thread=True, exclusive=True, group="doubt")
    def _doubt(self, recording: Recording, asked: "tuple[list[Annotation], Ledger, int]") -> None:
        try:
            stops = late.doubtful_stops(recording, asked)
        except (FormatError, OSError) as error:
            self.post_message(messages.ReadingFailed(str(error)))
            return
        self.post_message(messages.DoubtfulFound(recording, stops))

    def on_doubtful_found(self, message: messages.DoubtfulFound) -> None:
        """Keep what is in doubt for `!`, and say that there is something."""
        if self.desk is None or message.recording is not self.player.recording:
            return
        self.desk.doubtful = message.stops
        if count := len(self.desk.doubts()):
            words = "annotation is" if count == 1 else "annotations are"
            self.notify(
                f"{count:,} {words} in doubt now that frames are moved: ! walks them, a and r decide.",
                severity="warning",
                timeout=15,
            )

    # Defects

    @property
    def has_defects(self) -> bool:
        """Whether something is known to be wrong with the capture."""
        return bool(self._known)

    def on_idle_ready(self, message: messages.IdleReady) -> None:
        """Check the capture once everything else is read.

        Textual calls the same method of the class below, as for every message.
        """
        del message
        if not self._checked:
            self._checked = True
            self._check_quietly(self.player.recording)

    @work(thread=True, exclusive=True, group="check quietly")
    def _check_quietly(self, recording: Recording) -> None:
        worker, calm = get_current_worker(), self.calm
        source = StoppableRecording(recording, lambda: calm.wait(lambda: worker.is_cancelled))
        try:
            found, words = late.check_capture(source)
        except StoppedError:
            return
        except (FormatError, OSError, ValueError):
            return  # X says why it cannot be checked; nobody has asked yet
        self.post_message(messages.DefectsFound(found, words, recording))

    def on_defects_found(self, message: messages.DefectsFound) -> None:
        """Show what a check found, and once across the screen what is bad."""
        if message.recording is not self.player.recording:
            return
        self._suspected = tuple(message.defects)
        self._show_defects(_WELL)
        if message.words != self._said_bad:
            self._said_bad = message.words
            words = f"BAD CAPTURE (X walks, Esc closes): {message.words}"
            self.say_across(words if message.words else "")

    def _show_defects(self, nothing: str = "") -> None:
        """Show the defects of the journal and those found, but for what was rejected."""
        found = list(self._suspected)
        if self.desk is not None:
            kept = self.desk.defects()
            names = {each.id for each in kept}
            found = [*kept, *(each for each in self.desk.not_rejected(found) if each.id not in names)]
        known = tuple(sorted(found, key=lambda each: (each.start.t_ns, each.end.t_ns, each.id)))
        if known == self._known and not nothing:
            return
        self._known = known
        self.change_lanes(
            defects=DefectLane(
                np.array([each.start.t_ns for each in known], np.int64),
                np.array([each.end.t_ns for each in known], np.int64),
                np.array([each.verdict == "bad" for each in known], np.bool_),
                nothing or self.query_one(Timeline).lanes.defects.nothing,
            )
        )
        rows = [
            DefectRow(
                each.start.t_ns,
                each.end.t_ns,
                each.check,
                each.verdict == "bad",
                each.note,
                late.meaning(each.check),
            )
            for each in known
        ]
        self.query_one(Inspector).load_defects(DefectSource(rows), *([nothing] if nothing else []))

    # Clocks

    def turn_clock(self) -> None:
        """Tell times by the next clock that can be read."""
        recording = self.player.recording
        before = self.clock.name
        self.clock = next_clock(before, recording.header, recording.frames)
        name = "time" if self.clock.name == "recording" else self.clock.name
        self.query_one(Timeline).change(clock=name, tick=self.clock.tick)
        self.query_one(Inspector).tell_times(self.clock.listed)
        self.say(
            f"times by the {self.clock.name} clock"
            if self.clock.name != before
            else "there is no other clock"
        )


def _correction(recording: Recording) -> "Correction | None":
    return recording.correction if isinstance(recording, CorrectedRecording) else None
