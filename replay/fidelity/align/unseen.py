"""By how much frames are off where no cursor is drawn in them: what the changes of the picture say.

Two measures that know nothing of each other: the first change near each press, and whether the picture
changes at all after presses that stand alone. Where both say something they must agree.
"""

from formats.model.recording import Recording
from formats.model.time import NS_PER_MS
from replay.fidelity.align.activity import ActivityShift, activity_shift
from replay.fidelity.align.found import OFF_NS, Alignment, Progress, Verdict
from replay.fidelity.align.near import SLOWEST_USUAL_NS, NearShift, estimated, may_be_answers
from replay.fidelity.align.trials import find_trials

_MOST_CONFIDENCE = 0.8


def align_unseen(recording: Recording, looked_for: int, progress: Progress | None = None) -> Alignment:
    """Measure by how much the frames' times are off, without a cursor.

    Args:
        recording: At most some 1,600 of its pictures are decoded.
        looked_for: In how many frames a cursor was looked for in vain.
        progress: Called with what is done, frames done and frames there are.

    Raises:
        FormatError: Events or pictures cannot be read.
    """
    near = estimated(find_trials(recording, progress), progress)
    activity = activity_shift(recording)
    missing = "no cursor was found in the pictures" if looked_for else "the pointer does not move"
    if near.offset_ns is not None:
        return _by_near(near, activity, missing, looked_for)
    after_ns = near.answers_ns
    if after_ns is None and activity.offset_ns is not None:
        late = may_be_answers(activity.offset_ns, activity.uncertain_ns)
        after_ns = -activity.offset_ns if late else None
    if activity.offset_ns is None or after_ns is not None:
        note = f"{missing}, and presses are not followed by changes clearly enough"
        if after_ns is not None:
            note = f"{missing}; changes come {after_ns / NS_PER_MS:.0f} ms later after presses than is usual"
            latest_ns = near.latest_ns or after_ns + activity.uncertain_ns + SLOWEST_USUAL_NS
            note += (
                ": frames stamped late and programs that answer slowly look alike; as nothing answers before "
            )
            note += f"it is asked, frames are {latest_ns / NS_PER_MS:.0f} ms late at most"
        return Alignment(
            *(None, None, 0.0, "activity", "unknown", note, activity.uncertain_ns),
            frames=looked_for,
            curve=near.curve,
            curve_unit="nats",
        )
    verdict = _verdict(activity.offset_ns, activity.uncertain_ns)
    note = f"{missing}; the first change after {activity.presses} presses that stand alone"
    return Alignment(
        *(activity.offset_ns, None, activity.confidence, "activity", verdict, note, activity.uncertain_ns),
        frames=looked_for,
    )


def _by_near(near: NearShift, activity: ActivityShift, missing: str, looked_for: int) -> Alignment:
    offset_ns, confidence = near.offset_ns, near.confidence
    assert offset_ns is not None  # noqa: S101 - held by the caller
    note = f"{missing}; first changes near {near.presses} presses in {near.frames} frames"
    if activity.offset_ns is not None:
        apart_ns = abs(activity.offset_ns - offset_ns)
        if apart_ns > near.uncertain_ns + activity.uncertain_ns:
            note = f"{note} and all changes give offsets {apart_ns / NS_PER_MS:.0f} ms apart"
            return Alignment(
                *(None, None, 0.0, "near changes", "unknown", note, near.uncertain_ns),
                frames=looked_for,
                curve=near.curve,
                curve_unit="nats",
            )
        confidence = min(1 - (1 - confidence) * (1 - activity.confidence), _MOST_CONFIDENCE)
        note = f"{note}; all changes after presses that stand alone agree"
    return Alignment(
        *(offset_ns, None, confidence, "near changes", _verdict(offset_ns, near.uncertain_ns), note),
        near.uncertain_ns,
        frames=looked_for,
        curve=near.curve,
        curve_unit="nats",
    )


def _verdict(offset_ns: int, uncertain_ns: int) -> Verdict:
    return "off" if abs(offset_ns) > max(OFF_NS, uncertain_ns) else "ok"
