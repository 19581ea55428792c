"""`replay agree`: how far annotators agree, and where they do not."""

from itertools import combinations
from pathlib import Path

import click

from formats.model.time import NS_PER_MS
from replay.annotate.agreement.comparison import Terms, compare, compare_all
from replay.annotate.agreement.disagreements import Disagreement, disagreements
from replay.cli.agree.source import EXCLUDED, Compared, Question, with_gamma, work_to_compare
from replay.cli.agree.words import agreement_document, print_comparison, print_worst
from replay.cli.arguments import json_option
from replay.cli.reading.annotated import annotated_options, read_annotated
from replay.cli.reading.store_source import settings_in_force
from replay.cli.telling.output import print_json

_WIDEST_TOLERANCE_MS = 60_000


@click.command("agree")
@annotated_options
@click.option(
    "--author",
    "authors",
    multiple=True,
    metavar="A",
    help="Compare only these, at least two; the first is the reference. Else all who labelled.",
)
@click.option("--tier", metavar="T", help="The tier to compare; needed where several have two annotators.")
@click.option(
    "--tolerance",
    "tolerances_ms",
    multiple=True,
    type=click.IntRange(0, _WIDEST_TOLERANCE_MS),
    metavar="MS",
    help="How far apart boundaries may lie; may be given several times. [100, 250, 500, 1000]",
)
@click.option(
    "--exclude",
    "excluded",
    multiple=True,
    type=click.Choice(EXCLUDED),
    metavar="WHAT",
    help="Take idle time, defects or what is flagged to be redacted out first; may be given several times.",
)
@click.option("--exclude-defects", is_flag=True, help="The same as --exclude defects.")
@click.option("--level", type=click.IntRange(0), metavar="N", help="Of the label tree; 0 is the coarsest.")
@click.option("--labels", metavar="SET", help="The label set with that tree; else the one in force.")
@click.option(
    "--gaps",
    type=click.Choice(["label", "missing"]),
    default="label",
    show_default=True,
    help="What time without a label is: labelled with nothing, or not judged.",
)
@click.option(
    "--unit",
    "unit_ms",
    type=click.IntRange(1, 60_000),
    default=10,
    show_default=True,
    metavar="MS",
    help="Length of a unit for WindowDiff, Pk and boundary similarity.",
)
@click.option("--gamma", "gamma", is_flag=True, help="Compute gamma as well (extra 'gamma'; slow).")
@click.option(
    "--worst",
    type=click.IntRange(0),
    default=10,
    show_default=True,
    metavar="N",
    help="How many disagreements to list, the longest first; --json prints all.",
)
@json_option
def command(  # noqa: PLR0917 - click passes by name
    paths: tuple[Path, ...],
    store: str | None,
    journals: tuple[Path, ...],
    authors: tuple[str, ...],
    tier: str | None,
    tolerances_ms: tuple[int, ...],
    excluded: tuple[str, ...],
    exclude_defects: bool,
    level: int | None,
    labels: str | None,
    gaps: str,
    unit_ms: int,
    gamma: bool,
    worst: int,
    as_json: bool,
) -> None:
    """Say how far annotators agree, with 95 % intervals, and where they disagree most.

    Cohen's kappa and Krippendorff's alpha on time; precision, recall and F1 of boundaries; boundary
    similarity, WindowDiff and Pk; temporal IoU. All are 1 for full agreement, WindowDiff and Pk 0.
    """
    if len(set(authors)) == 1:
        raise click.UsageError("agreement is between two: name another --author, or none")
    if labels and level is None:
        raise click.UsageError("--labels is for --level, which says how deep in its tree to compare")
    if exclude_defects:
        excluded = tuple(dict.fromkeys((*excluded, "defects")))
    recordings = read_annotated(
        paths, store, journals, idle_s=settings_in_force().idle_s if "idle" in excluded else None
    )
    question = Question(tuple(dict.fromkeys(authors)), tier, excluded, level, labels)
    people, work = work_to_compare(recordings, question)
    tolerances = tuple(ms * NS_PER_MS for ms in dict.fromkeys(tolerances_ms)) or Terms().tolerances_ns
    terms = Terms(tolerances_ns=tolerances, unit_ns=unit_ms * NS_PER_MS, gaps=gaps == "label")
    comparisons = [compare_all([each.labelled for each in work], people, terms)] if len(people) > 2 else []
    found: list[tuple[Compared, Disagreement]] = []
    for pair in combinations(people, 2):
        compared = compare([each.labelled for each in work], *pair, terms)
        comparisons.append(with_gamma(compared, work) if gamma else compared)
        for each in work:
            found += [(each, one) for one in _between(each, pair, terms)]
    found.sort(key=lambda item: -item[1].span.duration_ns)
    whole_ns = sum(each.annotated.duration_ns for each in work)
    if as_json:
        print_json(agreement_document(comparisons, found, terms, whole_ns))
        return
    for compared in comparisons:
        print_comparison(compared, terms, whole_ns, work[0].tier, excluded)
    print_worst(found, worst)


def _between(each: Compared, pair: tuple[str, str], terms: Terms) -> list[Disagreement]:
    """Return where two disagree on one recording, by more than the narrowest tolerance."""
    if not all(author in each.labelled.by for author in pair):
        return []
    first, second = (each.labelled.by[author] for author in pair)
    return disagreements(
        first,
        second,
        each.axis,
        tier=each.tier,
        authors=pair,
        tolerance_ns=min(terms.tolerances_ns),
        gaps=terms.gaps,
    )
