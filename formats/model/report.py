"""What an import is asked, and what it says of itself: what was read, guessed and lost."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from formats.model.memory import MemoryRecording

Progress = Callable[[str, int, int], None]
"""Called with what is being read in a word, how much of it is done, and how much there is (0: unknown)."""


def silent(_what: str, _done: int, _total: int) -> None:
    """Say nothing."""


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """What a person asks of an import; an importer for which an option means nothing leaves it alone."""

    recover: bool = False
    """Read what there is of a file that is cut off or damaged, where it is otherwise refused."""
    mapping: Path | None = None
    """A TOML file that says which columns of a table are what."""
    progress: Progress = silent
    """Told now and then how far reading is; raises KeyboardInterrupt where the person has enough."""

    def stage(self, what: str) -> Callable[[int, int], None]:
        """Return a function of done and total that reports the progress of one part."""
        return lambda done, total: self.progress(what, done, total)


PLAIN = ImportOptions()

IMPORT_DETAILS = "import"
"""Name in the header's details under which an imported recording keeps its report."""

PICTURES_AGAIN = "pictures of the video equal to the one before, which are no frames of their own"
"""Name among the counts of the pictures that a video has, and the table of frames has not."""

_SENTENCES, _SENTENCE = 100, 1000


@dataclass(frozen=True, slots=True)
class ImportReport:
    """An importer's account; sentences are for people."""

    read: Mapping[str, int] = field(default_factory=dict)
    """Rows by stream."""
    guessed: tuple[str, ...] = ()
    """What the source does not say, what was assumed, and why."""
    lost: tuple[str, ...] = ()
    """What could not be kept, and what to do about it."""
    counts: Mapping[str, int] = field(default_factory=dict)
    """Oddities by name: those of `formats.model.audit`, and what the importer counted itself."""

    def details(self) -> dict[str, object]:
        """Return the account as JSON values of a size that a header can hold."""
        return {
            "guessed": [sentence[:_SENTENCE] for sentence in self.guessed[:_SENTENCES]],
            "lost": [sentence[:_SENTENCE] for sentence in self.lost[:_SENTENCES]],
            "counts": {name[:_SENTENCE]: count for name, count in list(self.counts.items())[:_SENTENCES]},
        }


@dataclass(frozen=True, slots=True)
class Imported:
    """A foreign recording and its report."""

    recording: MemoryRecording
    report: ImportReport
    own: bool = False
    """It was a recording of ours: its header is whole, and is kept as it is where nothing was lost."""
