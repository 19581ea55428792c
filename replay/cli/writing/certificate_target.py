"""Where a certificate may be written: never in place of a recording, a list, or anything but another one."""

import json
from pathlib import Path

import click

from formats.errors import FormatError
from formats.plain_file import is_there, open_plain

_FILE_BYTES = 64 << 20
_PAGES = (".txt", ".html")


def check_certificate_target(target: Path | None) -> None:
    """Refuse, as wrong use, a place for a certificate that holds something else, or whose pages would.

    Args:
        target: Where it is to be, None where none is asked for.
    """
    if target is None:
        return
    if target.suffix != ".json":
        raise click.UsageError(
            f"{target}: the name of a certificate ends in .json; its pages stand beside it"
        )
    if not target.parent.is_dir():
        raise click.UsageError(f"{target}: there is no folder {target.parent}")
    if is_there(target):
        if not _is_certificate(target):
            raise click.UsageError(f"{target} is there and no certificate: name another file")
        return
    for page in map(target.with_suffix, _PAGES):
        if is_there(page):
            raise click.UsageError(f"{page} is there, and a page of the certificate would take its place")


def _is_certificate(path: Path) -> bool:
    from replay.privacy.proof.certificate import KIND

    try:
        with open_plain(path) as file:
            told = json.loads(file.read(_FILE_BYTES))
    except (FormatError, ValueError, RecursionError):
        return False
    return isinstance(told, dict) and told.get("certificate") == KIND
