"""What stood in a run of typing for a while, as texts of the keys."""

import re
from collections.abc import Iterator

from replay.core.text_runs import TextRuns
from replay.privacy.finding import ChannelText, Finding

_PLACE = re.compile(r"s\d+(?:\.[a-z]+)?\.back\d+")


def taken_back_texts(runs: TextRuns) -> Iterator[ChannelText]:
    """Yield what stood in each run whenever something of it was about to be erased, as texts of the keys."""
    for run in runs:
        for number, text in enumerate(run.given_up):
            yield ChannelText(
                "keys",
                f"s{run.first_seq}.back{number}",
                text,
                run.start_ns,
                run.end_ns,
                run.first_seq,
                run.last_seq,
            )


def is_back(where: Finding | ChannelText) -> bool:
    """Say whether this is a text that stood for a while, or was found in one."""
    return where.channel == "keys" and _PLACE.fullmatch(where.place) is not None
