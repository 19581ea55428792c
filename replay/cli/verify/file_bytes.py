"""The bytes of a copy as they are searched: those of the file, of a sealed one those within."""

import io
import mmap
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from formats.plain_file import open_plain, read_head
from replay.cli.reading.unlocking import unlock


@contextmanager
def file_bytes(path: Path) -> Iterator[memoryview]:
    """Yield the bytes; those of a sealed file are held in memory, and nowhere else.

    Raises:
        FormatError: It cannot be read.
    """
    from formats.native.sealed_layout import is_sealed

    if is_sealed(read_head(path)):
        from formats.native.sealing import unseal

        opened = io.BytesIO()
        unseal(path, unlock, opened)
        with opened.getbuffer() as view:
            yield view
        return
    with (
        open_plain(path) as file,
        mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data,
        memoryview(data) as view,
    ):
        yield view
