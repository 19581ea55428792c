"""Zip archives that are recordings: members by name, under limits, and none that climbs out of its folder."""

import threading
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self

from formats.errors import DamagedError, FormatError, LimitError, UnsupportedError
from formats.sources.files import is_plain_name

MEMBERS = 200_000
MEMBER_BYTES = 512 << 20
RATIO = 1000
"""Most bytes that a compressed byte is believed to stand for; deflate reaches 1032."""
_LINK = 0o120000


class Archive:
    """A zip archive, opened read-only; may be read from any thread."""

    def __init__(self, path: Path) -> None:
        """Read the directory of members.

        Raises:
            DamagedError: It is no zip archive, or a member's name climbs out of its folder or is a link.
            UnsupportedError: It is encrypted.
            LimitError: It holds too much.
        """
        self.path = path
        self._lock = threading.Lock()
        try:
            self._zip = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError) as error:
            raise DamagedError(f"{path}: a zip archive that cannot be read: {error}") from error
        except OSError as error:
            raise FormatError(f"{path}: {error.strerror or error}") from error
        try:
            self._members = self._checked()
            self._by_last_part: dict[str, list[str]] = {}
            for member in self._members:
                self._by_last_part.setdefault(member.rpartition("/")[2], []).append(member)
        except FormatError:
            self._zip.close()
            raise

    @property
    def names(self) -> tuple[str, ...]:
        """Names of all files in it, sorted."""
        return tuple(sorted(self._members))

    def __contains__(self, name: str) -> bool:
        return name in self._members

    def find(self, name: str) -> str:
        """Return the member that a record names: of that name, or the only one below some folder, or `name`.

        People zip the folder around a recording, and take a recorder's files apart and zip them anew.
        """
        if name in self._members:
            return name
        found = self._by_last_part.get(name.rpartition("/")[2], [])
        ending = [member for member in found if member.endswith(f"/{name}")]
        return ending[0] if len(ending) == 1 else name

    def read(self, name: str, limit: int = MEMBER_BYTES) -> bytes:
        """Return a member's bytes.

        Raises:
            FormatError: There is none of that name, it is larger than `limit`, or its data are damaged.
        """
        info = self._members.get(name)
        if info is None:
            raise FormatError(f"{self.path}: there is no {name[:200]!r} in it")
        if info.file_size > limit:
            raise LimitError(f"{self.path}: size of {name}", value=info.file_size, limit=limit)
        try:
            with self._lock, self._zip.open(info) as file:
                # A member's stated size is a claim: no more is read than was allowed.
                data = file.read(limit + 1)
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            OSError,
            NotImplementedError,
            RuntimeError,
        ) as error:
            raise DamagedError(f"{self.path}: {name} cannot be read: {error}") from error
        if len(data) > limit:
            raise LimitError(f"{self.path}: size of {name}", value=len(data), limit=limit)
        return data

    def fetcher(self, name: str, limit: int = MEMBER_BYTES) -> Callable[[], bytes]:
        """Return a function that reads a member whenever it is called."""
        return lambda: self.read(name, limit)

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._zip.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _checked(self) -> dict[str, zipfile.ZipInfo]:
        infos = self._zip.infolist()
        if len(infos) > MEMBERS:
            raise LimitError(f"{self.path}: number of files in it", value=len(infos), limit=MEMBERS)
        members: dict[str, zipfile.ZipInfo] = {}
        for info in infos:
            # `filename` ends at a NUL, `orig_filename` does not.
            if not is_plain_name(info.orig_filename) or info.external_attr >> 16 & 0o170000 == _LINK:
                raise DamagedError(
                    f"{self.path}: refused: it holds {info.orig_filename[:200]!r}, which climbs out of "
                    "its folder or is a link"
                )
            if info.flag_bits & 1:
                raise UnsupportedError(f"{self.path}: encrypted: decrypt it first")
            if info.file_size > RATIO * max(info.compress_size, 1) + 4096:
                raise LimitError(
                    f"{self.path}: expansion of {info.filename}",
                    value=info.file_size // max(info.compress_size, 1),
                    limit=RATIO,
                )
            if not info.is_dir():
                members[info.filename] = info
        return members
