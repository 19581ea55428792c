"""What can be wrong with a file, as one tree of errors.

    FormatError
    ├── UnknownFormatError    nothing here reads this file
    ├── TruncatedError        the file ended inside a record
    ├── DamagedError          a checksum or a structure does not hold
    ├── LimitError            a number in the file is beyond what is sane to believe
    ├── SealedError           enciphered, and no key is at hand that opens it
    ├── UnsupportedError      well made, but of a version or a kind that is not read
    └── MissingExtraError     needs an optional dependency that is not installed

Every message is one line that says what, where, and what was expected or what to do.
"""


class FormatError(Exception):
    """A file cannot be read, or not wholly."""


class UnknownFormatError(FormatError):
    """Nothing here reads this file."""


class TruncatedError(FormatError):
    """The file ended inside a record."""

    def __init__(self, what: str, *, offset: int, expected: int, got: int) -> None:
        super().__init__(f"{what} at byte {offset}: expected {expected} bytes, got {got}")


class DamagedError(FormatError):
    """A checksum or a structure does not hold."""


class LimitError(FormatError):
    """A number read from the file is beyond its limit; nothing was allocated for it."""

    def __init__(self, what: str, *, value: int, limit: int) -> None:
        super().__init__(f"{what} is {value:,}, more than the limit of {limit:,}")


class SealedError(FormatError):
    """A sealed file, and no key at hand that opens it."""


class UnsupportedError(FormatError):
    """The file is well made, but of a version or a kind that is not read."""


class MissingExtraError(FormatError):
    """An optional dependency is needed that is not installed."""

    def __init__(self, what: str, *, extra: str) -> None:
        super().__init__(f"{what} needs an extra: pip install 'replay-desk[{extra}]'")
        self.extra = extra
