"""SubRip: actions as subtitles, for players that know nothing newer."""

from pathlib import Path

from formats.model.export import ExportOptions, ExportReport, ExportSource
from formats.sinks.subtitles import LOST, cues, timestamp

NAME = "srt"
SUFFIX = ".srt"
SUMMARY = "SubRip: what the person did, as subtitles."
LOSES = "Everything but actions: positions over time, pictures, windows, waits."


def export(source: ExportSource, out: Path, options: ExportOptions) -> ExportReport:
    """Write a cue for each action."""
    count = 0
    with out.open("w", encoding="utf-8", errors="backslashreplace", newline="\r\n") as file:
        for count, cue in enumerate(cues(source.actions, options.rate), 1):
            times = f"{timestamp(cue.start_ms, ',')} --> {timestamp(cue.end_ms, ',')}"
            file.write(f"{count}\n{times}\n{_escaped(cue.text)}\n\n")
    return ExportReport({"cues": count}, (*LOST, *source.cut()))


def _escaped(text: str) -> str:
    # SubRip has no escapes. Players take "<" and "{" for markup: signs that look alike are none.
    return text.replace("<", "‹").replace(">", "›").replace("{", "(").replace("}", ")")
