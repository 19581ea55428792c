"""Other people's detectors, each made by a function that fails with ImportError where it is missing.

A peer takes a line and returns what it takes for secrets in it. None may open a socket.
"""

from collections.abc import Callable, Mapping

Find = Callable[[str], list[str]]

_PLUGINS = (
    "ArtifactoryDetector", "AWSKeyDetector", "AzureStorageKeyDetector", "BasicAuthDetector",
    "DiscordBotTokenDetector", "GitHubTokenDetector", "GitLabTokenDetector", "JwtTokenDetector",
    "KeywordDetector", "MailchimpDetector", "NpmDetector", "OpenAIDetector", "PrivateKeyDetector",
    "PypiTokenDetector", "SendGridDetector", "SlackDetector", "StripeDetector",
    "TelegramBotTokenDetector", "TwilioKeyDetector",
)  # fmt: skip
_RECOGNIZERS = (
    "CreditCardRecognizer", "EmailRecognizer", "IbanRecognizer", "IpRecognizer", "PhoneRecognizer",
    "UsSsnRecognizer", "EsNifRecognizer", "DateRecognizer",
)  # fmt: skip


def detect_secrets() -> Find:
    """Return detect-secrets with its default plug-ins, without asking servers whether a key is in use."""
    from detect_secrets.core.scan import scan_line  # noqa: PLC0415 - it may be missing
    from detect_secrets.settings import transient_settings  # noqa: PLC0415

    def find(line: str) -> list[str]:
        with transient_settings({"plugins_used": [{"name": name} for name in _PLUGINS]}):
            return [secret.secret_value or "" for secret in scan_line(line)]

    return find


def presidio() -> Find:
    """Return Presidio's patterns, without its models of language."""
    import tldextract  # noqa: PLC0415
    from presidio_analyzer import predefined_recognizers as known  # noqa: PLC0415 - it may be missing

    # Else the first address that it sees makes it fetch a list of suffixes.
    tldextract.extract = tldextract.TLDExtract(suffix_list_urls=())  # type: ignore[assignment]
    recognizers = [getattr(known, name)() for name in _RECOGNIZERS]

    def find(line: str) -> list[str]:
        found: list[str] = []
        for recognizer in recognizers:
            results = recognizer.analyze(line, recognizer.supported_entities, None) or []
            found.extend(line[result.start : result.end] for result in results)
        return found

    return find


PEERS: Mapping[str, Callable[[], Find]] = {"detect-secrets": detect_secrets, "Presidio's patterns": presidio}
"""By their names."""
