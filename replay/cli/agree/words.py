"""What `replay agree` prints: tables for people, one document for programs."""

from collections.abc import Sequence
from typing import Any

from formats.model.time import NS_PER_MS, format_time
from replay.annotate.agreement.bootstrap import LEVEL
from replay.annotate.agreement.comparison import Comparison, Row, Terms
from replay.annotate.agreement.disagreements import Disagreement
from replay.cli.agree.source import Compared
from replay.cli.telling.output import print_line, print_table, shortened
from replay.core.counted import count_text

_LONGEST = 120
"""Letters of a label or a name in a line."""


def print_comparison(
    compared: Comparison, terms: Terms, whole_ns: int, tier: str, excluded: Sequence[str]
) -> None:
    """Print what was compared, and a table of the measures."""
    reference, *others = (shortened(name, _LONGEST) for name in compared.authors)
    who = f"{reference} (reference) and {others[0]}" if len(others) == 1 else ", ".join([reference, *others])
    print_line(
        f"{who}: tier {shortened(tier, _LONGEST)}, {count_text(len(compared.recordings), 'recording')}"
    )
    left_out = f", without {' and '.join(dict.fromkeys(excluded))}" if excluded else ""
    gaps = "a label of its own" if terms.gaps else "not judged"
    print_line(
        f"{format_time(compared.length_ns)} compared of {format_time(whole_ns)}{left_out}; "
        f"time without a label is {gaps}; units of {terms.unit_ns // NS_PER_MS} ms"
    )
    print_line("")
    headings = ("measure", "with", "figure", f"{LEVEL:.0%} interval")
    print_table(headings, [_cells(row) for row in compared.rows], right=(2,))
    over = "recordings" if compared.by_recording else "blocks of time"
    print_line(f"intervals: bootstrap over {over}, {terms.resamples:,} resamples, seed {terms.seed}")
    print_line("")


def print_worst(found: Sequence[tuple[Compared, Disagreement]], worst: int) -> None:
    """Print the first disagreements, and how many there are."""
    shown = found[:worst]
    of = f", the worst {len(shown)}" if len(shown) < len(found) else ""
    print_line(f"{count_text(len(found), 'disagreement')}{of}")
    print_table(
        ("recording", "from", "to", "seconds", "what"),
        [
            (
                shortened(each.annotated.path.name, _LONGEST),
                format_time(one.span.start_ns),
                format_time(one.span.end_ns),
                f"{one.span.duration_ns / 1e9:.3f}",
                shortened(one.text, 2 * _LONGEST),
            )
            for each, one in shown
        ],
        right=(3,),
    )


def agreement_document(
    comparisons: Sequence[Comparison],
    found: Sequence[tuple[Compared, Disagreement]],
    terms: Terms,
    whole_ns: int,
) -> dict[str, Any]:
    """Return all of it as plain JSON values."""
    return {
        "unit_ns": terms.unit_ns,
        "gaps": "label" if terms.gaps else "missing",
        "resamples": terms.resamples,
        "seed": terms.seed,
        "level": LEVEL,
        "duration_ns": whole_ns,
        "comparisons": [
            {
                "authors": list(compared.authors),
                "recordings": list(compared.recordings),
                "compared_ns": compared.length_ns,
                "intervals_over": "recordings" if compared.by_recording else "blocks of time",
                "measures": [_record(row) for row in compared.rows],
            }
            for compared in comparisons
        ],
        "disagreements": [
            {
                "id": one.id,
                "file": str(each.annotated.path),
                "recording": each.annotated.recording,
                "start_ns": one.span.start_ns,
                "end_ns": one.span.end_ns,
                "tier": one.tier,
                "authors": list(one.authors),
                "labels": list(one.labels),
                "only": one.only,
            }
            for each, one in found
        ],
    }


def _cells(row: Row) -> tuple[str, str, str, str]:
    figure = f"{row.figure.value:.4f}" if row.figure.value is not None else "undefined"
    if row.figure.value is None:
        around = row.figure.why
    elif row.interval is None:
        around = "none"
    else:
        around = f"{row.interval.low:.4f} to {row.interval.high:.4f}"
    return row.measure, shortened(row.about, _LONGEST), figure, around


def _record(row: Row) -> dict[str, Any]:
    return {
        "measure": row.measure,
        "with": row.about,
        "value": row.figure.value,
        "why": row.figure.why,
        "low": row.interval.low if row.interval else None,
        "high": row.interval.high if row.interval else None,
        "blocks": row.interval.blocks if row.interval else None,
    }
