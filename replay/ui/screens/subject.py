"""What the keys do on the recorded person's screen: look, take out, put back, have their say, leave."""

from formats.errors import FormatError
from formats.model.time import NS_PER_S, Span
from replay.core.safe_text import visible
from replay.privacy.redact.plan import app_spans
from replay.privacy.redact.redactions import Redactions
from replay.privacy.redact.typed import lines_of
from replay.privacy.sought import usable_words
from replay.privacy.subject.masks import has_no_place
from replay.privacy.subject.redactions import Removal
from replay.render.viewport import Zoom
from replay.ui.own.choices import app_at, marked_span, run_at, words_at
from replay.ui.own.gone import found_words
from replay.ui.own.keys import OWN_KEYS
from replay.ui.own.sentences import LIMITS, STEPS, clock, during, quoted
from replay.ui.screens.choice import Answer, Choice
from replay.ui.screens.help import Help
from replay.ui.screens.own_said import OwnSaidScreen
from replay.ui.screens.welcome import Welcome
from replay.ui.screens.word_choice import WordChoice
from replay.ui.widgets.own_lists import OwnLists

_MARK = "To take out a time, close this, press i where it begins and o where it ends, and then x."
_MOST_LINES = 200
"""Of one typed text: each becomes a word of the list, and a longer text is better removed as a time."""
_NO_SUCH = {
    ("frame", 1): "this is the last picture",
    ("frame", -1): "this is the first picture",
}


class SubjectScreen(OwnSaidScreen):
    """The recorded person's screen with its keys."""

    def on_mount(self) -> None:
        """Say first what this is, to who has not said anything yet."""
        subject = self.word.subject
        knows = subject.removed or self.word.withdrawn or self.word.lost
        if subject.state == "undecided" and not knows:
            self.app.push_screen(Welcome())

    # Looking

    def action_skip(self, seconds: int) -> None:
        """Go some seconds on, or back."""
        before = self.player.t_ns
        self.player.seek(before + seconds * NS_PER_S)
        self.moved(self.player.t_ns != before, "this is the end" if seconds > 0 else "this is the beginning")

    def action_step(self, kind: str, direction: int) -> None:
        """Go to the next picture, or the one before."""
        missing = _NO_SUCH[kind, direction]
        if not len(self.player.recording.frames):
            missing = "this recording has no pictures"
        self.moved(self.player.step(kind, direction), missing)

    def action_magnify(self, steps: int) -> None:
        """Draw the picture larger or smaller, and say how to look around in it."""
        super().action_magnify(steps)
        if not self.said and self.stage.view.viewport.zoom is not Zoom.FIT:
            self.say("Ctrl with the arrows looks around in the picture")

    def action_row(self, rows: int) -> None:
        """Go along the list shown."""
        there, t_ns = self.query_one(OwnLists).neighbour(rows)
        if t_ns is not None:
            self.player.seek(t_ns)
        self.moved(there, "this is the end of the list" if rows > 0 else "this is the beginning of the list")

    def action_page(self, pages: int) -> None:
        """Go along the list shown by what is in view."""
        self.action_row(pages * self.query_one(OwnLists).page())

    def action_tab(self, direction: int) -> None:
        """Show another list."""
        self.query_one(OwnLists).turn(direction)

    def action_look(self) -> None:
        """Show what was removed, or cover it again."""
        if not self.word.subject.removed:
            self.say("nothing is removed: there is nothing covered")
            return
        self.looks = not self.looks
        self.say("")
        self.cover()

    # Taking out

    def action_in_point(self) -> None:
        """Mark where what must go begins."""
        self._mark("i", "o where it ends, then x")

    def action_out_point(self) -> None:
        """Mark where it ends."""
        self._mark("o", "x removes it" if "i" in self.points else "i where it begins, then x")

    def _mark(self, key: str, then: str) -> None:
        self.points = dict(sorted({**self.points, key: self.player.t_ns}.items()))
        self._show_points()
        self.say(f"{then}; Esc forgets it")

    def action_forget(self) -> None:
        """Forget what is marked, and close the notices."""
        self.app.clear_notifications()
        self.points = {}
        self._show_points()
        self.say("")

    def action_remove(self) -> None:
        """Ask what must go."""
        if self.is_over():
            return
        if self.player.playhead.playing:
            # Else the question were about what is long past.
            self.player.toggle()
        t_ns = self.player.t_ns
        answers: list[Answer] = []
        span = self._marked(t_ns)
        if span is not None:
            answers.append(
                Answer(
                    f"Everything from {during(span)}",
                    lambda: self._remove(Removal("span", span), go_to=span.end_ns),
                    "pictures, typing, windows, clipboard; the pictures at both ends, too",
                )
            )
        app = app_at(self.player, t_ns)
        if app and app not in self.word.subject.redactions.apps:
            answers.append(
                Answer(
                    f"Everything while {quoted(app, 38)} was in front",
                    lambda: self._remove(Removal("app", name=app)),
                    self._how_often(app),
                )
            )
        run = run_at(self.runs, t_ns)
        if run is not None and self.stage.keeper.masks.hides("typed", run.start_ns, run.end_ns + 1):
            run = None  # It is gone already, and is not to be read here.
        lines = _lines_of(run.text) if run is not None else []
        if run is not None and 0 < len(lines) <= _MOST_LINES:
            typed = tuple(lines)
            answers.append(
                Answer(
                    f"What you typed at {clock(run.start_ns)}: {quoted(run.text, 38)}",
                    lambda: self._remove(*(Removal("word", name=line) for line in typed)),
                    "wherever it stands, on the pictures, too",
                )
            )
        answers.append(
            Answer(
                "A word, a name or a sentence …",
                self._ask_word,
                "typed or chosen; wherever it stands, on the pictures, too",
            )
        )
        about = "" if span is not None else _MARK
        self.app.push_screen(Choice(f"What is to go?   You are at {clock(t_ns)}", answers, about))

    # The screen

    def action_help(self) -> None:
        """Say what this is, and every key."""
        self.app.push_screen(Help(OWN_KEYS, (*STEPS, *LIMITS)))

    def action_theme(self) -> None:
        """Change between dark and light."""
        self.app.theme = "replay-light" if self.app.theme == "replay-dark" else "replay-dark"
        self.query_one(OwnLists).restyle()

    def _marked(self, t_ns: int) -> Span | None:
        """Return the time that is marked; the playhead stands for an end that is not."""
        if not self.points:
            return None
        return marked_span(self.player, self.points.get("i", t_ns), self.points.get("o", t_ns))

    def _show_points(self) -> None:
        self._timeline.change(marks=self.points)

    def _how_often(self, app: str) -> str:
        spans = app_spans(self.player.recording, (app,))
        total_s = sum(span.duration_ns for span in spans) / NS_PER_S
        often = "once" if len(spans) == 1 else f"{len(spans):,} times"
        where = "in sight behind other windows, too"
        if has_no_place(self.player.recording, (app,)):
            where = "look whether it is in sight before that: nothing tells where it lies"
        return f"{often}, {total_s:,.0f} seconds in all; {where}"

    def _ask_word(self) -> None:
        words: tuple[str, ...] = ()
        try:
            words = words_at(self.player, self.runs, self.player.t_ns, self.stage.keeper.masks)
        except FormatError as error:
            self.say(visible(str(error)))
        self.app.push_screen(WordChoice(words, lambda word: self._remove(Removal("word", name=word))))

    def _remove(self, *removals: Removal, go_to: int | None = None) -> None:
        long, short = usable_words([each.name for each in removals if each.kind == "word"])
        more = Redactions(
            words=long,
            alone=short,
            apps=tuple(each.name for each in removals if each.kind == "app"),
            cuts=tuple(each.span for each in removals if each.span is not None),
            keep_names=True,
        )
        recording = self.player.recording

        def told() -> str:
            if go_to is not None and go_to <= recording.duration_ns:
                return "removed. This comes after it: does it still show?"
            if not more.sought:
                return "removed: u puts it back"
            try:
                gone = self.looking().gone(removals)
            except FormatError:
                return "removed wherever it stands"
            return f"removed: {found_words(gone, reads_pictures=self.may_read)}"

        self.points = {}
        self._show_points()
        if go_to is not None:
            self.player.seek(go_to)
        self.change(lambda subject: subject.with_more(more), told)


def _lines_of(text: str) -> list[str]:
    """Return the lines of typed text that are removed as words; short ones where there are no others."""
    return lines_of((text,)) or [line.strip() for line in text.splitlines() if line.strip()]
