"""`replay queue`: a team's work goes round by commands alone."""

import io
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from replay.cli.queue import work_part
from replay.cli.queue_command import PARTS
from replay.ui.exit_codes import HANDED_IN, SENT_BACK
from tests.data import ROOT, SAMPLE
from tests.replay.cli.shell import Ended, is_refused, replay

Run = Callable[..., Ended]


@pytest.fixture
def queue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Return what runs a part of the command with the store of a folder."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    shutil.copy(SAMPLE, tmp_path / "a.replay")

    def run(part: str, *words: str | Path, author: str = "ann") -> Ended:
        who = [] if part == "status" else ["--author", author]
        return replay("queue", part, *words, *who, "--store", tmp_path)

    return run


def test_every_part_that_is_listed_is_there() -> None:
    """The table is written by hand, so that showing it imports none of them."""
    modules = {path.stem.removesuffix("_part") for path in (ROOT / "replay/cli/queue").glob("*_part.py")}

    assert set(PARTS) == modules
    for name in PARTS:
        assert replay("queue", name, "--help").out.startswith(f"Usage: replay queue {name} ")


def test_a_recording_goes_round(queue: Run, tmp_path: Path) -> None:
    """Added, annotated, sent back, done again, accepted; and it is said what happened."""
    assert queue("add", tmp_path / "a.replay", author="boss").out.endswith("a.replay  1 share\n")
    first = queue("next")
    assert (first.status, first.out) == (0, f"{tmp_path / 'a.replay'}\n")
    assert first.err.startswith("claim 1 of ann, until 20")
    assert queue("submit", "1").err == "claim 1: submitted\n"
    assert "annotated by ann" in queue("next", "--review", author="ben").err
    assert queue("return", "-m", "no\x1b label", author="ben").status == 0
    again = queue("next")
    assert "sent back: no␛ label" in again.err
    assert queue("submit").err == "claim 3: submitted\n"
    assert queue("next", "--review", "--json", author="ben").document["claim"] == 4
    assert queue("accept", "4", author="ben").status == 0

    told = queue("status", tmp_path / "a.replay")

    assert told.out.splitlines()[0] == "waiting 0  draft 0  review 0  accepted 1"
    assert "review -> draft by ben: no␛ label" in told.out
    document = queue("status", tmp_path / "a.replay", "--json").document
    assert [move["after"] for move in document["moves"]] == ["draft", "review", "draft", "review", "accepted"]
    assert document["shares"][0]["annotator"] == "ann"


def test_nothing_to_do_is_status_1(queue: Run, tmp_path: Path) -> None:
    """With a word for people, and null for programs; a loop of a shell ends."""
    queue("add", tmp_path / "a.replay", "--json")
    queue("next")

    ended = queue("next", "--json", author="ben")

    assert (ended.status, ended.document, ended.err) == (1, None, "nothing waits for ben\n")


def test_the_same_recording_under_another_name_is_not_added_again(queue: Run, tmp_path: Path) -> None:
    """It is known by its content."""
    shutil.copy(SAMPLE, tmp_path / "b.replay")

    ended = queue("add", tmp_path / "a.replay", tmp_path / "b.replay", "--overlap", "2", "--json")

    assert [each["new_shares"] for each in ended.document] == [2, 0]


def test_what_is_held_is_shown_and_given_back(queue: Run, tmp_path: Path) -> None:
    """By oneself, or for somebody who is away."""
    queue("add", tmp_path / "a.replay")
    queue("next")

    assert "ann to annotate, until 20" in queue("status").out
    assert is_refused(queue("release", "1", author="boss"), 2, "--force gives it back")
    assert queue("release", "1", "--force", author="boss").err == "claim 1: given back\n"
    assert "nobody yet" in queue("status").out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("submit",), "ann has nothing to annotate; name a claim by its number"),
        (("submit", "9"), "there is no claim 9"),
        (("accept", "1"), "claim 1 is ben's, not ann's"),
        (("return", "1"), "Missing option '-m' / '--comment'"),
        (("submit", "0"), "0 is not in the range x>=1"),
    ],
)
def test_what_cannot_be_is_wrong_use_in_one_line(
    words: tuple[str, ...], said: str, queue: Run, tmp_path: Path
) -> None:
    """It says why."""
    queue("add", tmp_path / "a.replay")
    queue("next", author="ben")

    assert is_refused(queue(*words), 2, said)


def test_the_author_of_the_settings_is_taken(queue: Run, tmp_path: Path) -> None:
    """Unless another is named."""
    (tmp_path / "config" / "replay").mkdir(parents=True)
    (tmp_path / "config" / "replay" / "settings.toml").write_text("author = 'Zoe'\n")
    queue("add", tmp_path / "a.replay")

    assert replay("queue", "next", "--store", tmp_path, "--json").document["author"] == "Zoe"


@pytest.mark.parametrize("shared", [False, True])
def test_two_names_of_one_login_review_each_other_where_the_policy_says_so(
    queue: Run, tmp_path: Path, *, shared: bool
) -> None:
    """Else one line says why nothing waits."""
    policy, settings = tmp_path / "p.toml", tmp_path / "config" / "replay"
    settings.mkdir(parents=True)
    (settings / "settings.toml").write_text(f'policy = "{policy}"\n')
    rule = "shared_logins = true\n" if shared else ""
    policy.write_text(f"version = 1\n[four_eyes]\ncategories = ['password']\n{rule}")
    queue("add", tmp_path / "a.replay")
    queue("next")
    queue("submit")

    review = queue("next", "--review", author="ben")

    if shared:
        assert review.status == 0
    else:
        assert review.status == 1
        assert "nothing waits for ben: 1 to review was annotated from your login" in review.err
        assert "([four_eyes] shared_logins)" in review.err


def test_work_opens_one_after_the_other_until_nothing_waits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """W hands in and the next one is opened; q keeps the claim and ends."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    (tmp_path / "config" / "replay").mkdir(parents=True)
    settings = f'author = "ann"\nstore = "{tmp_path}"\n'
    (tmp_path / "config" / "replay" / "settings.toml").write_text(settings)
    shutil.copy(SAMPLE, tmp_path / "a.replay")
    opened: list[str] = []
    ends = iter([0, HANDED_IN])

    def screen(words: list[str], renew: Callable[[], None], every_s: float) -> int:
        renew()
        opened.append(Path(words[-1]).name)
        assert every_s > 0
        return next(ends)

    monkeypatch.setattr(work_part, "_opened", screen)
    replay("queue", "add", tmp_path / "a.replay", "--overlap", "1")
    left = replay("queue", "work")
    done = replay("queue", "work", "--json")
    nothing = replay("queue", "work")

    assert opened == ["a.replay", "a.replay"]
    assert (left.status, left.err) == (0, "a.replay is still yours: claim 1\n")
    assert done.document == {"handed_in": ["a.replay"]}
    assert (nothing.status, nothing.err) == (1, "nothing waits for ann\n")


def test_what_was_handed_in_is_reviewed_on_the_screen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The reviewer sees the annotator's labels, W accepts, Q sends back; that is opened with the reason."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    (tmp_path / "config" / "replay").mkdir(parents=True)
    settings = tmp_path / "config" / "replay" / "settings.toml"
    shutil.copy(SAMPLE, tmp_path / "a.replay")
    opened: list[list[str]] = []
    ends = iter([HANDED_IN, SENT_BACK, HANDED_IN, HANDED_IN])

    def screen(words: list[str], renew: Callable[[], None], every_s: float) -> int:
        opened.append(words[:-2])
        return next(ends)

    def work(author: str, *words: str, said: str = "") -> Ended:
        monkeypatch.setattr("sys.stdin", io.StringIO(said))
        settings.write_text(f'author = "{author}"\nstore = "{tmp_path}"\n')
        return replay("queue", "work", *words)

    monkeypatch.setattr(work_part, "_opened", screen)
    replay("queue", "add", tmp_path / "a.replay", "--store", tmp_path)
    work("ann")
    back = work("ben", "--review", said="mail is missing\n")
    work("ann")
    accepted = work("ben", "--review", "--json")

    assert opened == [
        ["--claimed", "--as", "annotator", "--note="],
        ["--claimed", "--review=ann"],
        ["--claimed", "--as", "annotator", "--note=mail is missing"],
        ["--claimed", "--review=ann"],
    ]
    assert "a.replay: sent back to ann" in back.err
    assert "nothing more waits for ben" in back.err
    assert accepted.document == {"accepted": ["a.replay"], "sent_back": []}


def test_what_nobody_may_open_is_given_to_nobody(queue: Run, tmp_path: Path) -> None:
    """Its person withheld it: an annotator would find a closed door."""
    path = tmp_path / "a.replay"
    replay("subject", path, "--withhold")

    assert is_refused(queue("add", path), 3, "the recorded person withheld it")
