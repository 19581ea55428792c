"""What keeps a recording from being made.

RecordError
├── NotHereError    what recording needs is not on this machine
├── ConsentError    nobody agreed, or not to this
└── BrokenOffError  a part of the recorder failed; what was recorded until then is kept
"""


class RecordError(Exception):
    """A recording cannot be made, or not go on; the message is one line for people."""


class NotHereError(RecordError):
    """What recording needs is not on this machine."""


class ConsentError(RecordError):
    """Nobody agreed, or not to this."""


class BrokenOffError(RecordError):
    """A part of the recorder failed; what was recorded until then is kept."""
