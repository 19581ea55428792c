"""Which windows are left out of a recording: no keys, no title, painted over."""

from collections.abc import Sequence
from fnmatch import fnmatchcase

from replay.record.private_windows import PrivateWindows

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
    "class:*tor browser*",
    # Chromium and its kin say it in neither; `private_windows` tells by how they are opened.
    *("private:*chrom*", "private:*brave*", "private:*edge*", "private:*vivaldi*", "private:*opera*"),
    # A browser that was started to be private has an option.
    *("option:--incognito", "option:--inprivate", "option:--private", "option:--private-window"),
    *("option:-private", "option:-private-window", "option:-inprivate"),
)
"""A word and a pattern with `*` and `?`; case does not matter.

`class:`, `title:` and `option:` (of the program) are what a window or its program has; `private:` stands for
the private windows of a browser with such a class.
"""
BUILT_IN = "default"
"""Stands for `DEFAULT_EXCLUDED` in the settings."""
_KINDS = ("class", "title", "option", "private")


def patterns_of(excluded: Sequence[str]) -> tuple[str, ...]:
    """Return the patterns that settings ask for, the built-in ones in place of the word for them.

    Args:
        excluded: As in the settings.

    Raises:
        ValueError: One of them is no pattern, see `Exclusions`.
    """
    patterns: list[str] = []
    for pattern in excluded:
        patterns += DEFAULT_EXCLUDED if pattern == BUILT_IN else (pattern,)
    Exclusions(patterns)
    return tuple(patterns)


class Exclusions:
    """The patterns, ready to be asked."""

    def __init__(self, patterns: Sequence[str]) -> None:
        """Take patterns as in `DEFAULT_EXCLUDED`.

        Raises:
            ValueError: One begins with none of the four words, or is empty after it.
        """
        self._globs: dict[str, list[str]] = {kind: [] for kind in _KINDS}
        words = "class:, title:, option: or private:"
        for pattern in patterns:
            kind, _, glob = pattern.partition(":")
            if kind not in _KINDS or not glob.strip():
                raise ValueError(f"{pattern!r} is not {words} with a pattern after it")
            self._globs[kind].append(glob.strip().casefold())
        self.private = PrivateWindows(self._globs.pop("private"))
        """Windows that are left out for how they were opened."""

    def cover(self, app: str, title: str, options: Sequence[str] = (), number: int = 0) -> bool:
        """Say whether a window is left out.

        Args:
            app: Instance and class, by a space.
            title: As it is shown.
            options: The words that its program was started with.
            number: The server's, 0 where it is not known.
        """
        self.private.titled(number, app, title)
        if number in self.private.numbers:
            return True
        found = {"class": (app,), "title": (title,), "option": options}
        return any(
            fnmatchcase(word.casefold(), glob)
            for kind, words in found.items()
            for word in words
            for glob in self._globs[kind]
        )
