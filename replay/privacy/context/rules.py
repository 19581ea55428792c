"""What content cannot tell: a password is found by where, after what and in which order it was typed.

A rule gives (entry, category, rule, confidence); of rules that agree the most certain counts.
"""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from replay.privacy.context import prompts
from replay.privacy.context.announced import by_lines, given_twice, regretted
from replay.privacy.context.answered import answered
from replay.privacy.context.asked_by_title import by_title, is_of_another_form
from replay.privacy.context.asked_codes import asked_codes, code_in_shell
from replay.privacy.context.columns import Columns
from replay.privacy.context.console_login import at_console
from replay.privacy.context.echoes import Echoes
from replay.privacy.context.entries import LATE_NS, Entry, entries
from replay.privacy.context.field_labels import told_by_label
from replay.privacy.context.field_order import by_order
from replay.privacy.context.field_parts import in_parts
from replay.privacy.context.forms import in_form
from replay.privacy.context.shell_answers import ShellAnswers
from replay.privacy.detecting import apart, findings_in, matches_in
from replay.privacy.finding import ChannelText, Finding
from replay.privacy.likeness import is_strong, password_likeness
from replay.privacy.match import Match
from replay.privacy.policy import DOUBTFUL, Policy
from replay.privacy.texts import Texts
from replay.privacy.typed.typing_order import TypingOrder
from replay.privacy.words import passwords
from replay.privacy.years import Years

_ROW = re.compile(r"[^\W\d_]+([,;])[^,;]+\1[^,;]*(?:\1[^,;]*)*")
"""A line of a table: a word, and more cells."""
_FILES = re.compile(
    r"(?:explorer|finder|(?:org\.gnome\.)?nautilus|(?:org\.kde\.)?dolphin|thunar|nemo|caja|pcmanfm(?:-qt)?|"
    r"totalcmd(?:64)?|doublecmd|krusader|filezilla|winscp)(?:\.exe)?",
    re.IGNORECASE,
)
"""Where files are named anew."""
_NAME_OF_A_FILE = re.compile(r"[^\W_]+(?:[-_][^\W_]+)+")


def contextual(texts: Texts, order: TypingOrder, policy: Policy, years: Years) -> list[Finding]:
    """Find secrets among the typed texts by their context."""
    matches: dict[str, tuple[ChannelText, list[Match]]] = {}
    every = entries(texts.every, order)
    answers = ShellAnswers(every, Echoes(texts), order)
    reading = _Reading(every, answers, years)
    for entry, match in reading.found():
        matches.setdefault(entry.source.place, (entry.source, []))[1].append(match)
    alone = [
        finding for text, found in matches.values() for finding in findings_in(text, apart(found), policy)
    ]
    return [*alone, *in_parts(every, reading.passwords, texts.every, policy, years)]


class _Reading:
    """Reads entries in their order."""

    def __init__(self, every: Sequence[Entry], answers: ShellAnswers, years: Years) -> None:
        self._every = every
        self._answers = answers
        self._years = years
        self._columns = Columns(every)
        self.passwords: dict[int, float] = {}
        """Which entries are passwords, and how surely."""
        self._secrets: dict[str, int] = {}
        """Passwords found until now, and when."""
        self._heads: dict[str, int] = {}
        """Where the first list of passwords begins in each text, by its place."""

    def found(self) -> Iterator[tuple[Entry, Match]]:
        """Yield what each rule finds."""
        passwords = self.passwords
        for number, entry in enumerate(self._every):
            before = self._every[number - 1] if number else None
            for match in self._by_rules(number, entry, before, passwords):
                yield entry, match
                if match.category == "password":
                    self._secrets[entry.value.strip()] = entry.end_ns
                    passwords[number] = max(passwords.get(number, 0), match.confidence)
            if entry.with_before is not None and before is not None:
                yield from self._in_parts(number, before, entry.with_before, passwords)

    def _in_parts(
        self, number: int, before: Entry, whole: Entry, passwords: dict[int, float]
    ) -> Iterator[tuple[Entry, Match]]:
        """Find the other part of a password, and all of it, where it may go on after a click."""
        entry, known = self._every[number], passwords.get(number - 1)
        value = entry.value.strip()
        if re.search(r"\s", value) or SequenceMatcher(None, before.value, value).ratio() >= 0.6:
            return
        if known and number in passwords:
            yield whole, whole.match("password-parts", min(known, passwords[number]))
        elif known and entry.ended == "enter" and entry.begun == "click" and before.begun:
            yield whole, whole.match("password-parts", 0.6)
        elif number in passwords and number > 1 and len(before.value.strip()) < 4:
            # Too little to be a password by itself; with a name before it, it is no name either.
            name = self._every[number - 2]
            if name.window == entry.window and before.follows(name):
                yield whole, whole.match("password-parts", 0.6)

    def _by_rules(
        self, number: int, entry: Entry, before: Entry | None, passwords: dict[int, float]
    ) -> Iterator[Match]:
        field = entry.source.entry
        yield from _by_field(entry)
        yield from self._columns.under(entry, number)
        yield from in_form(self._every, number, self._years)
        in_shell = entry.is_terminal
        after = self._every[number + 1] if number + 1 < len(self._every) else None
        yield from at_console(self._every, number)
        if in_shell:
            confidence = self._answers.read(entry, before, after)
            if confidence:
                # `aws configure` is given a key, whose form is known or not.
                is_key = any(each.category == "api-key" for each in matches_in(entry.value)) or (
                    re.fullmatch(r"(?=.*\d)[\w+/=-]{32,}", entry.value.strip()) is not None
                )
                yield entry.match("password-command", confidence, "api-key" if is_key else "password")
        if in_shell and entry.is_nothing_but_terminal:
            if not re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)+", entry.value.strip()):  # A host, a region.
                yield from _alone(entry)
            yield from given_twice(self._every, number)
            yield from code_in_shell(self._every, number, passwords)
            return
        if not prompts.says_else(field):
            yield from by_title(self._every, number, is_second=passwords.get(number - 1, 0.0) < DOUBTFUL)
            yield from by_order(self._every, number, passwords.get(number - 1))
            yield from _alone(entry)
            yield from self._in_list(entry)
            yield from by_lines(self._every, number)
            yield from regretted(self._every, number)
            yield from self._again(entry)
            yield from answered(self._every, number)
        yield from asked_codes(self._every, number, passwords)

    def _again(self, entry: Entry) -> Iterator[Match]:
        """Find a password that is typed again, after a slip in it was refused."""
        value = entry.value.strip()
        if len(value) < 6 or re.search(r"\s", value):
            return
        for secret, end_ns in self._secrets.items():
            if 0 < entry.start_ns - end_ns < LATE_NS and SequenceMatcher(None, secret, value).ratio() >= 0.8:
                yield entry.match("password-again", 0.85)
                return

    def _in_list(self, entry: Entry) -> Iterator[Match]:
        """Find the last word of a line in a list of passwords: "shop Horse42"."""
        words = entry.value.split()
        if not 1 < len(words) < 6:
            return
        titled = any(
            prompts.LIST_HEAD.fullmatch(part.strip()) for part in re.split(r" [-–—|] ", entry.source.window)
        )
        if entry.is_login or not (titled or prompts.LIST.search(entry.window) or self._is_below_head(entry)):
            return
        is_number = re.fullmatch(r"\d{4,8}", words[-1]) is not None
        if is_number or password_likeness(words[-1]) >= 0.5:
            start = entry.start + entry.value.rindex(words[-1])
            yield Match(start, start + len(words[-1]), "password", "password-list", 0.8)

    def _is_below_head(self, entry: Entry) -> bool:
        """Say whether a line above an entry is the head of a list; a text is gone through once for it."""
        text, start = entry.source.text, max(entry.start, 0)
        head = self._heads.get(entry.source.place)
        if head is None:
            head = self._heads[entry.source.place] = _list_start(text)
        return head <= start or _is_head(text[text.rfind("\n", 0, start) + 1 : start])


def _list_start(text: str) -> int:
    """Return where the first list of passwords begins, behind the line that is its head."""
    start = 0
    for line in text.split("\n"):
        start += len(line) + 1
        if _is_head(line):
            return start
    return start


def _is_head(line: str) -> bool:
    return prompts.LIST_HEAD.fullmatch(line.strip(" :#*=-")) is not None


def _by_field(entry: Entry) -> Iterator[Match]:
    field = entry.source.entry
    if not field:
        return
    first = entry.start == 0 or entry.begun != "enter"
    if passwords.SECOND.search(field) and re.fullmatch(r"\d{6,8}", entry.value.strip()):
        yield entry.match("code-asked", 0.97, "one-time-code")
        return
    if passwords.FIELD.search(field) and first and len(entry.value.strip()) >= 3:
        yield entry.match("password-field", 0.97)
        return
    if (
        entry.is_login
        and passwords.KEY.fullmatch(field)
        and re.fullmatch(r"(?=.*\d)(?=.*[^\W\d])\S{6,}", entry.value.strip())
    ):
        yield entry.match("password-field", 0.75)
        return
    for match in told_by_label(field, entry.value):
        yield Match(
            match.start + entry.start, match.stop + entry.start, match.category, match.rule, match.confidence
        )


def _alone(entry: Entry) -> Iterator[Match]:
    """Find a whole line that is nothing but a strong password: sent to the wrong window, most often."""
    value = entry.value.strip()
    if entry.is_nothing_but_terminal and "escape" in {entry.begun, entry.ended}:
        return  # Commands of an editor, and what they put in.
    if entry.ended == "tab" and entry.begun in {"click", "window"} and re.fullmatch(r"[\w-]+", value):
        return  # The first field of a form holds a name.
    if _FILES.fullmatch(entry.source.app) and _NAME_OF_A_FILE.fullmatch(value):
        return
    if is_strong(value) and not _ROW.fullmatch(value) and not is_of_another_form(value):
        yield entry.match("password-alone", 0.65)
