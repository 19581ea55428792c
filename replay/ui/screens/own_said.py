"""The recorded person's screen with what they say: each word is kept at once, in its order, in a thread."""

import asyncio
from collections.abc import Callable
from dataclasses import replace

from replay.privacy.subject.redactions import Removal, State, SubjectList
from replay.ui import messages
from replay.ui.daemon import in_daemon
from replay.ui.own.sentences import count, removal_words
from replay.ui.own.word import OwnWord, Said, WordError
from replay.ui.screens.choice import Answer, Choice
from replay.ui.screens.own_read import OwnReadScreen
from replay.ui.stage import Stage
from replay.ui.widgets.own_lists import OwnLists

_CHOOSE = "↑ ↓ choose what is to be put back, then u; v shows the words"
_LISTEN_S = 1.0
_SHOWN_ELSEWHERE = (
    "another program has changed your list meanwhile: look at what is removed now, and then say it once more"
)


class OwnSaidScreen(OwnReadScreen):
    """Puts back, releases, withholds, and leaves when all of that is kept."""

    def __init__(self, stage: Stage, own: OwnWord, said: Said, idle_s: float) -> None:
        """Show a recording to its person.

        Args:
            stage: With the player; of the person's own.
            own: Keeps their word; asked in threads, one after the other.
            said: Their word as it is now.
            idle_s: From when on it is idle that nothing happens.
        """
        super().__init__(stage, said, idle_s)
        self._own = own
        self._known = said.subject
        """The list as this program knows it, with what was said last."""
        self._failed = False
        """Whether what was said last could not be kept."""
        self._leaves = False
        """Whether the person leaves as soon as what was said is kept."""
        self._heard = 0
        """How often another program changed the list."""
        self._listens = False
        self._turn = asyncio.Lock()
        """Words are kept in the order in which they were said, and none is lost by leaving."""

    def on_mount(self) -> None:
        """Hear from now on what other programs do to the list.

        Textual calls the same method of the class below, as for every message.
        """
        self.set_interval(_LISTEN_S, self._listen)

    def action_put_back(self) -> None:
        """Put back what is chosen in the list of what was removed; show that first."""
        if self.is_over():
            return
        lists, removals = self.query_one(OwnLists), self.word.subject.removals
        if not removals:
            self.say("nothing is removed: there is nothing to put back")
            return
        if lists.shown != "removed":
            lists.show_removed(len(removals) - 1)
            self.say(_CHOOSE)
            return
        chosen = lists.chosen_removal
        if not 0 <= chosen < len(removals):
            self.say(_CHOOSE)
            return
        removal = removals[chosen]
        if self.word.subject.state != "released":
            self._put_back(removal)
            return
        about = (
            "You released the recording without it. Put back, it can be seen again, and so your release "
            "ends: no more copies are made before you press r. Those that were made stay as they are."
        )
        words = removal_words(removal, reveals=self.looks)
        answers = [
            Answer("Put it back", lambda: self._put_back(removal)),
            Answer("Leave it out", lambda: self.say("")),
        ]
        self.app.push_screen(Choice(f"Put back: {words}?", answers, about))

    def action_release(self) -> None:
        """Release the recording, once that is confirmed."""
        if self.is_over():
            return
        removed, heard = self.word.subject.removed, self._heard
        without = f"without the {count(removed)} you removed" if removed else "all of it: you removed nothing"
        about = (
            f"Others then can have copies of it, {without}, for what you agreed to. "
            "You can withhold it later; a copy that was made by then stays made."
        )
        answers = [
            Answer("Release it", lambda: self._decide("released", "released", heard)),
            Answer("Not yet", lambda: self.say("")),
        ]
        self.app.push_screen(Choice("Release this recording?", answers, about))

    def action_withhold(self) -> None:
        """Withhold the recording."""
        if not self.is_over():
            self._decide("withheld", "withheld: nobody gets a copy")

    def action_leave(self) -> None:
        """Leave; who has not decided is asked first."""
        self.run_worker(self._leave_or_ask(), group="leave")

    async def _leave_or_ask(self) -> None:
        async with self._turn:
            has_decided = self._known.state != "undecided"
        if has_decided or self.word.withdrawn or self.has_class("small"):
            await self._leave()
            return
        stays = "no copy is made until you do" if self.word.is_there else "others may use it as you agreed"
        answers = [
            Answer("Leave, and decide later", self.action_leave_at_once, stays),
            Answer("Release it …", self.action_release),
            Answer("Withhold it, and leave", self._withhold_and_leave, "no copy for anybody"),
            Answer("Go on looking", lambda: self.say("")),
        ]
        self.app.push_screen(Choice("You have not decided yet.", answers))

    def action_leave_at_once(self) -> None:
        """Leave as soon as all that was said is kept; asked again meanwhile, at once."""
        if self._leaves:
            self.app.exit()
            return
        self._leaves = True
        self.run_worker(self._leave(), group="leave")

    def _withhold_and_leave(self) -> None:
        self.action_withhold()
        self.action_leave_at_once()

    async def _leave(self) -> None:
        async with self._turn:
            failed, self._failed = self._failed, False
        self._leaves = False
        if failed:
            self.say("what you said last could not be kept; q leaves all the same")
        else:
            self.app.exit()

    def is_over(self) -> bool:
        """Say whether there is nothing left to decide, and tell the person."""
        if self.word.withdrawn:
            self.say("you withdrew it: there is nothing left to decide")
        return bool(self.word.withdrawn)

    def change(self, change: Callable[[SubjectList], SubjectList], told: Callable[[], str]) -> None:
        """Keep a word of the person.

        Args:
            change: Makes the list to be of the one that is there; a ValueError says why it does not.
            told: Says what was done, when it is; called in a thread.
        """
        self.say("keeping it …")
        self.run_worker(self._keep_in_turn(change, told), group="own word")

    def _put_back(self, removal: Removal) -> None:
        self.change(lambda subject: subject.without(removal), lambda: "put back")

    def _decide(self, state: State, words: str, heard: int = 0) -> None:
        """Keep what is to become of the rest.

        Args:
            state: That.
            words: Said when it is kept.
            heard: Of a release, how often the list had been changed elsewhere when it was asked for.
        """

        def decided(subject: SubjectList) -> SubjectList:
            is_shown = heard == self._heard and subject.redactions == self._known.redactions
            if state == "released" and not is_shown:
                raise ValueError(_SHOWN_ELSEWHERE)
            return subject.decided(state)

        self.change(decided, lambda: words)

    async def _keep_in_turn(
        self, change: Callable[[SubjectList], SubjectList], told: Callable[[], str]
    ) -> None:
        async with self._turn:
            await in_daemon(lambda: self._keep(change, told))

    def _keep(self, change: Callable[[SubjectList], SubjectList], told: Callable[[], str]) -> None:
        """Keep a word, in a thread."""
        try:
            try:
                said = self._own.change(change)
                words = told()
            except ValueError as error:
                said, words = self._own.read(), str(error)
        except WordError as error:
            self._failed = True
            self.post_message(messages.OwnWordFailed(str(error), self._read_again()))
            return
        self._known, self._failed = said.subject, False
        self.post_message(messages.OwnWordKept(said, words))

    def _read_again(self) -> Said | None:
        """Return what the list says after something went wrong, perhaps when it was written already."""
        try:
            said = self._own.read()
        except WordError:
            return None
        self._known = said.subject
        return said

    def _listen(self) -> None:
        """Ask whether another program changed the list or withdrew it, where that is not being asked."""
        if not self._listens:
            self._listens = True
            self.run_worker(self._hear_in_turn(), group="hear")

    async def _hear_in_turn(self) -> None:
        async with self._turn:
            await in_daemon(self._hear)
        self._listens = False

    def _hear(self) -> None:
        """Read the list, in a thread, where it is another."""
        try:
            said = self._own.heard()
        except WordError as error:
            self.post_message(messages.ReadingFailed(str(error)))
            return
        if said is not None:
            self._known, self._heard = said.subject, self._heard + 1
            self.post_message(messages.OwnWordHeard(said))

    def on_own_word_heard(self, message: messages.OwnWordHeard) -> None:
        """Show what the list says by now, and that it was changed or withdrawn elsewhere."""
        withdraws = bool(message.said.withdrawn) and not self.word.withdrawn
        self.word, self.alarm = message.said, message.said.lost
        self.looks = self.looks and bool(self.word.subject.removed)
        now = count(self.word.subject.removed)
        changed = f"your list was changed in another window: {now} removed now"
        withdrawn = "it was withdrawn in another window: what you removed stays removed, q leaves"
        self.say("" if self.alarm else withdrawn if withdraws else changed)
        self.show_word()

    def on_own_word_kept(self, message: messages.OwnWordKept) -> None:
        """Show what the person said by now."""
        # What was lost was said until now: from here on this list counts.
        self.word, self.alarm = replace(message.said, lost=""), ""
        self.looks = self.looks and bool(self.word.subject.removed)
        self.say(message.words)
        if message.said.unnoted:
            self.notify(message.said.unnoted, severity="warning", timeout=15, markup=False)
        self.show_word()

    def on_own_word_failed(self, message: messages.OwnWordFailed) -> None:
        """Say what went wrong, until something can be kept, and show what the list says."""
        is_kept = message.said is not None and message.said.subject != self.word.subject
        self.word = message.said or self.word
        self.alarm = f"{'KEPT, BUT' if is_kept else 'NOT KEPT'}: {message.error}"
        self.say("" if is_kept else "nothing was changed")
        self.show_word()
