"""Screenshots to judge drawing by: real ones where they lie, made-up desktops beside them."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image

from tests.benchmarks.desk_pictures import desktop
from tests.data import SHARED

# From each folder so many, evenly spaced: neighbours in a recording look alike.
_FOLDERS = (("desk/frames", 11), ("openadapt-flow", 8), ("pc-tracker", 6), ("screenagent", 7))


@contextmanager
def screenshots() -> Iterator[list[Path]]:
    """Yield at least 32 picture files, made up where real ones are absent."""
    found: list[Path] = []
    for folder, count in _FOLDERS:
        files = sorted(path for path in (SHARED / folder).rglob("*") if path.suffix in {".png", ".jpg"})
        found += files[:: max(len(files) // count, 1)][:count]
    with tempfile.TemporaryDirectory() as scratch:
        for seed in range(32 - len(found)):
            path = Path(scratch) / f"made-{seed}.png"
            Image.fromarray(desktop(seed)).save(path, compress_level=1)
            found.append(path)
        yield found


@contextmanager
def as_jpeg(source: Path) -> Iterator[Path]:
    """Yield the picture as a JPEG of 1920 by 1080, quality 85, such as recorders keep."""
    with tempfile.TemporaryDirectory() as scratch, Image.open(source) as image:
        path = Path(scratch) / "picture.jpg"
        image.convert("RGB").resize((1920, 1080), Image.Resampling.LANCZOS).save(path, quality=85)
        yield path
