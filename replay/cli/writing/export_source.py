"""A recording as exporters take it: with its actions, marked pictures and how it ended."""

from formats.model.export import ExportSource
from formats.model.recording import Recording


def export_source(recording: Recording) -> ExportSource:
    """Return what exporters write of a recording."""
    from formats.model.actions import RECORDER_STOP
    from replay.core.actions import reduce_actions
    from replay.render.marked import marked_pictures

    actions = reduce_actions(recording)
    stops = actions.rows["flags"] & RECORDER_STOP != 0
    stop = next((actions.label(int(number)) for number in stops.nonzero()[0]), "")
    return ExportSource(recording, actions.of_the_task(), marked_pictures(recording), stop)
