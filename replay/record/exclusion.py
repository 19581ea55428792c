"""Which windows are left out of a recording: no keys, no title, painted over."""

from collections.abc import Sequence
from fnmatch import fnmatchcase

DEFAULT_EXCLUDED = (
    # Password managers, by the class of their windows.
    *("class:*keepass*", "class:*bitwarden*", "class:*1password*", "class:*enpass*", "class:*dashlane*"),
    *(
        "class:*seahorse*",
        "class:*kwalletmanager*",
        "class:*pwsafe*",
        "class:*gnome.secrets*",
        "class:*gcr-*",
    ),
    *("class:*pinentry*", "class:*proton*pass*", "class:*lastpass*", "class:*nordpass*", "class:*authpass*"),
    *(
        "class:*ssh-askpass*",
        "class:*ksshaskpass*",
        "class:*qtpass*",
        "class:*buttercup*",
        "class:*roboform*",
    ),
    # Private windows of browsers, by what they put into the title.
    *("title:*private browsing*", "title:*privater modus*", "title:*navigation privée*", "title:*inprivate*"),
    *("title:*(incognito)*", "title:*(inkognito)*", "title:*(navigation privée)*", "title:*incognito mode*"),
    # Private windows of Chromium say nothing in their title, but can be told by their class.
    *("class:*incognito*", "class:*tor browser*"),
)
"""`class:` or `title:` and a pattern with `*` and `?`; case does not matter."""


class Exclusions:
    """The patterns, ready to be asked."""

    def __init__(self, patterns: Sequence[str]) -> None:
        """Take patterns as in `DEFAULT_EXCLUDED`.

        Raises:
            ValueError: One begins with neither `class:` nor `title:`, or is empty after it.
        """
        self._classes: list[str] = []
        self._titles: list[str] = []
        for pattern in patterns:
            kind, _, glob = pattern.partition(":")
            if kind not in {"class", "title"} or not glob.strip():
                raise ValueError(f"{pattern!r} is not class: or title: with a pattern after it")
            (self._classes if kind == "class" else self._titles).append(glob.strip().casefold())

    def cover(self, app: str, title: str) -> bool:
        """Say whether a window of this class (instance and class, by a space) and title is left out."""
        app, title = app.casefold(), title.casefold()
        return any(fnmatchcase(app, glob) for glob in self._classes) or any(
            fnmatchcase(title, glob) for glob in self._titles
        )
