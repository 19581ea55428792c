"""What workers and widgets tell the screen."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

from formats.model.actions import Actions
from replay.core.hits import Found
from replay.core.pyramid import Pyramid
from replay.core.spans import Spans
from replay.core.text_runs import TextRuns
from replay.render.small import SmallImage, Wanted

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from formats.model.annotations import Defect
    from formats.model.changes import Change
    from formats.model.recording import Recording
    from replay.annotate.stops import Stop
    from replay.privacy.finding import ChannelText, Finding
    from replay.privacy.masks.mask import Mask
    from replay.privacy.painting.painted import Box
    from replay.privacy.painting.shown import Shown, Sought
    from replay.privacy.review.seen import SeenShare
    from replay.ui.desks.label_desk import LabelDesk
    from replay.ui.desks.looked import Boxes, Trace
    from replay.ui.own.gone import Gone
    from replay.ui.own.word import Said


@dataclass
class PictureReady(Message):
    """A picture that was asked for is at hand, or cannot be had."""

    frame: int
    """The frame that was asked for."""
    wanted: Wanted
    """What it was prepared for."""
    image: SmallImage | None
    """None where there is no picture; `error` then says why."""
    error: str = ""
    """One line."""
    late: bool = False
    """A newer request is waiting. Shown all the same: a key held down on slow pictures must not leave the
    view
    as it was."""
    boxes: "tuple[Box, ...]" = ()
    """What is hidden of it."""


@dataclass
class ActivityReady(Message):
    """Events are counted, wholly or in part."""

    pyramid: Pyramid


@dataclass
class ActionsReady(Message):
    """Events are reduced to actions."""

    actions: Actions


@dataclass
class RunsReady(Message):
    """Keystrokes are reduced to text."""

    runs: TextRuns


@dataclass
class LookedThrough(Message):
    """What is hidden without anyone's asking is known."""

    findings: "tuple[Finding, ...]"
    """Passwords that were typed."""
    masks: "list[Mask]"
    """Private windows, and typed text of which nobody knows what it is."""
    runs: TextRuns | None
    """None where typed text cannot be read: then nobody knows, and all of it stays hidden."""
    copied: "Sequence[int]" = ()
    """When something came onto the clipboard, rising."""
    private_rows: "Sequence[int]" = ()
    """Of windows that may be in sight behind others."""


@dataclass
class ShownFound(Message):
    """Where something that is hidden stands on the pictures is known."""

    recording: "Recording"
    """With the times by which it was looked for."""
    shown: "Mapping[Sought, Sequence[Shown]]"
    """By what it is."""


@dataclass
class IdleReady(Message):
    """Idle spans are found."""

    spans: Spans
    rule: str
    """What was called idle, in a sentence."""


@dataclass
class ReadingFailed(Message):
    """Part of the recording cannot be read; what does not need it goes on."""

    error: str
    part: str = ""
    """The list that stays empty, "actions" or "text"; "" for none."""


@dataclass
class WordsRead(Message):
    """Actions and typed text are read, as far as they can be: a search finds all there is."""


@dataclass
class HitsReady(Message):
    """A search is done."""

    needle: str
    found: Found


@dataclass
class SearchFailed(Message):
    """A search could not be made."""

    needle: str
    error: str
    """One line."""


@dataclass
class JournalReady(Message):
    """What was annotated so far is read, and what can be annotated is known."""

    desk: "LabelDesk"
    faults: list[str]
    """What could not be read of the journal or the label set, a sentence each."""


@dataclass
class StopsFound(Message):
    """A search or a check that takes long is done."""

    title: str
    take: "Callable[[LabelDesk], list[Stop]]"
    """Makes stops of what was found, but for what is decided already."""


@dataclass
class DoubtfulFound(Message):
    """It is known what a correction of the frames' times leaves in doubt."""

    recording: object
    """With that correction: another may be in force by now."""
    stops: "list[Stop]"


@dataclass
class DefectsFound(Message):
    """The capture was looked at, without its pictures."""

    defects: "list[Defect]"
    words: str
    """What is bad, in a line; "" where nothing is."""
    recording: object
    """What was looked at."""


@dataclass
class BoxesReady(Message):
    """What was detected on a picture, for the letters that pick a region."""

    boxes: "Boxes"


@dataclass
class RegionFollowed(Message):
    """A flagged region was followed through the pictures."""

    trace: "Trace"


@dataclass
class SearchedFirst(Message):
    """The texts were searched for what is private, unasked."""

    findings: "tuple[Finding, ...]"
    of_pictures: str
    """What is to be said of the pictures, which were not read."""


@dataclass
class Looking(Message):
    """A search that takes long goes on."""

    words: str
    """How far it is."""


@dataclass
class LookedEverywhere(Message):
    """Flagged secrets were looked for."""

    take: "Callable[[], None]"
    """Shows what was found; for the interface's thread."""


@dataclass
class PlaceRead(Message):
    """The text in which something was found, to choose other characters of it."""

    found: "Stop"
    text: "ChannelText | None"
    """None where it is not there any more."""


@dataclass
class JournalFailed(Message):
    """The journal cannot be opened: nothing can be annotated."""

    error: str
    """One line."""


@dataclass
class JournalHeard(Message):
    """The journal holds more than when it was last looked at; what this program saved is among it."""

    changes: "Sequence[Change]"


@dataclass
class JournalSaved(Message):
    """The journal's writer has tried to save."""

    unsaved: int
    error: str
    """Why the last try failed, "" where it did not."""


@dataclass
class RevealNoted(Message):
    """It is noted that somebody looks at what is hidden, or it cannot be."""

    masks: "tuple[Mask, ...]"
    t_ns: int
    """Where the playhead was when it was asked for."""
    words: str
    """What the person is to know of it, "" for nothing."""
    error: str
    """Why it cannot be noted, in one line; "" where it is."""


@dataclass
class SeenUnkept(Message):
    """What was seen could not be kept."""

    pictures: set[int]
    runs: set[int]
    error: str
    """One line."""


@dataclass
class SearchedForSigning(Message):
    """Everything has been searched for private content, as a sign-off asks for."""

    findings: "tuple[Finding, ...]"


@dataclass
class SeenCounted(Message):
    """How much was seen is known."""

    share: "SeenShare | None"
    error: str
    """Why it is not, in one line; "" where it is."""


@dataclass
class OwnWordKept(Message):
    """The recorded person's word is on the disk."""

    said: "Said"
    words: str
    """What was done, in words; safe to print."""


@dataclass
class OwnWordHeard(Message):
    """The recorded person's word was changed by another program."""

    said: "Said"


@dataclass
class OwnWordFailed(Message):
    """The recorded person's word could not be kept, or not wholly."""

    error: str
    """One line."""
    said: "Said | None"
    """What the list says now, None where that cannot be read either."""


@dataclass
class OwnMasksMade(Message):
    """It is known what a copy would lack."""

    said: "Said"
    """The word that it was made for: there may be another by now."""
    masks: "Sequence[Mask]"
    findings: "Sequence[Finding]"
    """Where words that are removed stand on the pictures that were read."""
    gone: "Sequence[Gone]"
    """What is known of each thing that was removed, in the order of the list."""


@dataclass
class OwnPicturesTold(Message):
    """Pictures are read for the words that the recorded person removed."""

    words: str
    """How far that is."""


@dataclass
class OwnPicturesRead(Message):
    """One picture more says what stands on it, or all of them do."""

    whole: bool = False
    error: str = ""
    """Why no more are read, in words; "" where nothing is wrong."""
