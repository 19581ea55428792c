"""What commands on annotations read: a store, and the recordings that its changes are of."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from replay.store.place import place_in, place_of, store_place
from replay.store.settings import Settings, SettingsError, load_settings

if TYPE_CHECKING:
    from replay.store.journal import Store

Function = TypeVar("Function", bound=Callable[..., Any])


def store_option(function: Function, *, where: str = "beside FILE, or in this folder") -> Function:
    """Add `--store`, passed as `store`; `where` says where the store is looked for that nobody names."""
    return click.option(
        "--store",
        metavar="PLACE",
        help="A file, a folder of recordings, or a PostgreSQL URL; else as the settings say, else "
        f".replay/annotations.db {where}.",
    )(function)


def settings_in_force() -> Settings:
    """Read the settings; a mistake in them is wrong use."""
    try:
        return load_settings()
    except SettingsError as error:
        raise click.UsageError(str(error)) from error


def open_chosen(store: str | None, recording: Path | None = None, *, due: bool = True) -> "Store":
    """Open the store that was named, or is set, or lies beside a recording; of this folder without one.

    Args:
        store: What `--store` says.
        recording: The recording that it is about.
        due: Whether it must be there: what reads a store that nobody has made was given the wrong name.
    """
    from replay.store.journal import open_store

    chosen = store or settings_in_force().store
    place = (
        store_place(recording, chosen) if recording else place_of(chosen) if chosen else place_in(Path.cwd())
    )
    opened = open_store(place)
    if due and not opened.exists:
        raise click.UsageError(
            f"there is no store {place}: nothing was annotated there; --store names another"
        )
    return opened
