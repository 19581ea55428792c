"""Pictures as files in a folder beside what refers to them."""

from collections.abc import Callable
from pathlib import Path

from formats.sinks.pictures import Picture

IMAGES = "images"
"""The folder, where OpenCUA and LLaMA-Factory keep theirs."""


def picture_folder(out: Path) -> Callable[[Picture, bytes], None]:
    """Return what stores pictures in the folder `IMAGES` of `out`, which it makes."""
    folder = out / IMAGES
    folder.mkdir()

    def store(picture: Picture, data: bytes) -> None:
        (folder / picture.name).write_bytes(data)

    return store
