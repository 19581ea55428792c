"""The README's tables are what the registry of formats and the table of keys say."""

import re

from formats.exchange_registry import EXCHANGES, exchange
from formats.registry import EXPORTERS, IMPORTERS, exporter, importer
from replay.ui.keys import KEYS, sign
from tests.data import ROOT


def rows() -> list[str]:
    """Return the table as it must stand in the README."""
    out = ["| format | | what it is | what is lost |", "|---|---|---|---|"]
    for name in (*IMPORTERS, *(name for name in EXPORTERS if name not in IMPORTERS)):
        read = importer(name) if name in IMPORTERS else None
        written = exporter(name) if name in EXPORTERS else None
        can = " and ".join(word for word, found in (("read", read), ("write", written)) if found)
        summary = (read or written).SUMMARY  # type: ignore[union-attr]  # one of them is there
        lost = [f"{word}: {found.LOSES}" for word, found in (("read", read), ("written", written)) if found]
        if len(lost) == 1:
            lost = [lost[0].partition(": ")[2]]
        cells = (f"`{name}`", can, summary, " ".join(lost))
        out.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    return out


def annotation_rows() -> list[str]:
    """Return the table of formats of annotations as it must stand in the README."""
    out = ["| format | what it is | what is lost |", "|---|---|---|"]
    return out + [f"| `{name}` | {exchange(name).SUMMARY} | {exchange(name).LOSES} |" for name in EXCHANGES]


def test_the_readme_lists_every_format_and_what_is_lost() -> None:
    """Where it does not, the right table is in the message: `python -m tests.test_readme` prints it."""
    text = (ROOT / "README.md").read_text()
    table = text.partition("<!-- formats -->\n")[2].partition("<!-- formats end -->")[0]
    exchanged = text.partition("<!-- annotation formats -->\n")[2].partition("<!-- annotation formats end")[0]

    assert table.strip().splitlines() == rows()
    assert exchanged.strip().splitlines() == annotation_rows()


def test_the_readme_names_no_key_that_there_is_not() -> None:
    """And leaves out none that labels, decides or hands on: who has read it knows what there is."""
    text = (ROOT / "README.md").read_text().partition("## On the command line")[0]
    cells = [line.removeprefix("| ").partition(" | ")[0] for line in text.splitlines() if line[:2] == "| "]
    named = {name.replace("\\|", "|") for cell in cells for name in re.findall(r"`([^` ]+)`", cell)}
    signs = {sign(name): key for key in KEYS for name in key.keys}
    groups = {"Labelling", "Edges and depth", "Stops, comments, taking back"}
    due = {
        written
        for written, key in signs.items()
        if key.group in groups and len(written) == 1 and not written.isdigit()
    }

    assert named - {"''"} <= set(signs)
    assert due <= named


if __name__ == "__main__":
    print("\n".join([*rows(), "", *annotation_rows()]))
