"""Which window an event or an action happened in."""

import numpy as np
from numpy.typing import NDArray

from formats.model.recording import Recording


def windows_at(recording: Recording, times: NDArray[np.int64], seqs: NDArray[np.int64]) -> list[str]:
    """Name the window in front at each (time, seq): its title, the application where it has none.

    Args:
        recording: Where from; reads the windows whole.
        times: Nanoseconds, shape (n,), in any order.
        seqs: Order of capture, shape (n,), which decides among events of one instant.

    Returns:
        A name for each, "" before the first window.
    """
    windows = recording.events("window")
    names = [
        "",
        *(title or app for title, app in zip(windows.texts("title"), windows.texts("app"), strict=True)),
    ]
    count = len(windows)
    order = np.lexsort((np.concatenate([windows.rows["seq"], seqs]), np.concatenate([windows.t, times])))
    window_number = np.empty(len(order), np.int64)
    window_number[order] = np.cumsum(order < count)
    return [names[number] for number in window_number[count:].tolist()]
