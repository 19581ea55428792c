"""Where label sets lie: beside the recordings, where the settings say, or among those that come along.

Only their text is read here; `replay.annotate.label_sets.label_text` makes a label set of it.
"""

from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from formats.errors import DamagedError, LimitError
from formats.plain_file import open_plain
from replay.store.paths import settings_file

PRESET = "computer-use"
"""The set in force where nobody chose one."""
BESIDE = Path(".replay") / "labels.toml"
"""Where the set of the recordings in a folder lies, seen from that folder."""

_PRESETS = "replay.store.presets"
_LARGEST = 1 << 22
_SUFFIX = ".toml"


@dataclass(frozen=True, slots=True)
class LabelText:
    """The text of a label set, and where it came from."""

    origin: str
    """A path, or "preset NAME"."""
    text: str


def presets() -> tuple[str, ...]:
    """Return the names of the label sets that come along, the default first."""
    names = sorted(
        each.name.removesuffix(_SUFFIX) for each in files(_PRESETS).iterdir() if each.name.endswith(_SUFFIX)
    )
    return (PRESET, *(name for name in names if name != PRESET))


def preset_text(name: str) -> LabelText:
    """Return the text of a label set that comes along; a name that is not in `presets` is a KeyError."""
    if name not in presets():
        raise KeyError(name)
    return LabelText(f"preset {name}", (files(_PRESETS) / f"{name}{_SUFFIX}").read_text("utf-8"))


def label_text(named: Path | str) -> LabelText:
    """Read a label set by the path of its file, or by the name of one that comes along.

    Raises:
        FormatError: The file cannot be read, is no text, or too large for one.
    """
    path = Path(named)
    if str(named) in presets() and not path.exists():
        return preset_text(str(named))
    with open_plain(path) as file:
        raw = file.read(_LARGEST + 1)
    if len(raw) > _LARGEST:
        raise LimitError(f"{path}: size of a label set in bytes", value=len(raw), limit=_LARGEST)
    try:
        return LabelText(str(path), raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise DamagedError(f"{path}: no UTF-8 text: {error.reason} at byte {error.start}") from error


def label_text_for(recording: Path, chosen: str = "", *, seen_from: Path | None = None) -> LabelText:
    """Read the label set in force for a recording.

    Args:
        recording: Its file or folder; what lies beside it comes first.
        chosen: What the settings name, "" for nothing; then the default that comes along.
        seen_from: The folder of the settings, None for the platform's place.

    Raises:
        FormatError: The file cannot be read, is no text, or too large for one.
    """
    beside = recording.parent / BESIDE
    if beside.exists():
        return label_text(beside)
    if not chosen or chosen in presets():
        return preset_text(chosen or PRESET)
    return label_text((seen_from or settings_file().parent) / Path(chosen).expanduser())
