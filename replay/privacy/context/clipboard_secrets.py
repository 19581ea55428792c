"""Passwords on the clipboard: what was copied in a password manager, or is nothing but a strong one."""

from collections.abc import Iterator

from replay.privacy.context import prompts
from replay.privacy.detecting import findings_in
from replay.privacy.finding import ChannelText, Finding
from replay.privacy.likeness import is_strong
from replay.privacy.match import Match
from replay.privacy.policy import Policy
from replay.privacy.texts import Texts
from replay.privacy.typed.typing_order import TypingOrder

_LONGEST = 200


def copied_passwords(texts: Texts, order: TypingOrder, policy: Policy) -> list[Finding]:
    """Find entries of the clipboard that are passwords, by where they were copied and by what they are."""
    return [
        finding
        for text in texts.of("clipboard")
        for finding in findings_in(text, _matches(text, order), policy)
    ]


def _matches(text: ChannelText, order: TypingOrder) -> Iterator[Match]:
    value = text.text.strip()
    if not 4 <= len(value) <= _LONGEST or "\n" in value:
        return
    start = text.text.index(value)
    window = order.window_at(text.start_ns, text.first_seq)
    if prompts.MANAGER.search(f"{window.name} {window.app}"):
        yield Match(start, start + len(value), "password", "password-manager", 0.85)
    elif is_strong(value):
        yield Match(start, start + len(value), "password", "password-alone", 0.65)
