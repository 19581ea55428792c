"""The screen of a recording with its search: words found everywhere become the stops that are walked."""

from dataclasses import replace

from textual import work
from textual.worker import get_current_worker

from replay.core.hits import Found, Note
from replay.core.safe_text import visible
from replay.core.stoppable import StoppableRecording, StoppedError
from replay.ui import late, messages
from replay.ui.screens.recording import RecordingScreen
from replay.ui.widgets.inspector import Inspector
from replay.ui.widgets.sources import shown_hit
from replay.ui.widgets.timeline import Timeline


class SearchingScreen(RecordingScreen):
    """Shows one recording and what a search found in it."""

    _awaited = ""
    """What is being searched for, or will be when there is something to search."""

    def find(self, needle: str) -> None:
        """Look for words everywhere, as soon as everything is there to be searched."""
        self._awaited = needle
        self.say("searching …" if self.words_read else "searching, when the typed text is read …")
        if self.words_read:
            self.search(needle)

    def forget_stops(self) -> None:
        """Let go of what a search found, or has yet to find."""
        self._awaited = ""
        self.on_hits_ready(messages.HitsReady("", Found()))

    def on_words_read(self) -> None:
        """Search for what was asked for while there was less to search."""
        self.words_read = True
        if self._awaited:
            self.search(self._awaited)

    def on_hits_ready(self, message: messages.HitsReady) -> None:
        """Show what a search found, and go to the first place after the playhead."""
        if message.needle != self._awaited:
            return  # another search, or none, is wanted by now
        self._awaited = ""
        found = message.found
        times = [hit.t_ns for hit in found.hits]
        self.show_found(found, message.needle)
        inspector = self.query_one(Inspector)
        unread = f"not searched, as damaged: {', '.join(found.unread)}" if found.unread else ""
        if not times:
            masks = self.stage.keeper.masks
            hidden = "" if masks.looked and not masks.every else "hidden text is not searched"
            nowhere = f"{visible(message.needle)!r} is nowhere" if message.needle else ""
            left_out = [words for words in (unread, hidden) if words and nowhere]
            self.say("; ".join([f"{nowhere} else", *left_out]) if left_out else nowhere)
            return
        inspector.show_tab("stops")
        self.player.jump(next((t for t in times if t >= self.player.t_ns), times[0]))
        self.say(unread)

    def show_found(self, found: Found, title: str, nothing: str = "") -> None:
        """Make stops of what was found, which `n` and `N` walk.

        Args:
            found: Places in order of time.
            title: What was looked for.
            nothing: What to say where there is nothing; "" for a search of words.
        """
        self._found = found
        self.stops_title = title
        self.player.set_stops([hit.t_ns for hit in found.hits])
        self.query_one(Timeline).change(stops=self.player.stops)
        self.query_one(Inspector).load_hits(found, title, nothing)

    def on_search_failed(self, message: messages.SearchFailed) -> None:
        """Say that it found nothing because it could not look, which is not that there is nothing."""
        if message.needle == self._awaited:
            self._awaited = ""
            self.say(f"{visible(message.needle)!r} was not searched for: {visible(message.error)}")

    @work(thread=True, exclusive=True, group="search")
    def search(self, needle: str) -> None:
        """Look for words everywhere, in a thread; `HitsReady` follows."""
        player, worker = self.player, get_current_worker()
        # A search that is not wanted any more, or a screen that is left, waits for one read.
        source = StoppableRecording(player.recording, lambda: worker.is_cancelled)
        runs = self._runs.runs if self._runs else None
        header = player.recording.header
        notes = [Note(0, header.task), *(Note(t, f"mark {letter}") for letter, t in player.marks.items())]
        notes += [Note(comment.t_ns, comment.words) for comment in self.comments]
        masks = self.stage.keeper.masks
        try:
            found = late.search()(
                source, needle, runs=runs, actions=player.actions, notes=notes, clean=masks.clean
            )
        except StoppedError:
            return
        except OSError as error:
            self.post_message(messages.SearchFailed(needle, str(error)))
            return
        # The recording was read through before: what is not there could not be.
        absent = [
            name for name, there in (("typed text", runs), ("actions", player.actions)) if there is None
        ]
        # That a hidden text holds the word is as much as showing it.
        shown = tuple(hit for hit in found.hits if shown_hit(hit, masks) == hit.text)
        found = replace(found, hits=shown)
        found = replace(found, unread=(*absent, *(f"part of {stream}" for stream in found.unread)))
        self.post_message(messages.HitsReady(needle, found))
