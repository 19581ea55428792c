"""The correction of the frames' times that a command follows: asked for once, where a recording is opened."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from formats.model.corrected import corrected
from formats.model.recording import Recording
from replay.cli.arguments import uncorrected_option
from replay.cli.reading.store_source import settings_in_force, store_option
from replay.core.safe_text import visible
from replay.store.glance import may_hold_corrections
from replay.store.place import store_place

if TYPE_CHECKING:
    from replay.annotate.correction import InForce

Function = TypeVar("Function", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Following:
    """Whether a correction is followed, and where one may be kept."""

    store: str | None = None
    """What `--store` says."""
    uncorrected: bool = False

    def kept_of(self, recording: Recording, path: Path) -> "InForce | None":
        """Return the correction that is kept of a recording; None for none, or where none is wanted.

        A store that cannot be read is told on stderr: the times are then those that were recorded.

        Args:
            recording: As it was opened; read whole only where the store holds a correction of anything.
            path: What was opened.
        """
        if self.uncorrected or not len(recording.frames):
            return None
        place = store_place(path, self.store or settings_in_force().store)
        if not may_hold_corrections(place):
            return None
        from formats.errors import FormatError
        from formats.model.content_id import content_id
        from replay.annotate.correction import in_force
        from replay.annotate.ledger import Ledger
        from replay.store.corrections import correction_changes
        from replay.store.errors import StoreError, one_line
        from replay.store.journal import open_store

        faults: list[str] = []
        try:
            with open_store(place) as store:
                changes = correction_changes(store, content_id(recording), faults)
        except (StoreError, FormatError) as error:
            words = f"whether frames are corrected cannot be read, so they are not: {one_line(error)}"
            click.echo(f"replay: {visible(words)}", err=True)
            return None
        for fault in faults:
            click.echo(f"replay: left out: {visible(fault)}", err=True)
        return in_force(Ledger(changes))

    def followed(self, recording: Recording, path: Path) -> Recording:
        """Return a recording with the correction that is kept of it, and say so on stderr."""
        kept = self.kept_of(recording, path)
        if kept is None:
            return recording
        if kept.refusal:
            click.echo(
                f"replay: {visible(f'{path}: a correction is not followed: {kept.refusal}')}", err=True
            )
            return recording
        click.echo(
            f"replay: {visible(f'{path}: {kept.short}')}; --uncorrected leaves them as recorded", err=True
        )
        return corrected(recording, kept.correction)


RECORDED = Following(uncorrected=True)
"""Times as they were recorded."""


def correction_options(function: Function) -> Function:
    """Add `--uncorrected` and `--store`, passed together as `following`."""

    @wraps(function)
    def passing(*args: Any, uncorrected: bool, store: str | None, **values: Any) -> Any:
        return function(*args, following=Following(store, uncorrected), **values)

    return store_option(uncorrected_option(passing))  # type: ignore[return-value]  # it takes other arguments
