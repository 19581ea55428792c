"""What was typed and never seen on the screen, where a window shows other typing: a field of dots."""

import re
from collections.abc import Iterator

from replay.privacy.context.echoes import PIECE, Echoes
from replay.privacy.context.entries import Entry, entries
from replay.privacy.detecting import findings_in
from replay.privacy.finding import Finding
from replay.privacy.match import Match
from replay.privacy.policy import Policy
from replay.privacy.texts import Texts
from replay.privacy.typed.typing_order import TypingOrder

RULE = "password-unseen"


def unseen(texts: Texts, order: TypingOrder, policy: Policy) -> list[Finding]:
    """Find words that were typed and not shown.

    Where hardly any picture was read nothing can be said, and nothing is found.
    """
    echoes = Echoes(texts)
    if not echoes.are_read:
        return []
    every = entries(texts.every, order)
    seen = [echoes.is_seen(entry) for entry in every]
    visible = {entry.window for entry, is_seen in zip(every, seen, strict=True) if is_seen}
    found: list[Finding] = []
    for entry, is_seen in zip(every, seen, strict=True):
        if not is_seen and entry.window in visible:
            found.extend(findings_in(entry.source, _words(entry), policy))
    return found


def _words(entry: Entry) -> Iterator[Match]:
    value = entry.value.strip()
    if len(value) > PIECE and not re.search(r"\s", value) and re.search(r"\w", value):
        start = entry.start + entry.value.index(value)
        yield Match(start, start + len(value), "password", RULE, 0.6)
