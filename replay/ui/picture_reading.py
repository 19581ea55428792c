"""Reads the text on all pictures for the screen: in several processes, and kept so that it goes on later."""

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

from formats.errors import FormatError
from formats.model.content_id import content_id
from formats.model.recording import Recording
from replay.core.safe_text import visible
from replay.privacy.screen.crew import Crew, is_worth_a_crew, spare_cores
from replay.privacy.screen.rapid import RapidEngine
from replay.privacy.screen.reading import ScreenText
from replay.privacy.screen.readings import Readings, readings_path
from replay.privacy.texts import Texts
from replay.store.paths import readings_folder

Tell = Callable[[str], None]
"""Told in a few words how far it is."""

_SWITCH_S = 0.0005
_OFTEN = 8
"""Pictures or lines from one telling to the next."""
_MANY = 1_000
"""Of so many a hundredth is long to wait for: they are counted."""


def read_pictures(
    reader: ScreenText, recording: Recording, tell: Tell, *, keeps: bool, give_way: Callable[[], object]
) -> tuple[Texts, tuple[str, ...]]:
    """Read every picture; return the texts, with what could not be read, and the engines' names.

    What was read until then is kept where somebody leaves, and known when it is asked for again.

    Args:
        reader: Reads; its readings and its crew are those of this reading afterwards.
        recording: One whose reads say when nobody wants them any more.
        tell: Told how far it is.
        keeps: Whether what is read may be kept; never that of a sealed recording.
        give_way: Called before each picture; waits while somebody presses keys.

    Raises:
        FormatError: The recording cannot be read, or a process that reads died.
    """
    texts = Texts()
    with ExitStack() as stack:
        why = ""
        if keeps:
            path = readings_path(readings_folder(), content_id(recording), reader.engines)
            try:
                reader.readings = stack.enter_context(Readings.kept(path, reader.engines))
            except OSError as error:
                why = f", not kept: {visible(str(error.strerror or error))}"
        if is_worth_a_crew(recording.frames):
            # On a single core, too: the process steps back, which a thread of this one cannot.
            reader.crew = stack.enter_context(Crew(RapidEngine, spare_cores(), yields=True))
        stack.enter_context(_switching_often())

        def progress(what: str, done: int, total: int) -> None:
            give_way()
            if done % _OFTEN == 0:
                # While lines are waited for nothing else asks whether the screen was left.
                _ = recording.frames
                lines = "lines on " if what == "reading lines" else ""
                counted = f", {done:,} of {total:,}" if total >= _MANY else ""
                tell(f"reading {lines}the pictures, {done * 100 // max(total, 1)} %{counted}{why} …")

        try:
            engines = reader(recording, texts, progress)
        except ChildProcessError as error:
            raise FormatError(f"{error} (killed, or out of memory); what was read is kept") from error
        reader.crew = None
    return texts, engines


@contextmanager
def _switching_often() -> Iterator[None]:
    """Let no thread wait for this one to hand on the interpreter as long as a key takes to be painted."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(_SWITCH_S)
    try:
        yield
    finally:
        sys.setswitchinterval(before)
