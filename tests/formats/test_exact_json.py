"""JSON values that come back as they were: what JSON alone would change."""

import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formats.model.exact_json import line, pack, unpack

TEXT = st.text(st.characters(exclude_categories=())) | st.text("\ud83d\ude00$a\n\u2028")
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | TEXT | st.binary(),
    lambda inner: st.lists(inner) | st.dictionaries(TEXT | st.sampled_from(["$map", "$utf8", "$x"]), inner),
)


@given(VALUES)
def test_every_value_comes_back_from_one_printable_line(value: object) -> None:
    """Lone surrogates and pairs of them, keys that look like our own, infinities, bytes, minus zero."""
    written = line(pack(value))

    assert written.isprintable()
    assert written.encode("utf-8")
    assert repr(unpack(json.loads(written))) == repr(value)


def test_what_is_no_number_comes_back() -> None:
    """NaN is unequal to itself."""
    assert math.isnan(unpack(json.loads(line(pack([math.nan]))))[0])


@pytest.mark.parametrize("told", [{"$utf8": "a"}, {"$map": [1]}, {"$": 1}, {"$float": "1"}, {"$bytes": 3}])
def test_what_nobody_writes_is_refused(told: object) -> None:
    """It is told apart from values, not taken for one."""
    with pytest.raises(ValueError, match="no "):
        unpack(told)


def test_readable_text_stays_readable() -> None:
    """Letters of any language are not escaped."""
    assert line("zażółć 漢字") == '"zażółć 漢字"'
