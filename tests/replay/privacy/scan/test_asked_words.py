"""Words that somebody asked to have removed are found where only an engine reads them."""

import pytest

from replay.privacy.finding import Channel, ChannelText
from replay.privacy.scan.asked_words import CATEGORY, asked_in
from replay.privacy.scan.scanning import scan_recording
from replay.privacy.texts import Progress, Texts
from tests.replay.privacy.leaky import leaky


def line(text: str, place: str = "f1.0", channel: Channel = "screen") -> ChannelText:
    return ChannelText(channel, place, text, 5, 9, frame=1, box=(1, 2, 30, 10))


def at(place: str, text: str, y: int, *, start_ns: int = 5, x: int = 20) -> ChannelText:
    return ChannelText("screen", place, text, start_ns, start_ns + 4, frame=1, box=(x, y, 200, 20))


def test_a_word_is_found_on_a_picture_however_an_engine_wrote_it() -> None:
    """Without its spaces, in another case, and within a longer word, as in all other texts."""
    texts = [
        line("anotherpage", "f1.0"),
        line("ANOTHER PAGE", "f1.1"),
        line("Hubers", "f1.2"),
        line("nothing", "f1.3"),
        line("another page", "e1", "title"),
    ]

    found = asked_in(texts, ["another page", "huber", "no"])

    assert {each.place for each in found} == {"f1.0", "f1.1", "f1.2"}
    assert {(each.category, each.box, each.start_ns, each.end_ns) for each in found} == {
        (CATEGORY, (1, 2, 30, 10), 5, 9)
    }
    assert found[-1].text == "Huber"


def test_a_sentence_that_goes_over_two_lines_is_found_on_both() -> None:
    """Only where the second stands right below the first at one time; neither half is sought elsewhere."""
    texts = [
        at("d0.f1.0", "please call Mara", 100),
        at("d0.f1.1", "Lindqvist tomorrow at ten", 124),
        at("d0.f1.2", "Lindqvist is no more below it", 300),
        at("d0.f1.3", "Lindqvist", 124, x=600),
        at("d1.f1.4", "Lindqvist", 124),
        at("d0.f9.5", "Lindqvist", 124, start_ns=50),
        at("d0.f1.6", "Mara alone", 400),
    ]

    found = asked_in(texts, ["Mara Lindqvist"])

    assert {each.place for each in found} == {"d0.f1.0", "d0.f1.1"}
    assert {each.text for each in found} == {""}
    assert len({each.id for each in found}) == 2


def test_a_search_tells_of_the_words_that_were_asked_for() -> None:
    """Whatever they are: no rule need know them."""

    def screen(_recording: object, texts: Texts, _progress: Progress) -> tuple[str, ...]:
        texts.every.append(line("another page"))
        return ("an engine",)

    original = leaky()

    asked = scan_recording(original, screen=screen, asked=["another"]).findings
    unasked = scan_recording(original, screen=screen).findings

    assert [each.text for each in asked if each.category == CATEGORY] == ["another"]
    assert CATEGORY not in {each.category for each in unasked}


def test_a_word_of_which_a_window_hides_a_part_is_found() -> None:
    """At the edge of what is read of the line; of what stands within it, it is another word."""
    texts = [
        line("ter2-not-real and more", "f1.0"),
        line("the key hunter2-not-", "f1.1"),
        line("the key hunter2-not-so-real", "f1.2"),
        line("real and more", "f1.3"),
        line("my ter2-not-real", "f1.4"),
        line("ter2-not-real", "e1", "title"),
    ]

    found = asked_in(texts, ["hunter2-not-real"])

    assert {each.place for each in found} == {"f1.0", "f1.1"}
    assert {each.text for each in found} == {""}


@pytest.mark.parametrize(
    ("word", "lines"),
    [
        ("Anna Maria von Trapp-Berg", ["call Anna", "Maria", "von Trapp-", "Berg at ten"]),
        ("Anna Maria Berg", ["call Anna", "Maria", "Berg"]),
        ("https://example.org/secret/of/mine", ["see https://exam", "ple.org/secret/", "of/mi", "ne"]),
        ("Lindqvist", ["to Lind-", "qvist now"]),
        ("huber", ["dear Hu-", "ber,"]),
        ("a b c d e", ["a", "b", "c", "d", "e"]),
    ],
)
def test_a_word_is_found_however_many_lines_it_goes_over(word: str, lines: list[str]) -> None:
    """Broken between its parts, at a hyphen, and where a line of a terminal is full; no other line goes."""
    shown = [at(f"d0.f1.{number}", line, 100 + 24 * number) for number, line in enumerate(lines)]
    others = [at("d0.f1.90", "nothing", 76), at("d0.f1.91", lines[1], 600), at("d0.f1.92", "more", 700)]

    assert {each.place for each in asked_in([*shown, *others], [word])} == {each.place for each in shown}


def test_every_picture_of_the_lines_between_goes() -> None:
    """A line may stand there as several texts, one after the other: each is part of the word."""
    lines = [
        at("d0.f1.0", "call Anna", 100, start_ns=0),
        at("d0.f1.1", "Maria", 124, start_ns=0),
        at("d0.f3.2", "MARIA", 124, start_ns=2),
        at("d0.f1.3", "Berg", 148, start_ns=1),
    ]

    assert {each.place for each in asked_in(lines, ["Anna Maria Berg"])} == {each.place for each in lines}


def test_the_end_of_a_word_and_the_beginning_of_the_next_are_no_short_word() -> None:
    """Or every other pair of lines held one."""
    lines = [at("d0.f1.0", "two websites", 100), at("d0.f1.1", "there", 124)]

    assert not asked_in(lines, ["test"])
