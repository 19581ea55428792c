"""Looks for the words that the recorded person removed: in every text, and on the pictures; for threads.

The picture before them is read first, so that they see at once that a word is gone from it. What is read is
kept nowhere: it says what they removed.
"""

import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np

from formats.model.content_id import content_id
from formats.model.frames import frame_ends
from formats.model.recording import Recording
from replay.privacy.finding import ChannelText, Finding
from replay.privacy.masks.mask import Mask
from replay.privacy.scan.asked_words import asked_in
from replay.privacy.screen.following import Follower
from replay.privacy.screen.rapid import RapidEngine
from replay.privacy.screen.reading import ScreenText
from replay.privacy.screen.readings import Readings, readings_path
from replay.privacy.subject.masks import behind_masks, removal_start
from replay.privacy.subject.redactions import Removal
from replay.privacy.subject.word_places import WordPlaces, word_places
from replay.privacy.texts import recording_texts
from replay.privacy.typed.typing_order import TypingOrder
from replay.store.paths import readings_folder
from replay.ui.own.gone import Gone
from replay.ui.picture_reading import Tell, read_pictures


@dataclass(slots=True)
class OwnReading:
    """Reads a recording for its person, everything once; each method in any thread."""

    recording: Recording
    """One that reads for threads, and stops when the screen is left."""
    give_way: Callable[[], object] = lambda: None
    """Called between two pictures; waits while somebody presses keys."""
    unread: str = ""
    """Which pictures could not be read, once all were tried; "" where all of them were."""
    _reader: ScreenText | None = None
    _reader_here: ScreenText | None = None
    """Of the picture before the person, while the other one reads all of them."""
    _texts: list[ChannelText] | None = None
    _every: list[ChannelText] | None = None
    """What the pictures say, once all are read."""
    _single: dict[int, list[ChannelText]] = field(default_factory=dict)
    """What some of them say, by frame, until then."""
    _places: dict[str, WordPlaces] = field(default_factory=dict)
    _on_pictures: dict[str, list[Finding]] = field(default_factory=dict)
    """Where a word stands on the pictures, when all of them were read."""
    _behind: dict[tuple[str, ...], list[Mask]] = field(default_factory=dict)
    """Where applications that go stand behind others, once that was looked for."""
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def is_whole(self) -> bool:
        """Whether all pictures were read."""
        return self._every is not None

    def knows(self, frame: int) -> bool:
        """Say whether it is known what a picture says."""
        return self.is_whole or frame in self._single

    # Reading

    def begin(self) -> None:
        """Get ready to read pictures.

        Raises:
            MissingExtraError: Nothing here can.
        """
        if self._reader is None:
            engine = RapidEngine()
            known = Readings.known(
                readings_path(readings_folder(), content_id(self.recording), [engine]), [engine]
            )
            self._reader_here = ScreenText([RapidEngine()], known)
            self._reader = ScreenText([engine], known)

    def look_at(self, frame: int) -> None:
        """Read one picture.

        Raises:
            FormatError: It cannot be decoded.
        """
        reader = self._reader_here
        if reader is None or self.knows(frame):
            return
        row = self.recording.frames[frame]
        # One that cannot be decoded is not tried again.
        self._single[frame] = []
        follower = Follower(int(row["display"]))
        lines = reader.texts_of(np.ascontiguousarray(self.recording.pixels(frame)))
        said = list(follower.follow(lines, frame, int(row["t"])))
        ends = frame_ends(self.recording.frames, self.recording.duration_ns)
        self._single[frame] = [*said, *follower.end(int(ends[frame]))]

    def look_everywhere(self, tell: Tell) -> None:
        """Read all pictures.

        Raises:
            FormatError: A process that reads died.
        """
        if self._reader is None or self._every is not None:
            return
        texts, _ = read_pictures(self._reader, self.recording, tell, keeps=False, give_way=self.give_way)
        self.unread = "; ".join(texts.unread.get("screen", ()))
        self._every = texts.every
        self._single.clear()

    def look_behind(self, apps: tuple[str, ...]) -> None:
        """Look where applications are in sight before they come to the front and behind others.

        Raises:
            FormatError: The windows, or where displays lie, cannot be read.
        """
        if apps not in self._behind:
            self._behind[apps] = behind_masks(self.recording, apps)

    # What is found

    def behind(self, apps: tuple[str, ...]) -> list[Mask] | None:
        """Return what hides applications behind others; None before that was looked for."""
        return self._behind.get(apps) if apps else []

    def findings(self, words: Sequence[str]) -> list[Finding]:
        """Return where some words stand on the pictures that were read."""
        every = self._every
        if every is None:
            single = [text for texts in list(self._single.values()) for text in texts]
            return asked_in(single, words)
        return [each for word in words for each in self._found(every, word)]

    def gone(self, removals: Iterable[Removal]) -> list[Gone]:
        """Return what is known of things that were removed.

        Raises:
            FormatError: A text cannot be read.
        """
        return [
            self._word(each.name)
            if each.kind == "word"
            else Gone(begins_ns=removal_start(self.recording, each))
            for each in removals
        ]

    def _word(self, word: str) -> Gone:
        places = self._in_texts(word)
        every = self._every if len(self.recording.frames) else []
        if every is None:
            return Gone(places.first_ns, places.places, None)
        found = self._found(every, word)
        starts = [each.start_ns for each in found]
        starts += [] if places.first_ns is None else [places.first_ns]
        return Gone(min(starts, default=None), places.places, self._count(found))

    def _count(self, found: Iterable[Finding]) -> int:
        """Return on how many pictures something stands."""
        times, displays = self.recording.frames["t"], self.recording.frames["display"]
        shows = np.zeros(len(times), np.bool_)
        for each in found:
            if each.frame is not None:
                first, last = np.searchsorted(times, [each.start_ns, max(each.end_ns, each.start_ns + 1)])
                shows[first:last] |= displays[first:last] == displays[each.frame]
        return int(shows.sum())

    def _found(self, every: Sequence[ChannelText], word: str) -> list[Finding]:
        if word not in self._on_pictures:
            self._on_pictures[word] = asked_in(every, [word])
        return self._on_pictures[word]

    def _in_texts(self, word: str) -> WordPlaces:
        with self._lock:
            if self._texts is None:
                self._texts = recording_texts(self.recording, TypingOrder(self.recording)).every
            if word not in self._places:
                self._places[word] = word_places(self._texts, word)
            return self._places[word]
