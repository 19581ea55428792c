"""What looks at the texts and pictures of a recording for the keys of flagging; for threads, no widget."""

import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from formats.errors import FormatError, MissingExtraError
from formats.model.annotations import Flag, Region
from formats.model.content_id import content_id
from formats.model.frames import SAME, Pixels, Storage
from formats.model.recording import Recording
from formats.model.time import Span
from replay.privacy.finding import ChannelText
from replay.privacy.painting.painted import Box
from replay.privacy.painting.region_track import follow
from replay.privacy.review.obligations import obligations
from replay.privacy.screen.changed import changed_boxes
from replay.privacy.screen.rapid import RapidEngine
from replay.privacy.screen.reading import ScreenText
from replay.privacy.screen.readings import Readings, readings_path
from replay.privacy.texts import Progress, ScreenReader, Texts, recording_texts
from replay.privacy.typed.typed_within import TypedWithin
from replay.privacy.typed.typing_order import TypingOrder
from replay.store.paths import readings_folder
from replay.ui.desks.looked import Asked, Boxes, LookedUp, Trace, Unclear, is_followed
from replay.ui.picture_reading import Tell, read_pictures


@dataclass(slots=True)
class Eyes:
    """Reads a recording for the keys of flagging, everything at most once, one method after the other."""

    recording: Recording
    """One that reads for threads, and stops when the screen is left."""
    keeps: bool = False
    """Whether what is read on pictures may be kept for the next time: not of a sealed recording."""
    give_way: Callable[[], object] = lambda: None
    """Called between two pictures of many; waits while somebody presses keys."""
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _texts: Texts | None = None
    _screen: Texts | None = None
    """What the pictures say, and which of them could not be read."""
    _engines: tuple[str, ...] = ()
    _reader: ScreenText | None = None
    _no_reader: str = ""

    def boxes(self, frame: int, known: Sequence[Region]) -> Iterator[Boxes]:
        """Yield what was detected on a picture: at once what changed there, then its lines of text.

        Args:
            frame: Of the recording.
            known: Of what was found there already; it comes with both.

        Raises:
            FormatError: The picture cannot be decoded.
        """
        display = int(self.recording.frames["display"][frame])
        pixels = self.recording.pixels(frame)
        changed = [_region(display, box) for box in self._changed(frame, pixels)]
        # While all pictures are read the reader is busy, and nobody waits so long for letters.
        if not self._lock.acquire(blocking=False):
            yield Boxes(frame, tuple(dict.fromkeys([*known, *changed])), is_last=True)
            return
        try:
            yield Boxes(frame, tuple(dict.fromkeys([*known, *changed])), is_last=False)
            reader = self._screen_reader()
            lines = reader.texts_of(np.ascontiguousarray(pixels)) if reader is not None else []
        finally:
            self._lock.release()
        found = [_region(display, line.box) for line in lines] or changed
        yield Boxes(frame, tuple(dict.fromkeys([*known, *found])), is_last=True)

    def text(self, channel: str, place: str) -> ChannelText | None:
        """Return one text of the recording, None where it has none of that name.

        Raises:
            FormatError: The recording cannot be read.
        """
        with self._lock:
            every = [*self._read_texts().every, *(self._screen.every if self._screen is not None else ())]
        return next((each for each in every if (each.channel, each.place) == (channel, place)), None)

    def trace(self, flag: Flag) -> Trace:
        """Follow a flagged region before and after the picture on which it was drawn.

        Raises:
            FormatError: A picture cannot be decoded.
        """
        region = flag.region
        ids = self._pictures(region.display) if region is not None else np.empty(0, np.int64)
        if region is None or not len(ids):
            return Trace(flag.id, (), ())
        times = self.recording.frames["t"][ids]
        at = max(int(np.searchsorted(times, flag.start.t_ns, side="right")) - 1, 0)
        box = Box(region.x, region.y, region.x + region.width, region.y + region.height)
        try:
            found = follow(lambda number: self.recording.pixels(int(ids[number])), len(ids), at, box)
        except ValueError:
            return Trace(flag.id, (), ())  # Drawn on a picture of another size, which is no longer there.

        def shown(first: int, last: int) -> Span:
            ends_ns = int(times[last + 1]) if last + 1 < len(ids) else self.recording.duration_ns + 1
            return Span(int(times[first]), max(ends_ns, int(times[first]) + 1))

        places = tuple(
            (_of_box(region.display, place.box), shown(place.first, place.last)) for place in found.places
        )
        unclear = tuple(
            Unclear(
                flag,
                int(ids[doubt.picture]),
                shown(doubt.picture, doubt.picture),
                _of_box(region.display, doubt.box),
            )
            for doubt in found.doubts
        )
        return Trace(flag.id, places, unclear)

    def look_up(self, asked: Asked, *, pictures: bool, tell: Tell) -> LookedUp:
        """Return where the secrets of flags can be seen, and where the regions among them go.

        Args:
            asked: The flags, and what is done already.
            pictures: Whether to read all pictures for it, which takes long; what was read is remembered.
            tell: Told how far it is.

        Raises:
            FormatError: The recording cannot be read.
        """
        tell("reading every text …")
        with self._lock:
            texts = list(self._read_texts().every)
            if pictures:
                self._read_screen(tell)
            on_screen = self._on_screen
        followed = [each for each in asked.flags if is_followed(each) and each.id not in asked.traced]
        traces: list[Trace] = []
        for number, flag in enumerate(followed):
            tell(f"following region {number + 1} of {len(followed)} …")
            traces.append(self.trace(flag))
        found = obligations(
            asked.flags,
            [*texts, *(on_screen or [])],
            self.recording.frames,
            decided=asked.decided,
            settled=asked.settled,
            typing=TypedWithin(self.recording),
            screen_is_read=on_screen is not None,
        )
        names = frozenset(each.id for each in asked.flags)
        return LookedUp(names, tuple(found), on_screen is not None, tuple(traces))

    def screen_reader(self, tell: Tell) -> ScreenReader:
        """Return what gives a search the texts on the pictures; they are read at most once, and here."""

        def add(_recording: Recording, texts: Texts, _progress: Progress) -> tuple[str, ...]:
            with self._lock:
                self._read_screen(tell)
                screen, engines = self._screen, self._engines
            if screen is not None:
                texts.every.extend(screen.every)
                texts.rows["screen"] += screen.rows["screen"]
                texts.total["screen"] += screen.total["screen"]
                texts.unread.setdefault("screen", []).extend(screen.unread.get("screen", ()))
            return engines

        return add

    @property
    def reads_pictures(self) -> bool:
        """Whether pictures can be read here: the extra `ocr` is installed."""
        return self._screen_reader() is not None

    @property
    def has_read_pictures(self) -> bool:
        """Whether they were read."""
        return self._screen is not None

    @property
    def unread_pictures(self) -> str:
        """Say which pictures could not be read, "" where all of them were."""
        return "; ".join(self._screen.unread.get("screen", ())) if self._screen is not None else ""

    @property
    def _on_screen(self) -> list[ChannelText] | None:
        """The texts on the pictures; of those that could not be read nothing is known."""
        return None if self._screen is None or self.unread_pictures else self._screen.every

    def _read_texts(self) -> Texts:
        if self._texts is None:
            self._texts = recording_texts(self.recording, TypingOrder(self.recording))
        return self._texts

    def _read_screen(self, tell: Tell) -> None:
        reader = self._screen_reader()
        if self._screen is not None or reader is None:
            return
        # One that was interrupted waits for what its processes were asked: the next reading gets another one.
        self._reader = None
        self._screen, self._engines = read_pictures(
            reader, self.recording, tell, keeps=self.keeps, give_way=self.give_way
        )
        self._reader = reader

    def _screen_reader(self) -> ScreenText | None:
        if self._reader is None and not self._no_reader:
            try:
                engines = [RapidEngine(self.give_way)]
                # What was kept of it makes it quick.
                path = readings_path(readings_folder(), content_id(self.recording), engines)
                self._reader = ScreenText(engines, Readings.known(path, engines))
            except MissingExtraError as error:
                self._no_reader = str(error)
        return self._reader

    def _changed(self, frame: int, pixels: Pixels) -> list[tuple[int, int, int, int]]:
        """Return where a picture differs from the one before it on its display."""
        ids = self._pictures(int(self.recording.frames["display"][frame]))
        at = int(np.searchsorted(ids, frame, side="left"))
        if not at:
            return []
        try:
            before = self.recording.pixels(int(ids[at - 1]))
        except FormatError:
            return []
        return changed_boxes(before, pixels) if before.shape == pixels.shape else []

    def _pictures(self, display: int) -> NDArray[np.int64]:
        """Return the frames of a display that have a picture of their own, in order."""
        frames = self.recording.frames
        pictured = (frames["changed"] != SAME) & (frames["storage"] != Storage.NONE)
        return np.flatnonzero((frames["display"] == display) & pictured).astype(np.int64)


def _region(display: int, box: tuple[int, int, int, int]) -> Region:
    return Region(display, *box)


def _of_box(display: int, box: Box) -> Region:
    return Region(display, box.left, box.top, box.right - box.left, box.bottom - box.top)
