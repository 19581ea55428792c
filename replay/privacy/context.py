"""What content cannot tell: a password is found by where, after what and in which order it was typed.

A rule gives (entry, category, rule, confidence); of rules that agree the most certain counts.
"""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from replay.privacy import prompts
from replay.privacy.announced import by_lines, given_twice, regretted
from replay.privacy.asked_codes import asked_codes, code_in_shell
from replay.privacy.columns import Columns
from replay.privacy.console_login import at_console
from replay.privacy.detecting import apart, findings_in, matches_in
from replay.privacy.echoes import Echoes
from replay.privacy.entries import LATE_NS, Entry, entries
from replay.privacy.field_labels import told_by_label
from replay.privacy.field_order import by_order, form_before, is_address, is_host, is_last, is_user
from replay.privacy.field_parts import in_parts
from replay.privacy.finding import ChannelText, Finding
from replay.privacy.forms import in_form
from replay.privacy.likeness import is_strong, password_likeness
from replay.privacy.match import Match
from replay.privacy.policy import DOUBTFUL, Policy
from replay.privacy.shell_answers import ShellAnswers
from replay.privacy.texts import Texts
from replay.privacy.typing_order import TypingOrder

_ROW = re.compile(r"[^\W\d_]+([,;])[^,;]+\1[^,;]*(?:\1[^,;]*)*")
"""A line of a table: a word, and more cells."""
_USER_NAME = re.compile(r"[a-z]+[._-][a-z]*\d{0,4}|[a-z]\.[a-z]+\d{0,4}")


def contextual(texts: Texts, order: TypingOrder, policy: Policy) -> list[Finding]:
    """Find secrets among the typed texts by their context."""
    matches: dict[str, tuple[ChannelText, list[Match]]] = {}
    every = entries(texts.every, order)
    answers = ShellAnswers(every, Echoes(texts), order)
    reading = _Reading(every, answers)
    for entry, match in reading.found():
        matches.setdefault(entry.source.place, (entry.source, []))[1].append(match)
    alone = [
        finding for text, found in matches.values() for finding in findings_in(text, apart(found), policy)
    ]
    return [*alone, *in_parts(every, reading.passwords, texts.every, policy)]


class _Reading:
    """Reads entries in their order."""

    def __init__(self, every: Sequence[Entry], answers: ShellAnswers) -> None:
        self._every = every
        self._answers = answers
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
        yield from in_form(self._every, number)
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
            yield from _by_title(self._every, number, is_second=passwords.get(number - 1, 0.0) < DOUBTFUL)
            yield from by_order(self._every, number, passwords.get(number - 1))
            yield from _alone(entry)
            yield from self._in_list(entry)
            yield from by_lines(self._every, number)
            yield from regretted(self._every, number)
            yield from self._again(entry)
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
        if not (titled or prompts.LIST.search(entry.window) or self._is_below_head(entry)):
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
    if prompts.PASSWORD_FIELD.search(field) and first and len(entry.value.strip()) >= 3:
        yield entry.match("password-field", 0.97)
        return
    for match in told_by_label(field, entry.value):
        yield Match(
            match.start + entry.start, match.stop + entry.start, match.category, match.rule, match.confidence
        )


def _by_title(every: Sequence[Entry], number: int, *, is_second: bool) -> Iterator[Match]:
    entry, before = every[number], every[number - 1] if number else None
    after = every[number + 1] if number + 1 < len(every) else None
    title, value = entry.window, entry.value.strip()
    likeness = password_likeness(value)
    is_word = not re.search(r"\s", value)
    dialog, login = entry.is_dialog, entry.is_login
    if re.fullmatch(r"\d{4,8}", value) and not prompts.SEARCHING.search(title):
        dialog = dialog or prompts.PIN.search(title) is not None
    if prompts.CONNECTING.search(title) and entry.ended in {"enter", "click", "window"}:
        dialog = before is None or before.window != title  # Else the form says which field it is.
    if not (dialog or login) or len(value) < 4 or is_address(value):
        return
    if (prompts.FORGOTTEN.search(title) and not likeness) or _is_of_a_longer_form(every, number):
        return
    after_user = (
        entry.follows(before)
        and before is not None
        and before.window == title
        and entry.begun in {"tab", "enter", "click", "window", "field"}
        and is_user(before.value)
        and is_second
        and not (prompts.FORM.search(title) and not likeness)
        and (likeness or is_last(every, number) or (after is not None and after.value.strip() == value))
        and (is_last(every, number) or not is_host(before.value))
    )
    leads_on = entry.ended in {"tab", "click"} and (not likeness or _names_a_user(entry, before, after))
    phrase = re.fullmatch(r"[\w'-]+(?: [\w'-]+){2,7}", value)
    named = _USER_NAME.fullmatch(value) is not None
    if (
        named
        and not dialog
        and (prompts.REGISTERING.search(title) or (entry.ended == "tab" and not after_user))
    ):
        if after_user:
            yield entry.match("password-login", 0.6)  # The name that one will go by, or a password like it.
    elif after_user and (is_word or phrase or dialog):
        yield entry.match("password-login", 0.95 if likeness >= 0.5 else 0.85 if is_word else 0.6)
    elif prompts.CHANGING.search(title) and likeness >= 0.5:
        yield entry.match("password-title", 0.85)
    elif dialog and not leads_on and (is_word or phrase):
        yield entry.match("password-title", 0.93 if likeness >= 0.5 else 0.8)
    elif login and is_word and likeness >= 0.6 and not _names_a_user(entry, before, after):
        yield entry.match("password-title", 0.75 + likeness / 10)
    elif (
        login
        and is_word
        and entry.begun in {"click", "tab"}
        and entry.ended == "enter"
        and is_second
        and not likeness
        and (before is None or before.window != title)
        and re.search(r"\bpassword\b", title, re.IGNORECASE)
    ):
        yield entry.match("password-title", 0.6)


def _is_of_a_longer_form(every: Sequence[Entry], number: int) -> bool:
    """Say whether fields that no login has were filled in before: one signs up for an event, say."""
    form, value = form_before(every, number), every[number].value.strip()
    after = every[number + 1].value.strip() if number + 1 < len(every) else ""
    if len(form) < 2 or is_address(form[-1].value) or value in {after, form[-1].value.strip()}:
        return False
    return any(" " in each.value.strip() for each in form) and not is_strong(value)


def _names_a_user(entry: Entry, before: Entry | None, after: Entry | None) -> bool:
    """Say whether a word is the name in a login: the first entry, and another one follows in that window."""
    is_first = before is None or before.window != entry.window or not entry.follows(before)
    leads = after is not None and after.window == entry.window and after.follows(entry)
    return is_first and leads and is_user(entry.value)


def _alone(entry: Entry) -> Iterator[Match]:
    """Find a whole line that is nothing but a strong password: sent to the wrong window, most often."""
    value = entry.value.strip()
    if is_strong(value) and not _ROW.fullmatch(value):
        yield entry.match("password-alone", 0.65)
