"""`replay record` from end to end, on a session of its own, held against what its driver did."""

from pathlib import Path

import pytest

pytest.importorskip("Xlib", reason="python-xlib is in the extra 'record'")

from formats.native.reader import Reader
from replay.core.typed_text import typed_runs
from samples.person import Person
from tests.replay.cli.shell import replay
from tests.replay.record.compared import compare, table
from tests.replay.record.sessions import ended, start_recording, x_session


def test_a_session_is_recorded_as_it_was_done(tmp_path: Path) -> None:
    """Every move, click, key and scroll step, in order, at equal coordinates, within 5 ms."""
    out = tmp_path / "a.replay"
    with x_session(tmp_path) as session:
        session.terminal("notes", place="80x24+40+60")
        recording = start_recording(session, out)
        person = Person(session.name, seed=7)
        person.move(300, 240)
        person.click()
        person.type("the quick brown Fox, 7 times!\n")
        person.move(900, 600)
        person.scroll(-5)
        person.scroll(3)
        person.drag(700, 500)
        person.click(3)
        person.wait(0.3)
        person.close()
        recording.terminate()
        status, said = ended(recording)

    rows = compare(out, person.truth)
    print(f"\n{table(rows)}\n{said}")
    assert status == 0, said
    assert "of a core" in said
    assert all(row.equal and row.done for row in rows), table(rows)
    assert all(row.p99_ms < 5 for row in rows), table(rows)
    for words in (("info",), ("events",), ("actions",), ("text",)):
        assert replay(*words, out).status == 0
    assert (
        replay("export", out, "--purpose", "tests", "--to", "jsonl", "-o", tmp_path / "out.jsonl").status == 0
    )
    with Reader(out) as whole:
        assert not whole.problems
        runs = typed_runs(whole)
        text = "".join(runs.record(i)["text"] for i in range(len(runs)))
        assert "the quick brown Fox, 7 times!" in text
        apart_ns = [b - a for a, b in zip(whole.frames["t"][:-1], whole.frames["t"][1:], strict=True)]
        assert max(apart_ns) < 1_000_000_000
        assert whole.events("window").records().__next__()["title"] == "notes"
