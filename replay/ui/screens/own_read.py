"""The recorded person's screen with what a copy would lack: in their lists, and on the pictures."""

import threading
import time
from typing import TYPE_CHECKING

from textual import work

from formats.errors import FormatError, MissingExtraError
from replay.core.safe_text import visible
from replay.core.stoppable import StoppableRecording, StoppedError
from replay.privacy.subject.masks import subject_masks
from replay.ui import late, messages
from replay.ui.daemon import in_daemon
from replay.ui.own.word import Said
from replay.ui.screens.own_shown import OwnShownScreen

if TYPE_CHECKING:
    from replay.core.text_runs import TextRuns
    from replay.ui.own.reading import OwnReading

_LOOK_S = 0.2
"""So often it is asked whether the picture before the person waits to be read."""
_PATIENCE_S = 1.0
"""So long the reading of all pictures waits for whoever presses keys."""
_ONLY_COPIES = "on pictures only in copies"


class OwnReadScreen(OwnShownScreen):
    """Works out in threads what a copy would lack: the picture before the person first, then all of them."""

    _reading: "OwnReading | None" = None
    _making = threading.Lock()
    _is_left = False
    _reads = False
    """Whether pictures are being read."""
    _is_read = False
    """Whether all were, or never will be."""
    _behind: tuple[str, ...] = ()
    """Applications that are looked for behind others, or were last."""
    _reads_here = False
    """Whether the one before the person is."""

    def on_mount(self) -> None:
        """Look again and again whether the picture before the person waits to be read.

        Textual calls the same method of the class below, as for every message.
        """
        self.set_interval(_LOOK_S, self._look_here)

    def on_unmount(self) -> None:
        """Let threads that read stop at their next read."""
        self._is_left = True

    def work_out(self) -> None:
        """Work out in a thread what a copy would lack, once typed text is read."""
        if self.runs is not None:
            self._make_masks(self.word, self.runs)

    @work(thread=True, exclusive=True, group="masks")
    def _make_masks(self, said: Said, runs: "TextRuns") -> None:
        recording, subject = self.player.recording, said.subject
        try:
            masks = subject_masks(recording, subject.redactions, runs)
            reading = self.looking() if subject.removed else None
            masks += (reading.behind(subject.redactions.apps) or []) if reading is not None else []
            findings = [] if reading is None else reading.findings(subject.redactions.sought)
            gone = [] if reading is None else reading.gone(subject.removals)
        except FormatError as error:
            self.post_message(messages.ReadingFailed(str(error)))
        except StoppedError:
            return
        else:
            self.post_message(messages.OwnMasksMade(said, masks, findings, gone))

    def on_own_masks_made(self, message: messages.OwnMasksMade) -> None:
        """Begin to read pictures where a word is to go from them.

        Textual calls the same method of the class below, as for every message.
        """
        self._look_behind_if_due(message.said.subject.redactions.apps)
        if self._reads or not message.said.subject.redactions.sought or not len(self.player.recording.frames):
            return
        # One picture at a time: what reads it is not to be shared.
        self._reads = self._reads_here = True
        self.painting = "reading the picture …"
        self.run_worker(in_daemon(self._read_pictures), group="pictures")

    def _look_behind_if_due(self, apps: tuple[str, ...]) -> None:
        reading = self._reading
        if reading is None or reading.behind(apps) is not None or self._behind == apps:
            return
        self._behind = apps
        self.run_worker(in_daemon(lambda: self._look_behind(reading, apps)), group="behind")

    def _look_behind(self, reading: "OwnReading", apps: tuple[str, ...]) -> None:
        """Look in a thread where applications that go stand behind others."""
        try:
            reading.look_behind(apps)
        except FormatError as error:
            self.post_message(messages.ReadingFailed(str(error)))
        except (StoppedError, ValueError):
            # The latter where the recording was closed meanwhile.
            if not self._is_left:
                raise
        else:
            self.post_message(messages.OwnPicturesRead())

    def _read_pictures(self) -> None:
        """Read the picture before the person, and then all, in a thread."""
        reading = self.looking()

        def tell(words: str) -> None:
            self.post_message(messages.OwnPicturesTold(words))

        try:
            reading.begin()
            self._read_one(reading, self.player.frame_at(self.player.t_ns))
            reading.look_everywhere(tell)
        except MissingExtraError:
            self.post_message(messages.OwnPicturesRead(whole=True, error=_ONLY_COPIES))
        except FormatError as error:
            self.post_message(messages.OwnPicturesRead(whole=True, error=str(error)))
        except (StoppedError, ValueError):
            # The latter where the recording was closed meanwhile.
            if not self._is_left:
                raise
        else:
            self.post_message(messages.OwnPicturesRead(whole=True, error=reading.unread))

    def _look_here(self) -> None:
        """Have the picture before the person read where it waits for that, unless keys are pressed."""
        reading, frame = self._reading, self.player.frame_at(self.player.t_ns)
        waits = self._reads and not self._reads_here and reading is not None and not reading.is_whole
        if waits and reading is not None and frame >= 0 and not reading.knows(frame) and self.calm.is_calm:
            self._reads_here = True
            self.run_worker(in_daemon(lambda: self._read_one(reading, frame)), group="picture here")

    def _read_one(self, reading: "OwnReading", frame: int) -> None:
        try:
            if frame >= 0:
                reading.look_at(frame)
        except FormatError:
            return  # It is not shown either.
        except (StoppedError, ValueError):
            if not self._is_left:
                raise
            return
        finally:
            self._reads_here = False
        self.post_message(messages.OwnPicturesRead())

    def on_own_pictures_told(self, message: messages.OwnPicturesTold) -> None:
        """Say how far it is."""
        self.painting = visible(message.words)
        self.update_all()

    def on_own_pictures_read(self, message: messages.OwnPicturesRead) -> None:
        """Paint where words stand."""
        if message.whole:
            self.painting, self._is_read = "", True
            self.why_no_pictures = _ONLY_COPIES if message.error == _ONLY_COPIES else "not every picture"
            if message.error:
                self._tell_unread(message.error)
        self.work_out()

    def _tell_unread(self, error: str) -> None:
        words = (
            "Pictures cannot be read here (`pip install replay-desk[ocr]`): a word that you remove is "
            "painted on them only in copies."
            if error == _ONLY_COPIES
            else f"Not every picture could be read: look at those yourself. {error}"
        )
        self.notify(words, severity="warning", timeout=20, markup=False)

    @property
    def may_read(self) -> bool:
        """Whether pictures are still looked through for what is removed."""
        return bool(len(self.player.recording.frames)) and not self._is_read

    def looking(self) -> "OwnReading":
        """Return what reads for threads, made by the first of them."""
        with self._making:
            if self._reading is None:
                stoppable = StoppableRecording(self.player.recording, lambda: self._is_left)
                self._reading = late.own_reading()(stoppable, self._give_way)
            return self._reading

    def _give_way(self) -> None:
        """Wait while keys are pressed, but not for ever."""
        until = time.monotonic() + _PATIENCE_S
        self.calm.wait(lambda: self._is_left or time.monotonic() > until)
