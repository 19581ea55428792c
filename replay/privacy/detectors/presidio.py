"""Patterns of Microsoft Presidio beside our own: an extra, without models of language and network."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from formats.errors import FormatError, MissingExtraError
from replay.privacy.match import Match

RECOGNIZERS: Final[Mapping[str, str]] = {
    "CreditCardRecognizer": "card",
    "EmailRecognizer": "email",
    "IbanRecognizer": "iban",
    "IpRecognizer": "ip",
    "PhoneRecognizer": "phone",
    "UsSsnRecognizer": "national-id",
    "UsItinRecognizer": "national-id",
    "UsPassportRecognizer": "national-id",
    "UsLicenseRecognizer": "national-id",
    "UsBankRecognizer": "iban",
    "MedicalLicenseRecognizer": "national-id",
    "NhsRecognizer": "national-id",
    "UkNinoRecognizer": "national-id",
    "EsNifRecognizer": "national-id",
    "EsNieRecognizer": "national-id",
    "ItFiscalCodeRecognizer": "national-id",
    "PlPeselRecognizer": "national-id",
    "SgFinRecognizer": "national-id",
    "AuTfnRecognizer": "national-id",
    "AuMedicareRecognizer": "national-id",
    "InAadhaarRecognizer": "national-id",
    "InPanRecognizer": "national-id",
    "FiPersonalIdentityCodeRecognizer": "national-id",
}
"""Recognizers by Presidio's names, and the category of what they find."""


class PresidioDetector:
    """A detector, see `replay.privacy.match.Detector`."""

    NAME = "presidio"

    def __init__(self, recognizers: Sequence[str]) -> None:
        """Make recognizers.

        Args:
            recognizers: Of `RECOGNIZERS`.

        Raises:
            MissingExtraError: Presidio is missing.
            FormatError: The Presidio that is installed lacks one of them.
        """
        try:
            import tldextract  # noqa: PLC0415 - an extra, and slow
            from presidio_analyzer import predefined_recognizers as known  # noqa: PLC0415
        except ImportError as error:
            raise MissingExtraError("Presidio's patterns", extra="presidio") from error
        # Else the first address that it sees makes it fetch a list of suffixes: the one in the wheel will do.
        tldextract.extract = tldextract.TLDExtract(cache_dir=None, suffix_list_urls=())  # type: ignore[assignment]
        missing = [name for name in recognizers if not hasattr(known, name)]
        if missing:
            raise FormatError(f"the Presidio that is installed has no {', '.join(missing)}")
        self.VERSION = 1
        self._made: list[tuple[str, Any]] = [
            (RECOGNIZERS[name], getattr(known, name)()) for name in recognizers
        ]

    def detect(self, text: str) -> list[Match]:
        """Find what the recognizers find."""
        return [
            Match(result.start, result.end, category, f"presidio-{result.entity_type.lower()}", result.score)
            for category, recognizer in self._made
            for result in recognizer.analyze(text, recognizer.supported_entities, None) or ()
        ]
