"""The held-out leaks: they are played as told, judged strictly, and copies are searched for them."""

import random
from pathlib import Path

import pytest

from formats.native.reader import Reader
from replay.core.typed_text import typed_runs
from tests.benchmarks.privacy.holdout.copied import copies
from tests.benchmarks.privacy.holdout.drawn import drawn
from tests.benchmarks.privacy.holdout.invented import MAKERS
from tests.benchmarks.privacy.holdout.judged import judged
from tests.benchmarks.privacy.holdout.layouts import LAYOUTS
from tests.benchmarks.privacy.holdout.scripts import Script, Window, played
from tests.benchmarks.privacy.holdout.searched import left
from tests.benchmarks.privacy.holdout.typed import ALL, LEAKS, SEED, halves, judge, shares
from tests.benchmarks.privacy.holdout.typist import Typist

_FEW = range(3, len(LEAKS), 60)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_what_is_typed_stands_there_in_the_end(layout: str, tmp_path: Path) -> None:
    """Whatever slips there were, on every keyboard, in an editor and in a shell."""
    text = 'Zu viel "yz" @home: {a[1]} | #7 for 100 apples'
    for app in ("gedit", "xterm"):
        typist = Typist(random.Random(5), 0.1, layout)
        typist.window(app, "notes")
        typist.type([(text[:9], ""), (text[9:], "password")])
        path = tmp_path / f"{app}.replay"
        typist.write(path, 1)

        with Reader(path) as recording:
            assert [run.text for run in typed_runs(recording)] == [text]
        assert [secret.text for secret in typist.planted] == [text[9:]]


def test_the_halves_share_nothing_and_lose_nothing() -> None:
    """What rules are mended by judges nothing."""
    one, other = halves()

    assert sorted([*one, *other]) == list(range(len(ALL)))


def test_every_secret_is_made_and_half_a_finding_is_no_find() -> None:
    """A piece of a password, another kind, or another time is not what was planted."""
    script = Script("all", (Window("gedit", "notes"), " ".join(f"{{{name}}}" for name in MAKERS)))
    typist = played(script, 7, 0.0)
    secret = next(each for each in typist.planted if each.category == "password")
    finding = {"category": "api-key", "channel": "typed", "text": secret.text, "start_ns": secret.start_ns}
    finding |= {"end_ns": secret.end_ns}

    def found(**changed: object) -> bool:
        return bool(judged("all", 0, typist, [{**finding, **changed}]).found)

    assert found()
    assert not found(text=secret.text[:-1])
    assert not found(category="phone")
    assert not found(channel="title")
    assert not found(start_ns=secret.end_ns + 1, end_ns=secret.end_ns + 2)
    assert len(judged("all", 0, typist, [{**finding, "text": "something else"}]).false) == 1


def test_few_scenarios_are_found_and_removed(tmp_path: Path) -> None:
    """A search that shares nothing with the program's own sees them before, and not after."""
    found, planted, _ = shares([result for _, result in judge(_FEW, tmp_path, (0.04,))])["all"]
    made = list(copies(_FEW, tmp_path, 0.04))

    assert found >= 0.8 * planted
    assert all(each.told for each in made if each.found)
    assert [each.left for each in made] == [frozenset()] * len(made)


@pytest.mark.parametrize("coded", ["plain", "reversed", "hex", "base64", "utf-16", "url"])
def test_the_search_sees_secrets_however_they_are_written(coded: str, tmp_path: Path) -> None:
    """In bytes that no text of the recording holds."""
    secret = "Horse#42!batterie"
    data = {
        "plain": secret.encode(),
        "reversed": secret[::-1].encode(),
        "hex": secret.encode().hex().encode(),
        "base64": b"eEhvcnNlIzQyIWJhdHRlcmll",
        "utf-16": secret.encode("utf-16-le"),
        "url": b"Horse%2342%21batterie",
    }[coded]
    path = tmp_path / "a.replay"
    played(Script("none", (Window("gedit", "notes"), "nothing")), SEED, 0.0).write(path, 1)
    before = left(path, [secret])
    held = path.read_bytes()

    assert before == set()
    assert left(path, [secret], more=[held + data]) == {secret}


def test_the_same_seed_draws_the_same_screen() -> None:
    """With ink where a secret stands."""
    one, other = drawn(13), drawn(13)

    assert one.dark
    assert one.image.tobytes() == other.image.tobytes()
    assert all(secret.ink.sum() > 20 for secret in one.shown)
    assert len(one.shown) > 2
