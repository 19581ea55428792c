"""Words that are said hold nothing that is hidden, wherever they are said."""

import asyncio
from dataclasses import replace
from pathlib import Path

from formats.model.time import Span
from replay.core.hits import Hit
from replay.privacy.finding import Finding
from replay.privacy.masks.mask import HIDDEN, Mask
from replay.privacy.masks.masks import Masks
from replay.store.settings import Settings
from replay.ui import messages
from replay.ui.widgets.defect_rows import DefectRow, DefectSource
from replay.ui.widgets.flag_rows import FlagRow, FlagSource
from replay.ui.widgets.sources import HitSource, stop_words
from tests.replay.ui.labelled import SETTINGS, desk_is_there, labelled
from tests.replay.ui.screen import Driven, driven
from tests.replay.ui.test_sources import lines_of

_SECRET = "xylophone77"
_S = 1_000_000_000
_FOUND = Finding(
    id="word:title:1",
    category="password",
    channel="title",
    start_ns=20 * _S,
    end_ns=21 * _S,
    severity="high",
    confidence=0.9,
    rule="word",
    place="",
    start=0,
    stop=0,
    text=_SECRET,
)


_LABELS = f"""
name = "quoting"
version = 1
[[tiers]]
name = "task"
description = "of {_SECRET}"
[[labels]]
name = "log in as {_SECRET}"
key = "1"
tier = "task"
description = "with {_SECRET}"
"""


async def test_no_notice_banner_or_word_at_the_top_says_what_is_hidden(source: Path) -> None:
    """A fault of the journal, a verdict, an error, a note sent back: each may quote what was recorded."""
    quoted = f"cannot read '{_SECRET}\x1b[2J' [bold]here[/]"
    async with driven(source, source=source, settings=SETTINGS, notices=True, note=quoted) as screen:
        screen.main.hide(screen.main.stage.keeper.take_found([_FOUND], whole=False))
        screen.main.notify(quoted, markup=False)
        screen.main.post_message(messages.ReadingFailed(quoted, "text"))
        screen.main.post_message(messages.JournalSaved(1, quoted))
        screen.main.post_message(messages.DefectsFound([], quoted, screen.player.recording))
        screen.main.say(quoted)
        shown = await _shown(screen)

    assert shown.count(HIDDEN) >= 5
    assert _SECRET not in shown


async def test_no_dialog_says_what_is_hidden(source: Path) -> None:
    """The list of labels, the palette, the help, the filter, a flag's choice and every prompt."""
    (source.parent / "labels.toml").write_text(_LABELS)
    settings = Settings(author="ann", labels=str(source.parent / "labels.toml"))
    shown: list[str] = []
    async with driven(source, source=source, settings=settings, labels=True) as screen:
        await desk_is_there(screen)
        screen.main.hide(screen.main.stage.keeper.take_found([_FOUND], whole=False))
        for key in (";", ":", "?", "f", "x", "c", "g", "/"):
            await screen.burst(key)
            shown.append("\n".join(screen.lines()))
            assert screen.app.screen is not screen.main
            await screen.press("escape")
            await screen.until(lambda: screen.app.screen is screen.main)

    assert HIDDEN in shown[0]
    assert _SECRET not in "\n".join(shown)


async def test_what_is_said_already_is_hidden_when_it_is_found(source: Path) -> None:
    """The notice is closed, the banner and the word at the top are cleaned, and revealed again with it."""
    async with labelled(source) as screen:
        screen.main.notify(f"quotes {_SECRET}", timeout=60, markup=False)
        screen.main.say_across(f"bad: {_SECRET}")
        screen.main.say(f"said {_SECRET}")
        before = await _shown(screen)
        screen.main.hide(screen.main.stage.keeper.take_found([_FOUND], whole=False))
        hidden = await _shown(screen)
        left = len(screen.app._notifications)

    assert before.count(_SECRET) >= 2
    assert _SECRET not in hidden
    assert left == 0


def test_the_lists_of_defects_and_flags_hide_words_and_keys() -> None:
    """Which key is stuck in hidden typing is one of its letters; elsewhere it is told."""
    typed = Mask("m", Span(10, 20), frozenset({"typed", "keys"}), "password in typed", _SECRET)
    held = DefectRow(12, 14, "key-hold", True, "q held for 900 ms", "")
    rows = [held, replace(held, start_ns=30, end_ns=31), replace(held, check="freezes", note=f"in {_SECRET}")]
    flag = FlagRow(0, f"password {_SECRET}", "", is_open=False)
    masks = Masks([typed])
    defects = ["".join(text for text, _ in line) for line in lines_of(DefectSource(rows).masked(masks))]
    flags = ["".join(text for text, _ in line) for line in lines_of(FlagSource([flag]).masked(masks))]

    lost = DefectRow(5, 12, "lost-input", True, "lost press: q, as a state proves", "")
    hits = [Hit(each.start_ns, "defect", f"{each.check}: {each.note}", each.end_ns) for each in (*rows, lost)]
    stops = ["".join(text for text, _ in line) for line in lines_of(HitSource(hits, "", masks))]
    listed = "".join(text for text, _ in lines_of(DefectSource([lost]).masked(masks))[0])
    at_the_top = [stop_words(hit, masks) for hit in hits]

    for lines in (defects, stops, at_the_top):
        assert "q held" not in lines[0]
        assert "q held" in lines[1]
        assert "freezes: in " in lines[2]
        assert _SECRET not in "".join(lines)
    assert "key-hold: " in stops[0]
    assert "lost-input: " in stops[3]
    assert "lost press" not in stops[3] + listed + at_the_top[3]
    assert HIDDEN in defects[2]
    assert _SECRET not in "".join(flags)


async def _shown(screen: Driven) -> str:
    await asyncio.sleep(0.3)
    await screen.settle()
    return "\n".join(screen.lines())
