"""What can be refused while annotating, as one tree of errors.

    AnnotateError
    ├── EditError        an edit that makes no sense where it was asked for
    └── LabelSetError    a label set that is not understood

Every message is one line for people.
"""


class AnnotateError(Exception):
    """Something about annotations is refused."""


class EditError(AnnotateError):
    """An edit makes no sense here; nothing was changed."""


class LabelSetError(AnnotateError):
    """A label set is not understood; the message names the line or the key."""
