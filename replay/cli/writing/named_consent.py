"""A copy of a recording of ours whose consent names no purpose, with what was agreed to written into it."""

from dataclasses import replace
from pathlib import Path

import click

from formats.errors import FormatError
from formats.model.content_id import content_id
from formats.model.header import Consent, Header
from formats.model.recording import Recording
from formats.model.wrapped import WrappedRecording
from formats.native.copy import write_recording
from replay.cli.reading.source import open_source
from replay.cli.telling.progress import ProgressBar
from replay.cli.writing.copies import note_copy
from replay.cli.writing.target import writing
from replay.core.safe_text import visible


def name_purpose(source: Path, out: Path, stated: Consent) -> None:
    """Write a recording whose consent says what it is for; all else of it is as it was.

    Args:
        source: A `.replay` file whose consent names no purpose; another is refused.
        out: The copy.
        stated: What was agreed to, at least for what.

    Raises:
        FormatError: It names one, or has no consent, or may not be opened.
    """
    from replay.privacy.consent import names_none, narrowed

    with open_source(source) as recording:
        held = recording.header.consent
        if not names_none(held):
            raise FormatError(f"{source} is a .replay file already")
        consent, why = narrowed(held, stated)
        if why:
            raise click.UsageError(f"it is not imported: {visible(why)}")
        note_copy("imported", source, content_id(recording), out, purpose=", ".join(stated.purposes))
        with writing(out), ProgressBar() as progress:
            write_recording(
                AgreedRecording(recording, consent),
                out,
                progress=lambda done, total: progress.stage("writing", done, total),
            )


class AgreedRecording(WrappedRecording):
    """A recording with another consent."""

    def __init__(self, raw: Recording, consent: Consent) -> None:
        super().__init__(raw)
        self._header = replace(raw.header, consent=consent)

    @property
    def header(self) -> Header:
        """As the recording's, with another consent."""
        return self._header
