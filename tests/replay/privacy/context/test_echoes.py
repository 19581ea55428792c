"""What was typed is looked for on the screen as it may be read there."""

from formats.model.time import NS_PER_S
from replay.privacy.context.echoes import Echoes
from replay.privacy.context.entries import Entry
from replay.privacy.finding import ChannelText
from replay.privacy.texts import Texts

_END_NS = 3 * NS_PER_S


def _typed(value: str) -> Entry:
    source = ChannelText("typed", "s1", value, NS_PER_S, _END_NS)
    return Entry(source, 0, value, "", "enter", NS_PER_S, _END_NS)


def _shown(*lines: tuple[str, int]) -> Echoes:
    texts = Texts(
        [
            ChannelText("screen", f"0.{at}", line, at_ns, at_ns + NS_PER_S)
            for at, (line, at_ns) in enumerate(lines)
        ]
    )
    texts.rows["screen"] = texts.total["screen"] = 1
    return Echoes(texts)


def test_look_alikes_are_seen() -> None:
    """An engine takes 0 for O and 1 for l."""
    assert _shown(("ann$ c00lto0l", _END_NS)).is_echoed(_typed("cooltool"))
    assert _shown(("c00ltool is up", _END_NS)).is_seen(_typed("cooltool"))


def test_what_stood_there_before_or_comes_much_later_is_no_echo() -> None:
    """Neither is it, where the shell says that it knows no such command."""
    assert not _shown(("ann$ neofetch", 0)).is_echoed(_typed("neofetch"))
    assert not _shown(("ann$ neofetch", 60 * NS_PER_S)).is_echoed(_typed("neofetch"))
    assert not _shown(("ann$ hunter", _END_NS), ("hunter: command not found", _END_NS)).is_echoed(
        _typed("hunter")
    )


def test_without_pictures_nothing_is_said() -> None:
    """What is not seen says something only where pictures were read."""
    assert not Echoes(Texts()).are_read
    assert _shown(("a", 0)).are_read
