"""Faults put into the captured desk and into a made-up recording: what is found of each, beside its aim.

python -m tests.benchmarks.injected_faults [--json OUT]
"""

from formats.native.reader import Reader
from tests.benchmarks.command import finish, parser
from tests.benchmarks.figures import Figure
from tests.benchmarks.synthetic import synthetic_recording
from tests.data import SAMPLE
from tests.replay.fidelity.shown import ROWS, day_subject, desk_subject


def main() -> None:
    """Measure and print."""
    options = parser(__doc__).parse_args()
    tables: dict[str, list[Figure]] = {}
    with Reader(SAMPLE) as desk:
        for subject in (desk_subject(desk), day_subject(synthetic_recording(0.1, 1))):
            for fault, row in ROWS.items():
                tables[f"{subject.name}: {fault}"] = list(row(subject))
    finish(tables, options)


if __name__ == "__main__":
    main()
