"""Names of tiers that had to be several come back as one, and no other name is taken for such a one."""

from hypothesis import given
from hypothesis import strategies as st

from formats.model.tier_names import NAMELESS, names_read, written_name

NAMES = st.one_of(
    st.sampled_from(["", "task", "task (2)", "task (2) (1)", "task (1)", "task (10)", NAMELESS, " (2)"]),
    st.text(max_size=6),
    st.builds("{} ({})".format, st.text("ab ", max_size=3), st.integers(0, 12)),
)


@given(st.dictionaries(NAMES, st.integers(1, 4), max_size=6))
def test_every_part_is_read_as_its_name(parts: dict[str, int]) -> None:
    """Whatever tiers there are and into how many parts they go, all differ and all come back."""
    written = {
        written_name(name, number): name for name, count in parts.items() for number in range(1, count + 1)
    }

    assert len(written) == sum(parts.values())
    assert names_read(written) == written


def test_a_number_of_others_is_left_alone() -> None:
    """Without the name that it would be a part of, it is part of a name."""
    assert names_read(["take (2)", "take (1)", "a (0)", "b(2)"]) == {
        "take (2)": "take (2)",
        "take (1)": "take (1)",
        "a (0)": "a (0)",
        "b(2)": "b(2)",
    }
