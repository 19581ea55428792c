"""Importer of step folders: screenshots, and what was done on each, step by step.

Kinds of them, an adapter each: AgentNet trajectories, PC Tracker, OSWorld, openadapt-flow, ScreenAgent.
"""

import statistics
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from formats.errors import UnknownFormatError
from formats.importers.steps import agentnet_traj, openadapt_flow, osworld, pc_tracker, screenagent
from formats.importers.steps.account import defects, guesses, losses
from formats.importers.steps.expand import Expander
from formats.importers.steps.film import Film, find_film
from formats.importers.steps.folder import uuid_in
from formats.importers.steps.header import make_header, too_long
from formats.importers.steps.screen import Screen
from formats.importers.steps.step import Mark, Step, Steps
from formats.model.memory import MemoryRecording
from formats.model.report import PLAIN, Imported, ImportOptions, ImportReport
from formats.model.time import NS_PER_S
from formats.sources.joined import PicturePart
from formats.sources.rows import LONGEST_NS, SourceRows
from formats.sources.source_id import source_id
from formats.sources.videos import as_came, make_frames

NAME = "steps"
SUFFIXES = (".json", ".jsonl")
SUMMARY = "Step folders: AgentNet trajectories, PC Tracker, OSWorld, openadapt-flow and ScreenAgent."
LOSES = "What a step says of itself beyond 64 MiB; the frames of OSWorld's video beside its screenshots."


class Adapter(Protocol):
    """A module that knows one kind of step folder."""

    def find(self, path: Path) -> Path | None:
        """Return where a recording of this kind lies, by its content; None where there is none."""

    def read(self, place: Path) -> Steps:
        """Read what `find` found.

        Raises:
            UnsupportedError: There are several recordings; the message lists them.
            FormatError: It cannot be read.
        """


ADAPTERS: tuple[Adapter, ...] = (openadapt_flow, pc_tracker, osworld, screenagent, agentnet_traj)


def sniff(path: Path, head: bytes) -> bool:
    """Say whether a folder or a file of it is one of the kinds."""
    return (not head or head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in {b"{", b"["}) and _find(path) is not None


def open_recording(path: Path, options: ImportOptions = PLAIN) -> Imported:
    """Read a recording; its pictures are fetched from their files when they are shown.

    Raises:
        UnsupportedError: There are several; the message lists them.
        FormatError: It cannot be read at all; of what is read in part, the report says what is missing.
    """
    found = _find(path)
    if found is None:
        raise UnknownFormatError(f"{path}: no recording by steps of a kind that is known")
    adapter, place = found
    source = adapter.read(place)
    times, untimed = _times(source.steps, has_clock=source.clock is not None)
    film = find_film(source, times, options.stage("video"))
    origin_ns = film.start_ns if film else min(times, default=0)
    rows = SourceRows()
    screen, expander = Screen(source, rows, origin_ns, film.size if film else None), Expander(rows)
    if long := too_long(source):
        expander.add(Mark("details", long), origin_ns, 0, screen.to_pixels)
    told = options.stage("pictures")
    for done, (step, at_ns) in enumerate(zip(source.steps, times, strict=True), 1):
        _add(step, at_ns, screen, expander)
        told(done, len(source.steps))
    streams, _ = rows.events(origin_ns, origin_ns)
    header = make_header(source, origin_ns, _recording_id(source), screen)
    shown = _shown(film, screen, origin_ns, len(rows))
    pictures = [picture for step in source.steps for picture in (step.before, step.after) if picture]
    files = {*source.files, *source.videos, *(picture.path for picture in pictures if picture.path)}
    recording = MemoryRecording(
        header,
        streams,
        frames=shown.frames,
        videos=tuple(as_came(video, film.table if film else None) for video in source.videos),
        pixels=shown.pixels,
        encoded=shown.encoded,
        problems=defects(source, screen),
        size_bytes=sum(file.stat().st_size for file in files),
        on_close=shown.close,
    )
    report = ImportReport(
        read={name: info.rows for name, info in recording.streams.items()},
        guessed=guesses(source, screen, expander),
        lost=losses(source, screen, expander, header),
        counts={
            name: count
            for name, count in {
                **source.counts,
                **expander.counts,
                "steps without a sane time": untimed,
            }.items()
            if count
        },
    )
    return Imported(recording, report)


def _find(path: Path) -> tuple[Adapter, Path] | None:
    for adapter in ADAPTERS:
        place = adapter.find(path)
        if place is not None:
            return adapter, place
    return None


def _shown(film: Film | None, screen: Screen, origin_ns: int, first_seq: int) -> PicturePart:
    """Return the frames: those of the video where there is one, else the steps' own."""
    if film is None:
        own = screen.pictures
        return PicturePart(own.frames(), own.pixels, own.encoded)
    pictures = film.pictures()
    frames = make_frames(film.table, film.start_ns - origin_ns, first_seq)
    return PicturePart(frames, pictures.pixels, close=pictures.close)


def _add(step: Step, at_ns: int, screen: Screen, expander: Expander) -> None:
    if step.before is not None:
        screen.add(step.before, at_ns, after=False)
    for act in step.acts:
        expander.add(act, at_ns, step.line, screen.to_pixels)
    if step.after is not None:
        screen.add(step.after, at_ns, after=True)


def _times(steps: Sequence[Step], *, has_clock: bool) -> tuple[list[int], int]:
    """Return a time for each step, and how many tell none that is sane, which is that of the step before.

    Without any clock, a step takes a second: so do they lie apart on the screen, and none counts as a wait.
    """
    if not has_clock:
        return [number * NS_PER_S for number in range(len(steps))], 0
    told = [step.at_ns for step in steps if step.at_ns is not None]
    middle = statistics.median_low(told) if told else 0
    times: list[int] = []
    untimed = 0
    last = next((at for at in told if abs(at - middle) <= LONGEST_NS), 0)
    for step in steps:
        if step.at_ns is not None and abs(step.at_ns - middle) <= LONGEST_NS:
            last = step.at_ns
        else:
            untimed += 1
        times.append(last)
    return times, untimed


def _recording_id(source: Steps) -> str:
    """Return the source's own UUID where it has one, else one made of what the recording is."""
    return uuid_in(source.own_id) or source_id(source.source, source.files, source.identity)
