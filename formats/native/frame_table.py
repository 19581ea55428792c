"""The frame table, and what pictures tell of frames that are missing from it. FORMAT.md, section 12."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from formats.errors import FormatError
from formats.media.image import image_size
from formats.model.frames import FRAME_DTYPE, Frames, Storage
from formats.native.chunk_file import ChunkFile
from formats.native.envelope import unpack_envelope
from formats.native.index import Entries
from formats.native.layout import Kind
from formats.native.tiles_layout import parse


@dataclass(frozen=True, slots=True)
class FrameTable:
    """Frames, and the number that their writer gave each."""

    frames: Frames
    ids: NDArray[np.int64]
    """Rising, shape (frames,); equal to the row numbers where nothing is lost."""


def mend_frames(table: FrameTable, file: ChunkFile, entries: Entries) -> FrameTable:
    """Add a row for every picture whose frame is not in the table, as after a kill or a cut.

    What only the table knew is unknown: `seq` is -1. Frames that repeated a picture stay lost.
    """
    pictures = entries[(entries["flags"] == 0) & np.isin(entries["kind"], (Kind.TILES, Kind.IMAGE))]
    missing = pictures[~np.isin(pictures["first_row"], table.ids)]
    rows, ids = [], []
    for offset, length in zip(missing["offset"].tolist(), missing["length"].tolist(), strict=True):
        try:
            row, number = _row(file, offset, length)
        except FormatError:
            continue  # a damaged picture tells nothing of its frame
        rows.append(row)
        ids.append(number)
    if not rows:
        return table
    all_ids = np.concatenate([table.ids, np.array(ids, np.int64)])
    frames = np.concatenate([table.frames, np.array(rows, FRAME_DTYPE)])
    _, order = np.unique(all_ids, return_index=True)
    if (np.diff(frames["t"][order]) < 0).any():
        return table
    return FrameTable(frames[order], all_ids[order])


def _row(file: ChunkFile, offset: int, length: int) -> tuple[tuple[int, ...], int]:
    header, body = file.chunk_at(offset, length)
    if header.kind == Kind.TILES:
        plan = parse(body)
        width, height, storage, key = plan.width, plan.height, Storage.TILES, header.back == 0
    else:
        _, data = unpack_envelope(body, file.limits)
        _, width, height = image_size(bytes(data))
        storage, key = Storage.IMAGE, True
    row = (header.first_ns, -1, header.stream, width, height, 1, int(storage), -1, 0, int(key))
    return row, header.first_row
