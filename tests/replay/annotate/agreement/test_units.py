"""Time cut into units."""

import numpy as np
import pytest

from replay.annotate.agreement.labelling import Labelling
from replay.annotate.agreement.units import positions, unit_count


@pytest.mark.parametrize(("length_ns", "count"), [(0, 1), (1, 1), (10, 1), (11, 2), (100, 10)])
def test_what_begins_is_a_unit(length_ns: int, count: int) -> None:
    """The last one may be shorter."""
    assert unit_count(length_ns, 10) == count


def test_a_boundary_is_at_the_nearest_potential_one() -> None:
    """The later of two; none at an end of the axis, and several at one are one."""
    edges = np.array([4, 15, 16, 24, 38, 52, 97])
    each = Labelling(edges, np.append(edges[1:], 100), ("a",) * 7, 100)

    assert positions(each, 10).tolist() == [2, 4, 5]
