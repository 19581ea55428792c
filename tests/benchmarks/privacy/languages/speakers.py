"""Who writes the situations of single classes: people of two dozen languages, in three windows each."""

from tests.benchmarks.privacy.holdout.scripts import Window
from tests.benchmarks.privacy.languages.case import Language


def in_teams(name: str) -> Language:
    """Return who writes in other windows than those below."""
    return Language(
        name, Window("Teams", "Chat | Teams"), Window("outlook", "Message"), Window("kate", "a.md")
    )


def _language(name: str) -> Language:
    return Language(
        name, Window("Slack", "Slack"), Window("thunderbird", "Write"), Window("gedit", "draft.txt")
    )


BG, CS, DA, DE, EL, EN = (_language(name) for name in ("bg", "cs", "da", "de", "el", "en"))
ES, ET, FI, FR, HR, HU = (_language(name) for name in ("es", "et", "fi", "fr", "hr", "hu"))
IT, NB, NL, PL, PT, RO = (_language(name) for name in ("it", "nb", "nl", "pl", "pt", "ro"))
RU, SK, SL, SV, TR, UK = (_language(name) for name in ("ru", "sk", "sl", "sv", "tr", "uk"))
