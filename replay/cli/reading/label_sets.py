"""The label set that a command works with."""

from pathlib import Path

import click

from formats.errors import DamagedError
from replay.annotate.errors import LabelSetError
from replay.annotate.label_sets.label_set import LabelSet
from replay.annotate.label_sets.label_text import parse_label_set
from replay.store.label_files import LabelText, label_text, label_text_for
from replay.store.settings import SettingsError, load_settings


def find_label_text(recording: Path, named: str | None) -> LabelText:
    """Read the text of a label set: the one named, else the one in force for a recording.

    Raises:
        FormatError: It cannot be read.
    """
    if named:
        return label_text(named)
    try:
        chosen = load_settings().labels
    except SettingsError as error:
        raise click.UsageError(str(error)) from error
    return label_text_for(recording, chosen)


def find_label_set(recording: Path, named: str | None) -> LabelSet:
    """Read a label set, see `find_label_text`.

    Raises:
        FormatError: It cannot be read, or something in it is wrong.
    """
    found = find_label_text(recording, named)
    try:
        return parse_label_set(found.text)
    except LabelSetError as error:
        raise DamagedError(f"{found.origin}: {error}; `replay labels check` lists all") from error
