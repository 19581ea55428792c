"""Whether a recording that is open may stay so: its person may say something while somebody looks at it."""

from pathlib import Path

from formats.errors import FormatError
from formats.model.recording import Recording
from replay.cli.reading.allowed import check_allowed
from replay.cli.reading.stamps import Stamp, stamp
from replay.cli.reading.subject_list import subject_path
from replay.cli.reading.withdrawn import NotAllowedError
from replay.store.paths import subjects_folder, withdrawals_folder
from replay.store.subject_marks import check_marks
from replay.store.withdrawals import check_withdrawals, withdrawal_path


class StillAllowed:
    """Asked again and again, in a thread; looks closer only where something was written that may matter."""

    def __init__(self, path: Path) -> None:
        """Begin with what there is, before the recording is opened and that is asked for.

        Args:
            path: The recording.
        """
        self._path = path
        self._stamps = self._stamped()

    def __call__(self, recording: Recording) -> None:
        """Refuse a recording that may not be looked at any more.

        Args:
            recording: It, open.

        Raises:
            FormatError: Its person withheld it, removed something of it or took back their consent; or what
                tells that cannot be read any more.
        """
        stamps = self._stamped()
        if stamps == self._stamps:
            return
        self._stamps = stamps
        try:
            check_marks()
            check_withdrawals()
            check_allowed(self._path, recording)
        except NotAllowedError as error:
            raise FormatError(
                f"closed, as its person has just had their say; what you did here is kept. {error}"
            ) from error
        except (FormatError, OSError) as error:
            raise FormatError(
                "closed, as it cannot be told any more whether its person allows it; what you did here is "
                f"kept: {error}"
            ) from error

    def _stamped(self) -> list[Stamp | None]:
        beside = (subject_path(self._path), withdrawal_path(self._path))
        # A folder changes when something in it is replaced.
        return [stamp(place) for place in (*beside, subjects_folder(), withdrawals_folder())]
