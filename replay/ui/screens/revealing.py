"""Revealing what is hidden, once that is noted, until the playhead leaves it."""

from collections.abc import Sequence

from textual import work

from replay.core.safe_text import visible
from replay.privacy.masks.mask import Mask
from replay.privacy.masks.masks import Masks
from replay.ui import late, messages
from replay.ui.screens.flagging import FlaggingScreen


class RevealingScreen(FlaggingScreen):
    """The screen of a recording with the key that reveals."""

    _told = ("", "")
    """Id of the finding that the line at the top shows while it is revealed, and what that says."""

    def why_hidden(self) -> str:
        """Say that a text is hidden: who adjusts its characters sees it, which is noted first."""
        hides = self.stage.keeper.hidden_here(self.player.t_ns)
        return "it is hidden: v reveals it, which is noted; then J e" if hides else ""

    def action_reveal(self) -> None:
        """Reveal what is hidden at the playhead once that is noted, or hide it again."""
        keeper, t_ns = self.stage.keeper, self.player.t_ns
        masks = keeper.hidden_here(t_ns)
        if not masks and keeper.is_revealing:
            self.hide(keeper.hide_again())
            self.say("hidden again")
            return
        if not masks:
            self.say(
                "nothing is hidden here"
                if keeper.masks.looked
                else "typed text is still being looked through"
            )
            return
        self.say("noting that you look …")
        self._note_revealed(masks, t_ns)

    @work(thread=True, exclusive=True, group="reveal")
    def _note_revealed(self, masks: Sequence[Mask], t_ns: int) -> None:
        words, error = late.note_revealed()(self._source, self._settings, self.player.recording, masks)
        self.post_message(messages.RevealNoted(tuple(masks), t_ns, words, error))

    def on_reveal_noted(self, message: messages.RevealNoted) -> None:
        """Show what was asked for, where the playhead still is there."""
        keeper = self.stage.keeper
        if message.error:
            self.say(f"not shown, as it cannot be noted: {visible(message.error)}")
            return
        masks = keeper.reveal(message.masks, message.t_ns)
        if keeper.leaves(self.player.t_ns):
            keeper.hide_again()
            self.say("you went on: v reveals what is hidden here")
            return
        self.hide(masks)
        self._tell_revealed({each.id for each in message.masks}, message.words)

    def _tell_revealed(self, shown: set[str], words: str) -> None:
        """Say what the finding at the playhead is, where it was asked for."""
        stop = self.desk.stop_at(self.player.t_ns) if self.desk is not None and self.stop_words() else None
        found = next((each for each in self.stage.keeper.found if stop and each.id == stop.id), None)
        if found is None or found.id not in shown or not found.text.strip():
            self.say(words)
            return
        more = f", and {len(shown) - 1:,} more here" if len(shown) > 1 else ""
        self._told = (found.id, f"revealed: {' '.join(found.text.split())}{more}")
        self.say("; ".join(filter(None, [words, self._told[1]])))

    def hide(self, masks: Masks) -> None:
        """Hide something else from now on; what was said of it at the top goes, too."""
        name, told = self._told
        if told and told in self.said and not self.stage.keeper.is_revealed(name):
            self._told, self.said = ("", ""), ""
        super().hide(masks)
