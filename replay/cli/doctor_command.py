"""`replay doctor`: what this terminal can show, what is installed, and where files are."""

import importlib.metadata
import os
import platform
import shutil
import sys
from typing import Any

import click

from replay.cli.arguments import json_option
from replay.cli.telling.output import print_json, print_line
from replay.core.safe_text import visible
from replay.render.capability import probe
from replay.render.choice import choose
from replay.store import paths

LIBRARIES = ("textual", "pillow", "numpy", "zstandard", "msgpack", "click", "sqlalchemy", "alembic")
EXTRAS = {
    "av": ("video", "pictures of recorded video"),
    "mcap": ("mcap", "OWAMcap recordings"),
    "psycopg": ("team", "annotations in a PostgreSQL database"),
    "cryptography": ("crypto", "sealed recordings, and signed certificates"),
    "pyrage": ("crypto", "keys of sealed recordings"),
    "keyring": ("crypto", "an identity or the audit's key in the keyring of the system"),
    "mss": ("record", "pictures of `replay record`"),
    "python-xlib": ("record", "events of `replay record`"),
    "spacy": ("names", "names of people in `replay scan`"),
    "presidio-analyzer": ("presidio", "Presidio's patterns in `replay scan`"),
    "pygamma-agreement": ("gamma", "gamma of `replay agree`"),
}
VARIABLES = ("TERM", "TERM_PROGRAM", "COLORTERM", "TMUX", "SSH_CONNECTION", "NO_COLOR", "LANG")


@click.command("doctor")
@json_option
@click.pass_obj
def command(network: str, as_json: bool) -> None:
    """Say what this terminal can show, what is installed, where files are, and if the network is closed."""
    found = examine(network)
    if as_json:
        print_json(found)
        return
    for title, rows in found.items():
        print_line(title)
        for name, value in rows.items():
            lines = value if isinstance(value, list) else [str(value)]
            for number, line in enumerate(lines or ["none"]):
                print_line(f"  {name if number == 0 else '':<14} {visible(line)}")


def examine(network: str) -> dict[str, dict[str, Any]]:
    """Collect what `doctor` prints, as plain JSON values.

    Args:
        network: Whether this process can reach it, in words.
    """
    capability = probe()
    choice = choose(capability)
    size = shutil.get_terminal_size()
    return {
        "terminal": {
            "size": f"{size.columns}x{size.lines}",
            "pictures": f"{choice.method.value}, {choice.glyphs}, {choice.depth.value}",
            "why": [*capability.why, choice.why],
            **{name: os.environ[name] for name in VARIABLES if name in os.environ},
        },
        "installed": {
            "python": f"{platform.python_version()} on {sys.platform}",
            **{name: _version(name) or "MISSING: reinstall replay" for name in LIBRARIES},
            **{name: _extra(name) for name in EXTRAS},
        },
        "files": {
            "settings": _path(paths.settings_file()),
            "identity": _path(paths.identity_file()),
            "imports": _path(paths.imports_folder()),
            "unsaved": _path(paths.aside_folder()),
        },
        "privacy": {"network": network},
    }


def _version(name: str) -> str | None:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return None


def _extra(name: str) -> str:
    extra, purpose = EXTRAS[name]
    return _version(name) or f"not installed; for {purpose}: pip install 'replay-desk[{extra}]'"


def _path(path: os.PathLike[str]) -> str:
    return f"{os.fspath(path)}{'' if os.path.exists(path) else '  (none yet)'}"  # noqa: PTH110 - any PathLike
