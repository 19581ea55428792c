"""Whether a copy's file holds nothing but what a reader gives, which is what all other checks look at."""

from pathlib import Path

from formats.native.layout import is_native
from formats.native.reader import Reader
from formats.native.sealed_layout import is_sealed
from formats.native.stored_bytes import Unlock
from formats.native.surplus import surplus
from formats.plain_file import read_head
from replay.privacy.proof.checks import Check

NAME = "file"
_SHOWN = 100


def read_parts(path: Path, unlock: Unlock) -> None:
    """Read every part of a file of ours, before a second one is open of which damage could be told instead.

    Args:
        path: Of the copy.
        unlock: Asked for the key of a sealed one.

    Raises:
        FormatError: One is damaged, or nothing of it can be read.
    """
    head = read_head(path)
    if is_native(head) or is_sealed(head):
        with Reader(path, unlock=unlock) as reader:
            file, entries = reader.chunks
            for offset in entries["offset"].tolist():
                file.chunk_at(offset)


def check_file(path: Path, unlock: Unlock) -> Check:
    """Look at every byte of a file, of a sealed one at those within.

    Args:
        path: Of the copy.
        unlock: Asked for the key of a sealed one.

    Raises:
        FormatError: Nothing of it can be read.
    """
    head = read_head(path)
    if not is_native(head) and not is_sealed(head):
        return Check(NAME, "open", "it is no .replay file", ("what no reader gives of it",))
    with Reader(path, intact_only=True, unlock=unlock) as reader:
        file, entries = reader.chunks
        places = [*surplus(reader)]
        looked = f"{len(entries):,} parts of {file.size:,} bytes"
    return Check.of(NAME, looked, places[:_SHOWN], f"{len(places):,} are not what a reader gives")
