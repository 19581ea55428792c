"""WebVTT: actions as subtitles for the video of a recording.

Source: W3C, WebVTT: The Web Video Text Tracks Format.
"""

from pathlib import Path

from formats.model.export import ExportOptions, ExportReport, ExportSource
from formats.sinks.subtitles import LOST, cues, timestamp

NAME = "webvtt"
SUFFIX = ".vtt"
SUMMARY = "WebVTT: what the person did, as subtitles."
LOSES = "Everything but actions: positions over time, pictures, windows, waits."


def export(source: ExportSource, out: Path, options: ExportOptions) -> ExportReport:
    """Write a cue for each action."""
    count = 0
    with out.open("w", encoding="utf-8", errors="backslashreplace", newline="\n") as file:
        file.write("WEBVTT\n")
        for count, cue in enumerate(cues(source.actions, options.rate), 1):
            times = f"{timestamp(cue.start_ms, '.')} --> {timestamp(cue.end_ms, '.')}"
            file.write(f"\n{count}\n{times}\n{_escaped(cue.text)}\n")
    return ExportReport({"cues": count}, (*LOST, *source.cut()))


def _escaped(text: str) -> str:
    # "<" would begin a tag, and "-->" a new cue.
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
