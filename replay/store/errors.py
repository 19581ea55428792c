"""What can be wrong with the store, as one tree of errors.

    StoreError
    ├── LaterStoreError      made by a later version of the program
    └── QueueError           the queue refuses: nothing is lost, and another command helps
        └── StaleFenceError  somebody else has the work by now

Every message is one line that says which store, what, and what to do.
"""


class StoreError(Exception):
    """The store cannot be opened, read or written."""


def one_line(error: BaseException) -> str:
    """Return why something failed, for a place of one line; a lack of memory says nothing itself."""
    return " ".join(str(error).split()) or "there is not enough memory"


class LaterStoreError(StoreError):
    """The store was made by a later version, whose tables are not known here."""


class QueueError(StoreError):
    """The queue refuses what was asked of it."""


class StaleFenceError(QueueError):
    """A claim that has ended, or that somebody else has taken over."""
