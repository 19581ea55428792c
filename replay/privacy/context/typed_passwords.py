"""Passwords among typed text, by where they were typed: what is hidden without anyone's asking."""

from formats.model.recording import Recording
from replay.core.text_runs import TextRuns
from replay.privacy.context.rules import contextual
from replay.privacy.finding import Finding
from replay.privacy.policy import DEFAULT_POLICY
from replay.privacy.texts import Texts, typed_texts
from replay.privacy.typed.split_typing import split_texts
from replay.privacy.typed.typing_order import TypingOrder
from replay.privacy.years import years_of

_HIDDEN = frozenset({"password", "one-time-code"})


def typed_passwords(recording: Recording, runs: TextRuns) -> tuple[Finding, ...]:
    """Find what was typed into password fields, password managers and where a password is asked for.

    The findings have the ids that `replay.privacy.scan.scanning` gives them: what is decided on one counts
    for both.

    Args:
        recording: The streams key, text, button, window and marker are read once.
        runs: Of the same recording.
    """
    order = TypingOrder(recording)
    typed = list(typed_texts(runs, order))
    texts = Texts([*typed, *split_texts(runs, typed, order)])
    found = contextual(texts, order, DEFAULT_POLICY, years_of(recording))
    return tuple(finding for finding in found if finding.category in _HIDDEN)
