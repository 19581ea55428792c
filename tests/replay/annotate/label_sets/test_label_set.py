"""Label sets: what is offered by one key, what may lie where, and every mistake a line that says where."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from replay.annotate.errors import LabelSetError
from replay.annotate.label_sets.label_set import COLOURS, LabelSet
from replay.annotate.label_sets.label_text import LONGEST_TEXT, MOST_LABELS, parse_label_set, read_label_set
from replay.store.label_files import preset_text, presets

HEAD = (
    'name = "n"\n[[tiers]]\nname = "task"\n'
    '[[tiers]]\nname = "step"\n[[tiers]]\nname = "out"\nkind = "points"\n'
)


def labels(*tables: str) -> LabelSet:
    return parse_label_set(HEAD + "".join(f"[[labels]]\n{table}\n" for table in tables))


def names(found: tuple[object, ...]) -> list[str]:
    return [label.name for label in found]  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", presets())
def test_a_preset_has_no_faults(name: str) -> None:
    """And every label of it has a key, a description and a colour."""
    found, faults = read_label_set(preset_text(name).text)

    assert faults == []
    assert found.name == name
    assert all(label.key and label.description for label in found.labels)
    assert len({label.colour for label in found.labels if "step" in label.tiers}) > 5 or name == "tasks"


def test_the_default_preset_has_what_the_day_of_an_annotator_needs() -> None:
    """Tasks, their steps, and points for how they went."""
    found = parse_label_set(preset_text("computer-use").text)

    steps = names(found.offered("step", inside=["task"]))
    assert {"search", "navigate", "fill form", "compare", "read", "copy", "communicate", "wait"} < set(steps)
    assert {"error recovery", "off-task", "private"} < set(steps)
    assert {"submit", "success", "failure"} < set(names(found.offered("outcome")))


def test_a_label_of_its_parents_tier_is_a_kind_of_it() -> None:
    """It is offered below it, and its parent's rules hold for it."""
    found = labels(
        'name = "task"\ntier = "task"',
        'name = "search"\ntier = "step"\nparent = "task"\nrequires = "type"',
        'name = "web"\nparent = "search"\nkey = "1"',
        'name = "type"\ntier = "step"\nkey = "1"',
    )

    assert names(found.offered("step")) == ["search", "type"]
    assert names(found.offered("step", kind_of="search")) == ["web"]
    assert found.path("web") == ("task", "search", "web")
    assert found.kinds("web") == ("web", "search")
    assert found.at_level("web", 0) == "search"
    assert found.at_level("web", 1) == found.at_level("web", 7) == "web"
    assert found.requires("web") == ("type",)
    assert found.by_key("1", "step", kind_of="search") == found.label("web")
    assert [(depth, label.name) for depth, label in found.tree()] == [
        (0, "task"), (1, "search"), (2, "web"), (0, "type"),
    ]  # fmt: skip


def test_what_may_lie_where() -> None:
    """Around it at any distance stands one that it names; directly around it one that takes it."""
    found = labels(
        'name = "a"\ntier = "task"\nchildren = ["in a"]',
        'name = "b"\ntier = "task"',
        'name = "in a"\ntier = "step"\nparent = "a"',
        'name = "any"\ntier = "step"',
        'name = "done"\ntier = "out"\ninside = "a"',
    )

    assert found.may_lie_inside("in a", ["a"])
    assert not found.may_lie_inside("in a", ["b"])
    assert not found.may_lie_inside("in a", [])
    assert not found.may_lie_inside("any", ["a"])
    assert found.may_lie_inside("any", ["b"])
    assert found.may_lie_inside("any", [])
    assert found.may_lie_inside("done", ["in a", "a"])
    assert found.may_lie_inside("nobody knows it", ["a"])
    assert names(found.offered("step", inside=["a"])) == ["in a"]
    assert names(found.offered("step", inside=["b"])) == ["any"]
    assert names(found.offered("step", inside=["nobody knows it"])) == ["in a", "any"]


def test_a_label_that_is_not_in_the_set_is_shown_all_the_same() -> None:
    """With a colour that is the same every time."""
    found = labels('name = "a"\ntier = "task"\ncolour = "red"')

    assert found.label("gone") is None
    assert found.path("gone") == found.kinds("gone") == ("gone",)
    assert found.colour("gone") == found.colour("gone") in COLOURS.values()
    assert found.colour("a") == COLOURS["red"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name = ", "no TOML: Invalid value"),
        ('nam = "n"', "'nam' is not known; there are name, version, description"),
        ('name = "n"', "needs at least one tier"),
        ('name = "n"\ntiers = 3', "tiers is no list of tables"),
        (HEAD + '[[tiers]]\nname = "step"', "line 9: there is a tier 'step' already"),
        (HEAD + '[[tiers]]\nname = "p"\nkind = "points"\npartition = true', "line 9: points divide no time"),
        (HEAD + "[[labels]]\nkey = 3", "line 9: key = 3 is no key"),
        (HEAD + '[[labels]]\nname = "x"\nkey = "ab"', "key = 'ab' is no key: one character"),
        (HEAD + '[[labels]]\nname = "x"', "line 9: 'x' needs a tier: one of task, step, out"),
        (HEAD + '[[labels]]\nname = "x"\ntier = "tsk"', "there is no tier 'tsk'; there are task, step, out"),
        (HEAD + '[[labels]]\nname = "x "\ntier = "task"', "without blanks around it"),
        (HEAD + '[[labels]]\nname = "x\\u202e"\ntier = "task"', "characters that cannot be seen"),
        (HEAD + f'[[labels]]\nname = "{"x" * 65}"\ntier = "task"', "longer than 64"),
        (HEAD + '[[labels]]\nname = "x"\ntier = "task"\ncolour = "rainbow"', "is no colour: #rrggbb, or one"),
        (HEAD + '[[labels]]\nname = "x"\ntier = "out"\nkind = "span"', "'x' is a span, which its tier"),
        (HEAD + '[[labels]]\nname = "x"\ntier = "task"\nparent = "y"', "unknown parent: 'y'"),
        (HEAD + '[[labels]]\nname = "x"\ntier = "task"\nparent = "x"', "'x' is above itself"),
        (
            HEAD + '[[labels]]\nname = "x"\ntier = "task"\nrequires = "y"',
            "requires of 'x' names 'y', which is no",
        ),
        (HEAD + '[[labels]]\nname = "x"\ntier = "out"\nrequires = "x"', "names itself"),
        (
            'name = "n"\nversion = 0\n[[tiers]]\nname = "t"',
            "version = 0 is no version: a whole number from 1",
        ),
        ('name = "n"\ntiers = [{name = "t"}]\nlabels = [{name = ""}]', r"labels\[1\]: name = '' is no name"),
    ],
)
def test_a_mistake_is_one_line_that_says_where(text: str, said: str) -> None:
    """The line of its table where it has one, else its place."""
    with pytest.raises(LabelSetError, match=said) as caught:
        parse_label_set(text)

    assert "\n" not in str(caught.value)


def test_every_mistake_is_listed_at_once() -> None:
    """Nobody wants to run a check ten times."""
    text = HEAD + '[[labels]]\nname = "x"\ntier = "task"\nkye = "a"\n[[labels]]\nname = "x"\ncolour = 1\n'

    found, faults = read_label_set(text)

    assert [fault.line for fault in faults] == [9, 13, 13]
    assert names(found.labels) == ["x"]


def test_a_key_gives_one_label_where_both_are_offered() -> None:
    """Of one tier, and at one place in the tree; elsewhere it may be used again."""

    def keys(*tables: str) -> list[str]:
        text = HEAD + "".join(f'[[labels]]\nkey = "a"\n{table}\n' for table in tables)
        return [fault.message for fault in read_label_set(text)[1]]

    one = 'name = "one"\ntier = "step"'
    assert keys(one, 'name = "two"\ntier = "step"') == ["the key 'a' gives 'one' and 'two'"]
    assert keys(one, 'name = "two"\ntier = "task"') == []
    assert keys(one, 'name = "two"\nparent = "one"') == []
    assert keys(one, 'name = "t"\ntier = "task"', 'name = "two"\ntier = "step"\nparent = "t"') != []
    inside = [f'name = "in {name}"\ntier = "step"\nparent = "{name}"' for name in ("s", "t")]
    tasks = [f'name = "{name}"\ntier = "task"\nkey = "{name}"' for name in ("s", "t")]
    text = HEAD + "".join(
        f"[[labels]]\n{table}\n" for table in (*tasks, *(f'{t}\nkey = "a"' for t in inside))
    )
    assert read_label_set(text)[1] == []


def test_a_parent_may_stand_below_its_children() -> None:
    """The order of the text is the order in which labels are offered, and nothing else."""
    found = labels('name = "web"\nparent = "search"', 'name = "search"\ntier = "step"')

    assert found.kinds("web") == ("web", "search")


def test_there_are_limits() -> None:
    """A label set is read whole, before anything is checked."""
    with pytest.raises(LabelSetError, match="characters"):
        parse_label_set("#" * (LONGEST_TEXT + 1))
    with pytest.raises(LabelSetError, match="1,001 labels"):
        parse_label_set(HEAD + "[[labels]]\n" * (MOST_LABELS + 1))
    deep = "".join(f'[[labels]]\nname = "{n}"\ntier = "step"\nparent = "{n - 1}"\n' for n in range(1, 12))
    with pytest.raises(LabelSetError, match="deeper than 8"):
        parse_label_set(HEAD + '[[labels]]\nname = "0"\ntier = "step"\n' + deep)


TOML_VALUES = st.recursive(
    st.integers() | st.booleans() | st.floats(allow_nan=True) | st.text('ab "\n\x1b\u202e#\xe9', max_size=8),
    lambda inner: st.lists(inner, max_size=3),
    max_leaves=4,
)
KEYS = ("name", "tier", "parent", "kind", "key", "colour", "inside", "requires", "children", "exclusive", "x")


@given(
    st.lists(
        st.dictionaries(st.sampled_from(KEYS), TOML_VALUES | st.sampled_from(["a", "b", "task"])), max_size=4
    )
)
def test_no_text_breaks_the_reader(tables: list[dict[str, object]]) -> None:
    """What is wrong is a fault or an error, never anything else, and each is one harmless line."""
    text = HEAD
    for table in tables:
        text += "[[labels]]\n" + "".join(f"{key} = {_toml(value)}\n" for key, value in table.items())

    said = []
    try:
        found, faults = read_label_set(text)
        said = list(map(str, faults))
        assert list(found.tree()) or not found.labels or faults
    except LabelSetError as error:
        said.append(str(error))
    assert all(line.isprintable() for line in said)


def _toml(value: object) -> str:
    if isinstance(value, str):
        return (
            '"' + "".join(f"\\U{ord(c):08x}" if not c.isalnum() or ord(c) > 126 else c for c in value) + '"'
        )
    if isinstance(value, list):
        return f"[{', '.join(map(_toml, value))}]"
    return str(value).lower()
