"""What every benchmark takes on its command line, and how it ends."""

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

from tests.benchmarks.figures import Figure, plain, show


def parser(doc: str | None) -> argparse.ArgumentParser:
    """Return a parser with the options that all benchmarks share."""
    options = argparse.ArgumentParser(description=(doc or "").partition("\n")[0])
    options.add_argument("--quick", action="store_true", help="less of everything: figures are rough")
    options.add_argument("--json", type=Path, metavar="OUT", help="also write the figures there")
    options.add_argument(
        "--cache", type=Path, metavar="FOLDER", help="where long recordings are kept between runs"
    )
    return options


@contextmanager
def folder_for(options: argparse.Namespace) -> Iterator[Path]:
    """Yield the folder of long recordings: the one named, or one that goes away afterwards."""
    if options.cache is None:
        with tempfile.TemporaryDirectory(prefix="replay-bench-") as name:
            yield Path(name)
    else:
        options.cache.mkdir(parents=True, exist_ok=True)
        yield options.cache


def finish(tables: Mapping[str, list[Figure]], options: argparse.Namespace) -> NoReturn:
    """Print the tables, write JSON where asked, and exit: 1 where an aim is missed."""
    for title, figures in tables.items():
        show(title, figures)
    if options.json:
        options.json.write_text(json.dumps(plain(tables)) + "\n", encoding="utf-8")
    sys.exit(summed_up([figure for figures in tables.values() for figure in figures]))


def summed_up(figures: list[Figure]) -> int:
    """Name what missed its aim and what was not measured; return the exit status."""
    missed = [figure.what for figure in figures if figure.met is False]
    absent = [f"{figure.what}: {figure.why}" for figure in figures if figure.value is None]
    met = sum(figure.met is True for figure in figures)
    print(f"\n{met} aims met, {len(missed)} missed, {len(absent)} figures not measured")
    for word, names in (("missed", missed), ("not measured", absent)):
        for name in names:
            print(f"  {word}: {name.strip()}")
    return 1 if missed else 0
