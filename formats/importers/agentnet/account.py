"""What an import says of itself: guesses, losses and problems as sentences."""

from formats.importers.agentnet.events import EventsFound
from formats.importers.agentnet.folder import RecordingFolder
from formats.importers.agentnet.metadata import Metadata
from formats.importers.agentnet.side_files import SideFound
from formats.importers.agentnet.timing import Timing
from formats.media.video import VideoTable
from formats.model.time import NS_PER_S
from formats.sources.videos import frames_sentence

_NAMED_KEYS = 5


def guesses(
    metadata: Metadata, found: EventsFound, side: SideFound, timing: Timing, table: VideoTable | None
) -> tuple[str, ...]:
    """Return what the source does not say, what was assumed, and why."""
    told = []
    if timing.video is not None:
        told.append(timing.video.why)
    if timing.pauses:
        paused_s = sum(until - since for since, until in timing.pauses) / NS_PER_S
        told.append(
            f"the video stood still for {paused_s:.3f} s in {len(timing.pauses)} pauses, which lie "
            "between its pictures"
        )
    if table is not None:
        told.append(frames_sentence(table))
    if found.keys:
        told.append(
            "codes of keys are places on a US keyboard, and modifiers and repeats follow from presses and "
            "releases: the source tells none of them"
        )
    if found.unknown_keys:
        most = ", ".join(name[:40] for name, _ in found.unknown_keys.most_common(_NAMED_KEYS))
        told.append(f"{found.unknown_keys.total():,} key events have no known place and no code: {most}")
    told += _of_display(metadata, found, timing)
    told += side.guessed
    told.append("the start in UTC is unknown: start_time in the details is a local time without its zone")
    return tuple(told)


def losses(
    folder: RecordingFolder, metadata: Metadata, found: EventsFound, side: SideFound, video_fault: str
) -> tuple[str, ...]:
    """Return what could not be kept, and what to do about it."""
    told = list(defects(metadata, found, side, video_fault))
    if not folder.videos:
        told.append("the folder has no video: events only")
    elif len(folder.videos) > 1:
        told.append(
            f"{len(folder.videos)} videos were kept; frames are those of the largest, {folder.videos[0].name}"
        )
    told += side.lost
    if folder.unread:
        told.append(f"not read: {', '.join(folder.unread[:10])}")
    return tuple(told)


def defects(metadata: Metadata, found: EventsFound, side: SideFound, video_fault: str) -> tuple[str, ...]:
    """Return what is known to be damaged or missing."""
    told = [*metadata.faults, *found.faults.sentences()]
    for faults in side.faults:
        told += faults.sentences()
    if video_fault:
        told.append(video_fault)
    return tuple(told)


def _of_display(metadata: Metadata, found: EventsFound, timing: Timing) -> list[str]:
    if metadata.size is None:
        return ["the metadata tells no size of the display: none is known"]
    width, height = metadata.size
    told = [f"one display of {width:g}x{height:g} at (0, 0) is known, of that size at the start; no scale is"]
    if metadata.system == "Darwin":
        told.append("positions are macOS's points, as captured, not pixels")
    if found.beyond:
        told.append(found.beyond_sentence(width, height, timing.origin_ns))
    return told
