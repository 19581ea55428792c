"""A recording of any source into the container, part by part."""

from collections.abc import Iterator
from pathlib import Path

from formats.model.frames import SAME, SEEN, EncodedImage, NoPicture, Pixels, Storage, VideoPicture
from formats.model.recording import Recording
from formats.native.progress import Progress, silent
from formats.native.writer import Writer

_ROWS = 65_536


def write_recording(
    recording: Recording,
    out: Path,
    *,
    lossless: bool = False,
    archive: bool = True,
    progress: Progress = silent,
) -> None:
    """Write a recording to `out`, which appears when it is whole.

    Args:
        recording: Where from.
        out: Replaced if it exists, once everything is written.
        lossless: Decode every picture and store it as tiles; otherwise pictures and
            videos are kept as they came, as are videos of which no picture is known.
        archive: Pack as small as possible, which takes longer.
        progress: Called with the parts done and all parts, now and then.

    Raises:
        FormatError: A part cannot be read; `out` is as it was.
        OSError: The file cannot be written; `out` is as it was.
    """
    with Writer(out, recording.header, archive=archive) as writer:
        _copy(recording, writer, lossless=lossless, progress=progress)


def _copy(recording: Recording, writer: Writer, *, lossless: bool, progress: Progress) -> None:
    streams = {name: info.rows for name, info in recording.streams.items() if name != "frame"}
    total = sum(streams.values()) // _ROWS + len(streams) + len(recording.frames)
    done = 0
    for name, rows in streams.items():
        for start in range(0, rows, _ROWS):
            writer.append(recording.rows(name, start, start + _ROWS))
            done += 1
            progress(done, total)
    writer.seal()
    for _ in _copied_frames(recording, writer, lossless=lossless):
        done += 1
        progress(done, total)
    progress(total, total)


def _copied_frames(recording: Recording, writer: Writer, *, lossless: bool) -> Iterator[None]:
    numbers: dict[int, int] = {}
    tiled = set(recording.frames["video"].tolist()) if lossless else set()
    for number, video in enumerate(recording.videos):
        # A video of which no picture is known becomes no tiles: it is kept, or all of it would be lost.
        if number not in tiled:
            with video.open() as file:
                numbers[number] = writer.add_video(file, video.media_type, video.time_base)
    pictured: set[int] = set()
    for frame, row in enumerate(recording.frames):
        display = int(row["display"])
        # What repeats a frame that has no picture and has one itself is the first of it in the copy.
        repeats = row["changed"] == SAME and display in pictured
        (pictured.discard if row["storage"] == Storage.NONE else pictured.add)(display)
        writer.add_frame(
            int(row["t"]),
            _picture(recording, frame, numbers, lossless=lossless, repeats=repeats),
            display=display,
            seq=int(row["seq"]),
            width=int(row["width"]),
            height=int(row["height"]),
            seen=bool(row["changed"] == SEEN),
        )
        yield


def _picture(
    recording: Recording, frame: int, videos: dict[int, int], *, lossless: bool, repeats: bool
) -> Pixels | EncodedImage | VideoPicture | NoPicture | None:
    row = recording.frames[frame]
    if row["storage"] == Storage.NONE:
        return NoPicture()
    if repeats and row["storage"] != Storage.VIDEO:
        return None
    if lossless:
        return recording.pixels(frame)
    if row["storage"] == Storage.VIDEO:
        return VideoPicture(videos[int(row["video"])], int(row["pts"]), bool(row["key"]))
    return recording.encoded(frame) or recording.pixels(frame)
