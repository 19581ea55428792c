"""`replay labels`: make, check and show label sets."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from formats.errors import DamagedError
from replay.annotate.errors import LabelSetError
from replay.annotate.label_sets.label_set import Label, LabelSet, Tier
from replay.annotate.label_sets.label_text import read_label_set
from replay.cli.arguments import PATH, json_option
from replay.cli.reading.label_sets import find_label_text
from replay.cli.telling.exits import EXIT_FOUND
from replay.cli.telling.output import print_json, print_json_line, print_line
from replay.cli.writing.target import writing
from replay.core.counted import count_text
from replay.core.safe_text import visible
from replay.store.label_files import BESIDE, PRESET, LabelText, label_text, preset_text, presets

_HERE = Path("recordings")
"""Stands for any recording of the folder that one is in."""


@click.group("labels")
def command() -> None:
    """Make, check and show label sets: the words for segments, with their keys and rules.

    The set in force for a recording is .replay/labels.toml beside it, else what `labels` in the settings
    names, else the preset computer-use. A set that was changed leaves what is stored as it is.
    """


@command.command("init")
@click.argument("preset", metavar="[PRESET]", default=PRESET)
@click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path),
    default=Path("labels.toml"),
    show_default=True,
    metavar="OUT",
    help="The file to write; one that exists is left alone.",
)
def init(preset: str, out: Path) -> None:
    """Write a label set to start from: computer-use, tasks or web-use."""
    if preset not in presets():
        raise click.UsageError(f"there is no preset {preset!r}; there are {', '.join(presets())}")
    text = preset_text(preset).text
    if out.parent == BESIDE.parent:
        # The folder that holds what belongs to the recordings beside it need not be there yet.
        out.parent.mkdir(exist_ok=True)
    try:
        with writing(out), out.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError as error:
        raise click.UsageError(f"{out} exists, and is left as it is") from error
    click.echo(visible(f"{out}: the preset {preset}; `replay labels check` it after a change"), err=True)


@command.command("check")
@click.argument("path", metavar="FILE", type=PATH)
@json_option
def check(path: Path, as_json: bool) -> int:
    """Say what is wrong in a label set, a line each; exit status 1 where there is anything.

    With --json each line is an object: line (null where it cannot be told), place, message.
    """
    labels, faults = _read(label_text(path))
    for fault in faults:
        if as_json:
            print_json_line({"line": fault.line, "place": fault.place, "message": fault.message})
        else:
            print_line(str(fault))
    sizes = f"{count_text(len(labels.labels), 'label')} in {count_text(len(labels.tiers), 'tier')}"
    found = count_text(len(faults), "fault") if faults else "no faults"
    click.echo(visible(f"{path}: {sizes}, {found}"), err=True)
    return EXIT_FOUND if faults else 0


@command.command("show")
@click.argument("file", metavar="[FILE]", required=False)
@json_option
def show(file: str | None, as_json: bool) -> None:
    """Print a label set as a tree with its keys.

    FILE is a label set, or the name of a preset; without it the set in force for the recordings of this
    folder.
    """
    found = find_label_text(_HERE, file)
    labels, faults = _read(found)
    if as_json:
        print_json(_document(labels, found.origin))
    else:
        for line in _lines(labels):
            print_line(line)
    if faults:
        more = f" (and {len(faults) - 1} more)" if len(faults) > 1 else ""
        click.echo(visible(f"replay: {found.origin}: {faults[0]}{more}; see `replay labels check`"), err=True)


def _read(found: LabelText) -> tuple[LabelSet, list[Any]]:
    try:
        return read_label_set(found.text)
    except LabelSetError as error:
        raise DamagedError(f"{found.origin}: {error}") from error


def _lines(labels: LabelSet) -> Iterator[str]:
    about = f": {labels.description}" if labels.description else ""
    yield visible(f"{labels.name}, version {labels.version}{about}")
    rows = [(tier, list(_of_tier(labels, tier.name))) for tier in labels.tiers]
    width = max((2 * depth + len(label.name) for _, found in rows for depth, label in found), default=0)
    for tier, found in rows:
        words = [tier.kind, *(["partition"] if tier.partition else []), *([] if tier.nested else ["apart"])]
        yield ""
        yield visible(f"{tier.name} ({', '.join(words)}){': ' if tier.description else ''}{tier.description}")
        for depth, label in found:
            name = "  " * depth + label.name
            yield visible(
                f"  {label.key or ' '}  {name:<{width}}  {label.description}{_rules(label)}"
            ).rstrip()


def _of_tier(labels: LabelSet, tier: str, kind_of: str = "", depth: int = 0) -> Iterator[tuple[int, Label]]:
    for label in labels.offered(tier, kind_of=kind_of):
        yield depth, label
        yield from _of_tier(labels, tier, label.name, depth + 1)


def _rules(label: Label) -> str:
    rules = {name: getattr(label, name) for name in ("inside", "children", "requires", "exclusive")}
    said = [f"{name} {', '.join(values)}" for name, values in rules.items() if values]
    return f" [{'; '.join(said)}]" if said else ""


def _document(labels: LabelSet, origin: str) -> dict[str, Any]:
    return {
        "name": labels.name,
        "version": labels.version,
        "description": labels.description,
        "origin": origin,
        "tiers": [_tier(tier) for tier in labels.tiers],
        "labels": [{"depth": depth, **_label(label)} for depth, label in labels.tree()],
    }


def _tier(tier: Tier) -> dict[str, Any]:
    return {
        "name": tier.name,
        "kind": tier.kind,
        "partition": tier.partition,
        "nested": tier.nested,
        "description": tier.description,
    }


def _label(label: Label) -> dict[str, Any]:
    return {
        "name": label.name,
        "parent": label.parent,
        "tiers": list(label.tiers),
        "kind": label.kind,
        "key": label.key,
        "colour": label.colour,
        "description": label.description,
        "inside": list(label.inside),
        "children": list(label.children),
        "requires": list(label.requires),
        "exclusive": list(label.exclusive),
    }
