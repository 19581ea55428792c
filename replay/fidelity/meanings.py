"""What each check looks for, in a sentence for whoever meets one of its defects on the timeline."""

from collections.abc import Mapping

MEANINGS: Mapping[str, str] = {
    "order": "Events that came after events of a later time: the source's order cannot be relied on.",
    "duplicates": "The same event twice: counts of clicks and keys are too high.",
    "clock-offset": "A clock of the source that is not where the header has it.",
    "clock-drift": "Two clocks that do not run equally fast: times drift apart.",
    "clock-steps": "A clock that was set while recording: what lies around it is misplaced.",
    "receipt-bursts": "Many events at once after a silence: they are stamped when read, not when done.",
    "time-stamps": "Stamps coarser than what happens: order and gaps within them are unknown.",
    "polling-rate": "How often the pointer is asked; far from what devices do, moves are missing.",
    "missed-polls": "Pointer moves that should have been there and were not recorded.",
    "jitter": "Moves stamped unevenly: speed and acceleration of the pointer are noise.",
    "teleports": "The pointer jumps further than a hand moves: moves are lost, or a program moved it.",
    "sentinel-positions": "Positions that stand for no position, such as -1, -1.",
    "outside-display": "Positions that lie on no display: displays or coordinates are wrong.",
    "scale": "Coordinates multiplied by a factor: clicks do not lie where the picture has them.",
    "relative-motion": "Relative motion taken for positions: places mean nothing.",
    "key-never-released": "A key that goes down and never up: its release was lost, or comes after the end.",
    "key-never-pressed": "A key that goes up and never down: its press was lost.",
    "key-pressed-twice": "A key that goes down while it is down: its release was lost between.",
    "key-hold": "A key held for longer or shorter than hands do: a stamp or a release is wrong.",
    "auto-repeat": "Repeats of a key that are not told from presses: typed text has too many letters.",
    "button-never-released": "A button that goes down and never up: its release was lost.",
    "button-never-pressed": "A button that goes up and never down: its press was lost.",
    "button-pressed-twice": "A button that goes down while it is down: its release was lost between.",
    "button-hold": "A button held for longer or shorter than hands do.",
    "stop-hotkey": "The keys that stopped the recorder are still down at the end: no part of the task.",
    "frame-rate": "How many pictures a second there are, against what the recorder set out to make.",
    "frames-missing": "Pictures that should have been there by the rate of the others.",
    "frames-late": "Pictures that came later than the rate has them: what they show is older or newer.",
    "freezes": "No new picture while input goes on: what was done there cannot be seen.",
    "frames-repeated": "The same picture again and again while input goes on: the capture may stand still.",
    "frame-size": "Pictures of another size than the display is said to have.",
    "frame-origin": "Pictures that begin long before or after the events: the two may be misplaced.",
    "frames-cover": "Input before the first picture or after the last: what was done there cannot be seen.",
    "input-silence": "One kind of input stands still while others go on: its recorder may have stopped.",
    "heartbeats": "Signs of life that the recorder writes stay out: nothing was recorded meanwhile.",
    "damage": "Parts of the file that cannot be read: what was in them is not known.",
}
"""By the name of the check."""
UNKNOWN = "A check found something wrong with the capture here."
