"""The recorded person's screen: opened by `replay subject FILE` in a terminal."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from formats.errors import FormatError
from formats.registry import NATIVE, detect
from replay.cli.reading.source import open_source
from replay.cli.reading.store_source import settings_in_force
from replay.cli.reading.subject_list import LIST_SUFFIX
from replay.cli.subject.own_hands import OwnList
from replay.cli.writing.auditing import noted
from replay.core.safe_text import visible
from replay.store.errors import StoreError, one_line
from replay.ui.own.word import Said, WordError

if TYPE_CHECKING:
    from replay.privacy.subject.redactions import SubjectList
    from replay.ui.screens.opening import OpeningScreen
    from replay.ui.screens.subject import SubjectScreen


def show_subject(path: Path, list_file: Path | None, *, render: str | None = None) -> int:
    """Show a recording to its person until they leave; return the exit status.

    Args:
        path: The recording.
        list_file: Where a new list of theirs is to be; beside the recording where None.
        render: How pictures are drawn; as the settings say where None.

    Raises:
        FormatError: It cannot be read.
    """
    from replay.render.capability import Inquiry
    from replay.ui.app import ReplayApp
    from replay.ui.driver import asking
    from replay.ui.own.sentences import parting

    settings = settings_in_force()
    if detect(path) != NATIVE:
        # It is read as a whole before there is a screen.
        click.echo(f"opening {visible(str(path))} …", err=True)
    with ExitStack() as stack:
        # A key is asked for while no screen is in the way.
        recording = stack.enter_context(open_source(path, always=True))
        own = OwnWordInWords(OwnList(path, recording, list_file))
        said: Said | None = None
        inquiry = Inquiry()
        stack.callback(inquiry.close)

        def prepare() -> None:
            nonlocal said
            # Every event is read for it.
            try:
                said = own.read()
            except WordError as error:
                raise FormatError(str(error)) from error
            unnoted = noted("saw", recording, path, details={"by": "subject"})
            said = replace(said, unnoted=unnoted)

        def make_main(opening: "OpeningScreen") -> "SubjectScreen":
            from replay.ui.player import Player
            from replay.ui.screens.subject import SubjectScreen
            from replay.ui.stage import Stage

            if said is None:
                raise RuntimeError("the recording is shown before it is known what its person said")
            capability = inquiry.result()
            app.set_depth(capability.depth)
            player = Player(recording)
            player.seek(player.first_picture_ns() or player.playhead.start_ns)
            chosen = render or settings.render
            stage = Stage(player, capability, chosen, trail_s=settings.trail_s, own=True)
            stage.prepare(opening.size)
            return SubjectScreen(stage, own, said, settings.idle_s)

        app = ReplayApp(
            make_main,
            prepare=prepare,
            theme=settings.theme,
            title=path.name,
            depth=inquiry.known.depth,
            driver=asking(inquiry),
        )
        app.run()
        if app.failure is not None:
            raise app.failure
        if said is not None and app.main is not None:
            word = getattr(app.main, "word", said)
            click.echo(visible(parting(word, str(path))), err=True)
    return app.return_code or 0


class OwnWordInWords:
    """The list for the screen: whatever goes wrong with it is a line of words."""

    def __init__(self, own: OwnList) -> None:
        self._own = own

    def read(self) -> Said:
        """Read what the list says now."""
        with _in_words():
            return self._own.read()

    def heard(self) -> Said | None:
        """Read what the list says where another program changed it."""
        with _in_words():
            return self._own.heard()

    def change(self, change: "Callable[[SubjectList], SubjectList]") -> Said:
        """Read the list, change it and write it."""
        with _in_words():
            return self._own.change(change)


@contextmanager
def _in_words() -> Iterator[None]:
    try:
        yield
    except click.UsageError as error:
        raise WordError(error.message) from error
    except OSError as error:
        place = f"{error.filename}: " if error.filename else ""
        elsewhere = ". `replay subject FILE --list L` keeps your list elsewhere"
        hint = elsewhere if place.endswith(f"{LIST_SUFFIX}: ") else ""
        raise WordError(f"{place}{error.strerror or error}{hint}") from error
    except (FormatError, StoreError) as error:
        raise WordError(one_line(error)) from error
