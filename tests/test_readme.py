"""The README's table of formats is what the registry says."""

from formats.exchange_registry import EXCHANGES, exchange
from formats.registry import EXPORTERS, IMPORTERS, exporter, importer
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


if __name__ == "__main__":
    print("\n".join([*rows(), "", *annotation_rows()]))
