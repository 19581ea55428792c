"""Detectors that a policy asks for: names of people by a model of the user's, and Presidio's patterns."""

from pathlib import Path

import pytest

from formats.errors import FormatError
from replay.privacy.detectors.optional import optional_detectors
from replay.privacy.errors import PolicyError
from replay.privacy.policy import DEFAULT_POLICY
from replay.privacy.policy_text import parse_policy
from replay.privacy.scan.scanning import scan_recording
from tests.replay.privacy.typing import found, typist


@pytest.fixture
def model(tmp_path: Path) -> Path:
    """A pipeline that knows two people and a town."""
    spacy = pytest.importorskip("spacy")
    pipeline = spacy.blank("en")
    ruler = pipeline.add_pipe("entity_ruler")
    ruler.add_patterns(
        [
            {"label": "PERSON", "pattern": "Anna Miller"},
            {"label": "PATIENT", "pattern": "Bob Stone"},
            {"label": "GPE", "pattern": "Berlin"},
        ]
    )
    pipeline.to_disk(tmp_path / "model")
    return tmp_path / "model"


def test_names_are_found_by_the_model_that_the_policy_names(model: Path) -> None:
    """And by no other, and no towns; the search says which model it was."""
    ann = typist()
    ann.type("Anna Miller and Bob Stone are in Berlin")
    recording = ann.recording()
    policy = parse_policy(f"version = 1\n[people]\nmodel = '{model}'")

    assert not found(recording, "name")
    assert [each.text for each in found(recording, "name", policy)] == ["Anna Miller"]
    searched = scan_recording(recording, policy).searched[0]
    assert any(name.startswith("people en_") for name in searched.detectors)


def test_a_policy_says_what_the_model_calls_people(model: Path) -> None:
    """Models differ in their words."""
    ann = typist()
    ann.type("Anna Miller and Bob Stone")
    policy = parse_policy(f"version = 1\n[people]\nmodel = '{model}'\nlabels = ['PATIENT']")

    assert [each.text for each in found(ann.recording(), "name", policy)] == ["Bob Stone"]


def test_names_in_a_long_text_are_found_where_they_are(model: Path) -> None:
    """A part at a time."""
    (detector,) = optional_detectors(parse_policy(f"version = 1\n[people]\nmodel = '{model}'"))
    text = "so it goes. " * 6_000 + "Anna Miller"

    (match,) = detector.detect(text)

    assert text[match.start : match.stop] == "Anna Miller"


def test_what_is_no_model_is_one_clear_line(tmp_path: Path) -> None:
    """A folder that is none, and one of something else."""
    (tmp_path / "other").mkdir()
    for name in ("missing", "other"):
        policy = parse_policy(f"version = 1\n[people]\nmodel = '{tmp_path / name}'")
        with pytest.raises(FormatError, match="spaCy pipeline") as told:
            optional_detectors(policy)
        assert "\n" not in str(told.value)


def test_presidio_is_asked_where_the_policy_says_so_and_opens_no_socket() -> None:
    """Its e-mail pattern would fetch a list of suffixes; every test here refuses connections."""
    pytest.importorskip("presidio_analyzer")
    policy = parse_policy("version = 1\n[presidio]\nrecognizers = ['EmailRecognizer', 'UsSsnRecognizer']")
    (detector,) = optional_detectors(policy)

    matches = detector.detect("write to anna.miller@example.co.uk")

    assert [(each.category, each.rule) for each in matches] == [("email", "presidio-email_address")]


def test_without_a_word_in_the_policy_nothing_more_is_loaded() -> None:
    """The extras are slow to import."""
    assert optional_detectors(DEFAULT_POLICY) == ()


@pytest.mark.parametrize(
    "text",
    [
        "people = 1",
        "[people]\nlabels = ['PER']",
        "[people]\nmodel = 'here'",
        "[people]\nmodel = '/m'\npath = 'x'",
        "presidio = 1",
        "[presidio]\nrecognizers = ['Everything']",
    ],
)
def test_a_mistake_is_named(text: str) -> None:
    """With its place."""
    with pytest.raises(PolicyError, match=r"people|presidio"):
        parse_policy(f"version = 1\n{text}")
