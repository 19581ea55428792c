"""`replay frame`: one picture, exactly as it was recorded."""

from pathlib import Path

import click

from formats.errors import FormatError
from formats.model.frames import EncodedImage, Pixels, frame_at
from formats.model.recording import Recording
from formats.model.time import Span, format_time
from formats.native.whole_file import whole_file
from replay.cli.arguments import file_argument
from replay.cli.reading.corrections import Following, correction_options
from replay.cli.reading.source import instant_of, open_source
from replay.cli.writing.auditing import note
from replay.cli.writing.target import check_target, writing
from replay.core.no_pictures import why_no_pictures
from replay.core.safe_text import visible

SUFFIXES = {
    "image/png": {".png"},
    "image/jpeg": {".jpg", ".jpeg"},
    "image/webp": {".webp"},
}


@click.command("frame")
@file_argument
@click.option("--at", "at", required=True, metavar="T", help="HH:MM:SS.mmm, seconds, or #frame.")
@click.option(
    "-o", "--out", required=True, type=click.Path(path_type=Path), metavar="OUT", help="The picture to write."
)
@click.option("--overlay", is_flag=True, help="Draw the pointer's trail, clicks and held keys into it.")
@correction_options
def command(path: Path, at: str, out: Path, overlay: bool, following: Following) -> None:
    """Write the picture that was on screen at a time: the last one at or before it.

    A .png holds exactly the recorded pixels. A .jpg or .webp is written only where the recording keeps that
    very file, and then byte for byte.
    """
    check_target(out, path, force=True)
    with open_source(path, following) as recording:
        t_ns = instant_of(recording, at, "--at")
        frame = _frame_at(recording, t_ns)
        shown_at = int(recording.frames["t"][frame])
        kept = None if overlay else recording.encoded(frame)
        if kept is not None and out.suffix.lower() in SUFFIXES.get(kept.media_type, set()):
            picture: bytes | Pixels = kept.data
        elif out.suffix.lower() == ".png":
            picture = _pixels(recording, frame, t_ns, overlay=overlay)
        else:
            raise click.UsageError(_refusal(out, kept, overlay=overlay))
        note("saw", recording, path, span=Span(shown_at, shown_at + 1), details={"by": f"frame #{frame}"})
    # The recording is closed by now, and the pictures that it keeps at hand are gone.
    with writing(out), whole_file(out) as file:
        if isinstance(picture, bytes):
            file.write(picture)
        else:
            from PIL import Image

            Image.fromarray(picture).save(file, format="PNG")
    click.echo(f"wrote {visible(str(out))}: frame #{frame} of {format_time(shown_at)}", err=True)


def _frame_at(recording: Recording, t_ns: int) -> int:
    if not len(recording.frames):
        raise FormatError(f"the recording has no pictures: {why_no_pictures(recording)}")
    frame = frame_at(recording.frames, t_ns)
    if frame < 0:
        first = format_time(int(recording.frames["t"][0]))
        raise click.BadParameter(f"the first picture is at {first}", param_hint="--at")
    return frame


def _pixels(recording: Recording, frame: int, t_ns: int, *, overlay: bool) -> Pixels:
    pixels = recording.pixels(frame)
    if not overlay:
        return pixels
    from formats.model.displays import display_place
    from replay.core.trails import trail
    from replay.render.overlay import draw_on_picture

    place = display_place(recording, frame, t_ns)
    return draw_on_picture(pixels, trail(recording, t_ns), origin=place.origin, scale=place.scale)


def _refusal(out: Path, kept: EncodedImage | None, *, overlay: bool) -> str:
    if overlay:
        return f"{out}: a picture with an overlay is written as .png"
    have = f"kept as {kept.media_type}" if kept else "not kept as a file of its own"
    return f"{out}: this picture is {have}; name the output .png to have its exact pixels"
