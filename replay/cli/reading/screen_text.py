"""The reader of the pictures' text that a command uses: which engines, how many processes, what is kept."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from formats.errors import FormatError, MissingExtraError
from formats.model.recording import Recording
from formats.native.sealed_layout import is_sealed
from formats.plain_file import read_head
from replay.core.safe_text import visible

if TYPE_CHECKING:
    from replay.privacy.screen.engine import Engine
    from replay.privacy.screen.readings import Readings
    from replay.privacy.texts import ScreenReader

NO_OCR = "the pictures were not read: --no-ocr"
NO_SECOND = "there is no second engine: Tesseract is not installed (Debian: apt install tesseract-ocr)"


@contextmanager
def screen_reader(
    recording: Recording,
    path: Path,
    *,
    processes: int = 1,
    both: bool = False,
    keep: "bool | Readings" = False,
) -> "Iterator[tuple[ScreenReader | None, str]]":
    """Give what reads the pictures until the `with` ends, or None and why nothing does.

    Args:
        recording: What is to be read.
        path: Of the recording. Of a sealed one nothing is kept: what it says would lie open beside it.
        processes: How many read lines.
        both: Read with Tesseract too, where RapidOCR is there.
        keep: Go on with what was read before, and keep what is read, see `readings_folder`; or where it is
            kept for as long as a command runs, and no longer.
    """
    if not len(recording.frames):
        yield None, ""
        return
    first, why = first_engine()
    if first is None:
        yield None, why
        return
    from replay.privacy.screen.crew import Crew, is_worth_a_crew
    from replay.privacy.screen.rapid import RapidEngine
    from replay.privacy.screen.reading import ScreenText
    from replay.privacy.screen.readings import Readings

    engines = [first]
    if both and isinstance(first, RapidEngine):
        second = second_engine()
        if second is None:
            raise click.UsageError(NO_SECOND)
        engines.append(second)
    with ExitStack() as stack:
        readings = keep if isinstance(keep, Readings) else Readings()
        if keep is True and not is_sealed(read_head(path)):
            readings = stack.enter_context(_kept(recording, engines))
        crew = None
        if processes > 1 and is_worth_a_crew(recording.frames) and isinstance(first, RapidEngine):
            crew = stack.enter_context(Crew(RapidEngine, processes))
        try:
            yield ScreenText(engines, readings, crew), ""
        except ChildProcessError as error:
            more = "--processes 1 needs less memory; what was read is kept"
            raise FormatError(f"{path}: {error} (killed, or out of memory): {more}") from error


def first_engine() -> "tuple[Engine | None, str]":
    """Return the engine that reads everything, or None and why there is none."""
    from replay.privacy.screen.rapid import RapidEngine

    try:
        return RapidEngine(), ""
    except MissingExtraError as error:
        second = second_engine()
        return second, "" if second else f"the pictures were not read: {error}"


def second_engine() -> "Engine | None":
    """Return Tesseract, None where it is not installed."""
    from replay.privacy.screen.tesseract import TesseractEngine, tesseract_path

    program = tesseract_path()
    return None if program is None else TesseractEngine(program)


def forget_readings(recording: str) -> int:
    """Delete what was kept of a recording's pictures; return how many files that was.

    Args:
        recording: Its content id.
    """
    from replay.privacy.screen.readings import forget
    from replay.store.paths import readings_folder

    return forget(readings_folder(), recording)


def _kept(recording: Recording, engines: "list[Engine]") -> "Readings":
    from formats.model.content_id import content_id
    from replay.privacy.screen.readings import Readings, readings_path
    from replay.store.paths import readings_folder

    path = readings_path(readings_folder(), content_id(recording), engines)
    try:
        return Readings.kept(path, engines)
    except OSError as error:
        click.echo(
            f"replay: {visible(f'what is read is not kept: {path}: {error.strerror or error}')}", err=True
        )
        return Readings()
