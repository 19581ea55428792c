"""What the keys of the privacy reviewer do: find and sign off; and what is noted of what they saw."""

import threading
import time
from typing import TYPE_CHECKING

from textual import work

from formats.errors import FormatError
from replay.core.hits import Found, Hit
from replay.core.safe_text import visible
from replay.core.stoppable import StoppedError
from replay.render.viewport import Zoom
from replay.ui import late, messages
from replay.ui.private.seen_watch import InView, SeenWatch
from replay.ui.screens.revealing import RevealingScreen
from replay.ui.widgets.inspector import Inspector

if TYPE_CHECKING:
    from formats.model.recording import Recording
    from replay.annotate.stops import Stop
    from replay.privacy.finding import Finding
    from replay.ui.desks.label_desk import LabelDesk

_PRIVATE = "private"
_WHERE = {"typed text": "typed text, in the list text"}
"""What was not seen, and where it can be, where that is not before the person anyway."""
_LOOK_S = 1 / 60
_READ_JOURNAL_S = 0.3
_KEEP_S = 5.0
"""What was seen since is lost if the program is killed."""
_LEAVE_S = 3.0


class PrivacyScreen(RevealingScreen):
    """The screen of a recording with the keys of the privacy reviewer."""

    _watch: SeenWatch | None = None
    _unkept: tuple[set[int], set[int]] = (set(), set())
    """Pictures and runs that were seen and are on no disk yet; never changed, only replaced."""
    _keep_error = ""
    _searched: "tuple[Finding, ...] | None" = None
    """What the last search for private content found."""
    _awaits_pictures = False
    """Whether a search that reads the pictures has not been answered yet."""
    _unsigned = ""
    """What is said before how far it is, once somebody wanted to sign meanwhile."""
    _of_pictures = ""
    """What is to be said of the pictures where it did not read them all."""

    def on_mount(self) -> None:
        """Begin to take note of what is seen, where that is wanted.

        Textual calls the same method of the classes below, as for every message.
        """
        if self.visit.privacy or self.visit.awaits_correction or self.stage.keeper.awaits_journal:
            # What others have flagged, and by how much frames are moved, is known as soon as can be, not when
            # the recording is read through.
            self.set_timer(_READ_JOURNAL_S, self._read_journal)
        if self.visit.privacy:
            recording = self.player.recording
            self._watch = SeenWatch(recording.frames, recording.duration_ns)
            self.stage.keeper.awaits_search = True
            self.set_interval(_LOOK_S, self._look_on)
            self.set_interval(_KEEP_S, self._keep_seen)

    def on_unmount(self) -> None:
        """Keep what was seen; a disk that does not answer must not keep a person from leaving."""
        self._take_seen()
        if any(self._unkept):
            thread = threading.Thread(target=self._keep, args=self._unkept, name="seen", daemon=True)
            thread.start()
            thread.join(_LEAVE_S)

    # Finding

    def on_words_read(self) -> None:
        """Search the texts unasked for who came to find what is private in them.

        Textual calls the same method of the classes below, as for every message.
        """
        if self.visit.privacy and self.stage.keeper.awaits_search:
            self._search_first()

    @work(thread=True, exclusive=True, group="look")
    def _search_first(self) -> None:
        try:
            found = self._find_private(self.player.recording, pictures=False)
        except FormatError as error:
            self.post_message(messages.ReadingFailed(f"not all typed text can be searched: {error}"))
            return
        except StoppedError:
            return
        self.post_message(messages.SearchedFirst(*found))

    def on_searched_first(self, message: messages.SearchedFirst) -> None:
        """Hide what was found and nothing else; the playhead and the lists stay where they are."""
        if not self.stage.keeper.awaits_search:
            return  # a key has searched meanwhile
        if self.desk is None:
            # It is hidden again once the journal says what is decided of it.
            self.hide(self.stage.keeper.take_found(message.findings))
        self.when_read(lambda desk: self._offer_found(desk, message))

    def _offer_found(self, desk: "LabelDesk", message: messages.SearchedFirst) -> None:
        stops = self._take_found(desk, (message.findings, message.of_pictures))
        self.show_stops(stops, _PRIVATE)
        nothing = (
            f"nothing {_PRIVATE} in the texts{'' if message.of_pictures else ': look it through, then V'}"
        )
        found = f"{len(stops)} private: n walks them" if stops else nothing
        self.say(f"{found}{visible(message.of_pictures)}")

    def action_private(self) -> None:
        """Look for what should never have been recorded, in every text and, asked again, picture: stops."""
        pictures = self._searched is not None
        if pictures:
            self._awaits_pictures, self._unsigned = True, ""

        def take(desk: "LabelDesk", found: "tuple[tuple[Finding, ...], str]") -> "list[Stop]":
            # A search of the texts that ends late says nothing of the pictures.
            self._awaits_pictures = self._awaits_pictures and not pictures
            return self._take_found(desk, found)

        self.look(_PRIVATE, lambda recording: self._find_private(recording, pictures), take)

    def _find_private(self, recording: "Recording", pictures: bool) -> "tuple[tuple[Finding, ...], str]":
        """Search in a thread; return what was found, and what is to be said of the pictures."""
        try:
            return self._found_private(recording, pictures)
        except BaseException:
            self._awaits_pictures = self._awaits_pictures and not pictures
            raise

    def _found_private(self, recording: "Recording", pictures: bool) -> "tuple[tuple[Finding, ...], str]":
        if not len(recording.frames):
            return late.private_findings(recording, self._tell), ""
        eyes = self._looking()
        if not (pictures or eyes.has_read_pictures):
            again = "" if self.visit.privacy else " again"
            return late.private_findings(recording, self._tell), f"; F{again} reads the pictures too"
        if not eyes.reads_pictures:
            words = "; the pictures cannot be read here: `pip install replay-desk[ocr]`"
            return late.private_findings(recording, self._tell), words
        found = late.private_findings(recording, self._tell, eyes.screen_reader(self._tell))
        return found, f"; NOT READ: {eyes.unread_pictures}" if eyes.unread_pictures else ""

    def _tell(self, words: str) -> None:
        """Say how far a search in a thread is."""
        self.post_message(messages.Looking(f"{self._unsigned}{words}"))

    def _take_found(self, desk: "LabelDesk", found: "tuple[tuple[Finding, ...], str]") -> "list[Stop]":
        findings, self._of_pictures = found
        return self._take_private(desk, findings)

    def walk(self, title: str, stops: "list[Stop]", *keys: str) -> None:
        """Walk stops, and say with those of a search what was not searched."""
        super().walk(title, stops, *keys)
        if title == _PRIVATE and self._of_pictures:
            # Before the keys: on a narrow screen the end of the line is lost.
            found, _, rest = self.said.partition(": ")
            self.say(f"{found}{visible(self._of_pictures)}{': ' if rest else ''}{rest}")

    def _take_private(self, desk: "LabelDesk", findings: "tuple[Finding, ...]") -> "list[Stop]":
        self._searched = findings
        self.hide(self.stage.keeper.take_found(findings))
        stops = desk.ranked_first(late.private_stops(self.stage.keeper.found, self.player.recording.frames))
        # What one person alone has called none stays hidden where two must say so; and what is said of a
        # secret goes for its places that were found only now.
        self._show_labels()
        return stops

    @property
    def no_stops_words(self) -> str:
        """Say what would make stops, for a reviewer what is private."""
        if self._awaits_pictures:
            return "F is still reading the pictures: what it finds are stops then"
        if self.visit.privacy:
            return (
                "nothing is left to decide here: F looks for what is private, E where what is flagged stands"
            )
        return super().no_stops_words

    @property
    def unread_pictures(self) -> str:
        """What is to be said of the pictures where it is not known what stands in them all; "" else."""
        return visible(self._of_pictures)

    # Seeing

    def _look_on(self) -> None:
        """Take note of what is before the person now."""
        if self._watch is None:
            return
        view, playhead = self.stage.view, self.player.playhead
        there = self.app.screen is self
        # Enlarged, a part of it is all that is seen.
        whole = there and view.viewport.zoom is Zoom.FIT and view.painted >= 0
        frame = view.painted if whole and not self.stage.hidden.unseen(view.painted) else -1
        lines, run_of_line, hidden = self.query_one(Inspector).text_in_view()
        seen = InView(frame, playhead.rate, playhead.playing, lines if there else (0, 0))
        self._watch.look(seen, time.monotonic(), run_of_line, hidden)

    def _take_seen(self) -> None:
        runs = self.stage.keeper.runs
        if self._watch is None:
            return
        pictures, numbers = self._watch.take()
        first_seqs = set() if runs is None else {int(runs.rows["first_seq"][number]) for number in numbers}
        self._unkept = (self._unkept[0] | pictures, self._unkept[1] | first_seqs)

    def _keep_seen(self) -> None:
        self._take_seen()
        if any(self._unkept):
            unkept, self._unkept = self._unkept, (set(), set())
            self._keep_in_thread(*unkept)

    @work(thread=True, group="seen")
    def _keep_in_thread(self, pictures: set[int], runs: set[int]) -> None:
        if error := self._keep(pictures, runs):
            self.post_message(messages.SeenUnkept(pictures, runs, error))

    def _keep(self, pictures: set[int], runs: set[int]) -> str:
        recording = self.player.recording
        keep = late.keep_seen()
        return keep(
            self._source, self._settings, recording, self._identity, pictures=pictures, first_seqs=runs
        )

    def on_seen_unkept(self, message: messages.SeenUnkept) -> None:
        """Keep it for the next try, and say once why."""
        self._unkept = (self._unkept[0] | message.pictures, self._unkept[1] | message.runs)
        if message.error != self._keep_error:
            words = f"What you have seen is not kept yet: {visible(message.error)}"
            self.notify(words, severity="error", timeout=15, markup=False)
        self._keep_error = message.error

    # Signing off

    def action_sign_off(self) -> None:
        """Look whether everything is decided and seen, and ask for the word that signs it."""
        if self._watch is None:
            self.say("`replay open --as privacy FILE` notes what you see; V then signs it off")
            return
        if self._awaits_pictures:
            self._unsigned = "not signed: F is still "
            self.say(f"{self._unsigned}reading the pictures; V again when it says what it found")
            return
        self._read_journal()
        self.say("looking whether everything is decided and seen …")
        self._search_for_signing()

    @work(thread=True, exclusive=True, group="look")
    def _search_for_signing(self) -> None:
        findings = self._searched
        try:
            if findings is None:
                findings = late.private_findings(self.player.recording, self._tell)
        except FormatError as error:
            self.post_message(messages.ReadingFailed(f"not signed, as not all can be searched: {error}"))
            return
        self.post_message(messages.SearchedForSigning(findings))

    def on_searched_for_signing(self, message: messages.SearchedForSigning) -> None:
        """Walk what is not decided or owed to flags; else count what was seen."""
        self.when_read(lambda desk: self._sign_what_was_searched(desk, message.findings))

    def _sign_what_was_searched(self, desk: "LabelDesk", findings: "tuple[Finding, ...]") -> None:
        stops = self._take_private(desk, findings)
        if stops:
            self.walk("open", stops)
            found = "1 finding is" if len(stops) == 1 else f"{len(stops)} findings are"
            self.say(f"not signed: {found} open; a confirms, r rejects, n goes on")
            return
        self.once_nothing_is_owed(self._count_what_was_seen, "not signed")

    def _count_what_was_seen(self) -> None:
        self._take_seen()
        unkept, self._unkept = self._unkept, (set(), set())
        self._count_seen(*unkept)

    @work(thread=True, exclusive=True, group="sign")
    def _count_seen(self, pictures: set[int], runs: set[int]) -> None:
        keeper, watch = self.stage.keeper, self._watch
        if error := self._keep(pictures, runs):
            self.post_message(messages.SeenUnkept(pictures, runs, error))
        share, error = (
            (None, error)
            if error or watch is None
            else late.count_seen()(
                self._source,
                self._settings,
                self.player.recording,
                self._identity,
                pictures=watch.own_pictures,
                runs=keeper.runs,
                going=keeper.going(),
            )
        )
        self.post_message(messages.SeenCounted(share, error))

    def on_seen_counted(self, message: messages.SeenCounted) -> None:
        """List what is missing, and ask for the word that signs what was seen."""
        share = message.share
        if share is None:
            self.say(f"not signed: {visible(message.error)}")
            return
        hits = tuple(Hit(t_ns, "not seen", _WHERE.get(what, what)) for t_ns, what in share.missing)
        self.show_found(Found(hits), "not seen", "everything was seen")
        title, ends = f"Sign off: seen {share.words}", "Enter signs it off"
        if not share.is_whole:
            title = f"Sign off IN PART: seen {share.words}"
            ends = "Enter signs a part of it; after Esc n walks what was not seen"
            self.query_one(Inspector).show_tab("stops")
        due = self.desk.awaiting(self.stage.keeper.due) if self.desk is not None else 0
        if due:
            title = f"{title}; {'1 finding awaits' if due == 1 else f'{due} findings await'} a second person"
        self.say("type a word on it, and Enter" if share.is_whole else ends)

        def sign(word: str) -> None:
            part = "" if share.is_whole else "in part: "
            note = f"{part}seen {share.words}; {word.strip()}"
            self.do(lambda desk, _: desk.sign_off(note, whole=share.is_whole))
            self._note_signed({"seen": f"{part}{share.words}"})

        self.app.push_screen(late.prompt()(title, lambda _: ends, sign))

    @work(thread=True, group="sign")
    def _note_signed(self, details: dict[str, str]) -> None:
        _, error = late.note_signed()(self._source, self._settings, self.player.recording, details)
        if error:
            self.post_message(
                messages.ReadingFailed(f"the sign-off is in the journal, not in the audit: {error}")
            )

    @property
    def _identity(self) -> str:
        return self.desk.recording if self.desk is not None else ""
