"""Names of people, by a pipeline of spaCy that the user has and names in the policy; an extra.

A model is a program of whoever made it: take one from where you would take a program. It is read from its
folder, and nothing is fetched.
"""

import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from formats.errors import FormatError, MissingExtraError
from replay.privacy.match import Match

if TYPE_CHECKING:
    from spacy.language import Language

CATEGORY = "name"
LABELS = ("PERSON", "PER")
"""What models call people."""
CONFIDENCE = 0.65
"""Of every name: spaCy does not say how sure it is. Too little for a sweep: one false alarm would be many."""
_UNUSED = ("tagger", "morphologizer", "parser", "lemmatizer", "attribute_ruler", "textcat", "senter")
_LONGEST = 50_000
"""Characters given to the model at once."""


class PeopleDetector:
    """A detector, see `replay.privacy.match.Detector`."""

    def __init__(self, model: Path, labels: Sequence[str] = LABELS) -> None:
        """Load a pipeline.

        Args:
            model: Its folder.
            labels: Of its entities, those that are people.

        Raises:
            MissingExtraError: spaCy is missing.
            FormatError: It is no pipeline.
        """
        try:
            import spacy  # noqa: PLC0415 - an extra, and slow
        except ImportError as error:
            raise MissingExtraError("finding names of people", extra="names") from error
        if not model.is_dir():
            raise FormatError(f"{model}: there is no folder of a spaCy pipeline")
        try:
            with warnings.catch_warnings():
                # A model for another version of spaCy says so at every start.
                warnings.simplefilter("ignore")
                self._pipeline: Language = spacy.load(model, exclude=_UNUSED)
        except (OSError, ValueError, KeyError, TypeError, ImportError) as error:
            raise FormatError(f"{model}: no spaCy pipeline: {' '.join(str(error).split())[:200]}") from error
        told = self._pipeline.meta
        self.NAME = f"people {told.get('lang', '')}_{told.get('name', '')}"
        self.VERSION = 1
        self._labels = frozenset(labels)

    def detect(self, text: str) -> list[Match]:
        """Find names of people."""
        found: list[Match] = []
        for start in range(0, len(text), _LONGEST):
            for entity in self._pipeline(text[start : start + _LONGEST]).ents:
                if entity.label_ in self._labels:
                    stop = start + entity.end_char
                    found.append(Match(start + entity.start_char, stop, CATEGORY, "people", CONFIDENCE))
        return found
