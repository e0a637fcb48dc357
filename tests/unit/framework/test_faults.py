"""A framework that does not hold together is refused, with all that is wrong with it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ocindex.errors import FrameworkError
from ocindex.framework import read_framework
from support.frameworks import HEAD, OWN, framework_of, framework_text

GOOD = framework_text({"top": None, "low": "top"}, {"one": "low", "two": "top"})


def faults(text: str, folder: Path) -> list[str]:
    with pytest.raises(FrameworkError) as caught:
        framework_of(text, folder)
    assert all(fault.remedy and fault.rule for fault in caught.value.faults)
    return [str(fault) for fault in caught.value.faults]


BANDS = """
[[bands.b]]
label = "low"
from = {0}
to = {1}
[[bands.b]]
label = "high"
from = {2}
to = {3}
"""


@pytest.mark.parametrize(
    ("change", "told"),
    [
        # Trees.
        (('name = "Top"', 'name = "Top"\nparent = "low"'), "Parents form a cycle: low > top > low"),
        (('name = "Top"', 'name = "Top"\nparent = "top"'), "Parents form a cycle: top > top"),
        (('id = "one"\nname = "One"\nparent = "low"', 'id = "one"\nname = "One"\nparent = "lwo"'),
         "Its parent 'lwo' is no component (found: 'one'). Did you mean 'low'?"),
        (('name = "Two"\nparent = "top"', 'name = "Two"\nparent = "one"'),
         "Its parent 'one' is no component (found: 'two')"),
        (('name = "One"\nparent = "low"', 'name = "One"\nparent = "top"'),
         "A component needs children; this one has none (found: 'low')"),
        (('id = "two"', 'id = "one"'), "An id stands once, this one 2 times (found: 'one')"),
        (('id = "two"', 'id = "../two"'), "An id is made of the letters a to z"),
        # Weights.
        (('name = "Two"', 'name = "Two"\nweight = 0'), "A weight must be above zero, this is 0"),
        (('name = "Two"', 'name = "Two"\nweight = -1.5'), "must be above zero, this is -1.5"),
        (('name = "Two"', 'name = "Two"\nweight = "1/0"'), "This must be a number (found: '1/0')"),
        (('name = "Two"', 'name = "Two"\nweight = nan'), "This must be a number (found: 'NaN')"),
        (('name = "Two"', 'name = "Two"\nweight = true'), "This must be a number (found: 'True')"),
        (('name = "Two"', 'name = "Two"\nweight = 1e999999999'), "This must be a number"),
        # Keys.
        (('name = "Two"', 'name = "Two"\nwieght = 2'), "not known. Did you mean weight?"),
        (('name = "Two"', 'name = "Two"\nzzz = 2'), "This key is not known. Remove it."),
        (('name = "Two"', ""), "This key is missing. Add name"),
        (('name = "Two"', "name = 2"), "This must be a text (found: '2')"),
        (('name = "Two"', 'name = " "'), "This must be a text"),
        (('title = "Own index"', ""), "This key is missing. Add title"),
        (('title = "Own index"', 'title = "x"\nranks = 3'), "This must be a table (found: '3')"),
        (('title = "Own index"', 'title = "x"\nbands = 3'), "This must be a table (found: '3')"),
        (('title = "Own index"', 'title = "x"\nsections = 3'), "Write [[sections]]"),
        # Scale.
        (("step = 0.5", "step = 0"), "The scale's step must be above zero"),
        (("step = 0.5", ""), "This key is missing. Add step"),
        (("step = 0.5", "step = 0.7"), "the minimum plus a whole number of steps"),
        (("maximum = 10", "maximum = 1"), "the minimum plus a whole number of steps"),
        (("step = 0.5", 'step = "1/3"'), "at most 6 decimals"),
        (("maximum = 10", "maximum = 1000000000001"), "lie within 1,000,000,000 of zero"),
        # Display and ranks.
        (('title = "Own index"', 'title = "x"\n[display]\ndecimals = 2.5'),
         "Decimals must be a whole number from 0 to 6"),
        (('title = "Own index"', 'title = "x"\n[display]\nrounding = "even"'),
         "This must be one of: half-up"),
        (('title = "Own index"', 'title = "x"\n[ranks]\nties = "dense"'),
         "This must be one of: standard-competition"),
        (('name = "Top"', 'name = "Top"\nhigh = "up"'), "This must be one of: worse, better"),
        # Bands.
        (('name = "Top"', 'name = "Top"\nbands = "none"'), "These bands are not defined"),
        (("[scale]", BANDS.format(1, 4, 5, 10) + "[scale]"), "leave no gap: from must be 4.5"),
        (("[scale]", BANDS.format(1, 4, 4, 10) + "[scale]"),
         "Bands leave no overlap: from must be 4.5"),
        (("[scale]", BANDS.format(1, 4, 4.5, 9) + "[scale]"), "The last band must end at 10.0"),
        (("[scale]", BANDS.format(1, 0.5, 1, 10) + "[scale]"), "must not lie below its from"),
        (("[scale]", BANDS.format(1, 4.2, 4.7, 10) + "[scale]"), "A band must end on the scale"),
        # Sections and quadrants.
        (('name = "Two"', 'name = "Two"\nsection = "s"'), "Its section 's' is not defined"),
        (("[scale]", '[[sections]]\nid = "s"\nname = "S"\ncomponent = "t"\n[scale]'),
         "Its component 't' is not defined"),
        (("[scale]", '[quadrants]\nacross = "one"\nup = "top"\nhigh = 5\n[scale]'),
         "[quadrants] across: This is no component (found: 'one')"),
        (("[scale]", '[quadrants]\nacross = "low"\nup = "top"\nhigh = 500\n[scale]'),
         "[quadrants] high: The score that counts as high must lie on the scale, 1.0 to 10.0"),
        (("[scale]", '[quadrants]\nacross = "low"\nup = "top"\nhigh = 1\n[scale]'),
         "(found: '1'). Choose one above its minimum."),
        # Members.
        (("[scale]", "[scale]"), None),
        (('title = "Own index"', 'title = "x"\nmembers = "../m.csv"'),
         "The members' list must be a file beside the framework"),
        (('title = "Own index"', 'title = "x"\nmembers = "m.csv"'), "The file cannot be read"),
    ],
)  # fmt: skip
def test_each_fault_is_told(change: tuple[str, str], told: str | None, tmp_path: Path) -> None:
    assert change[0] in GOOD
    text = GOOD.replace(*change)
    if told is None:
        assert framework_of(text, tmp_path).title == "Own index"
    else:
        assert [line for line in faults(text, tmp_path) if told in line]


def test_a_fault_names_file_line_table_key_value_rule_and_remedy(tmp_path: Path) -> None:
    text = GOOD.replace('name = "Two"', 'name = "Two"\nweight = -2')
    line = text[: text.index('id = "two"')].count("\n") + 1
    assert faults(text, tmp_path) == [
        (
            f"{tmp_path}/framework.toml, line {line}, column [indicators] weight: A weight must be "
            "above zero, this is -2 (found: 'two'). Mend it, or remove the node."
        )
    ]


def test_all_faults_come_at_once(tmp_path: Path) -> None:
    text = framework_text(
        {"a": None, "b": "c", "c": "b", "d": "lost"},
        {"x": "a", "y": "a", "z": "nowhere"},
        weights={"x": 0, "y": -1},
    )
    found = "\n".join(faults(text, tmp_path))
    for told in ("cycle: b > c > b", "'lost'", "'nowhere'", "this is 0", "this is -1", "'d'"):
        assert told in found


def test_keys_of_all_tables_come_at_once(tmp_path: Path) -> None:
    text = GOOD.replace("step = 0.5", "stepp = 0.5").replace('name = "Two"', "nane = 3")
    found = "\n".join(faults(text, tmp_path))
    for told in ("Did you mean step?", "Add step", "Add name", "Did you mean name?"):
        assert told in found


@pytest.mark.parametrize("bad", ["components = 3\n[scale]", "components = [3]\n[scale]"])
def test_tables_of_another_kind(bad: str, tmp_path: Path) -> None:
    text = OWN.replace("[scale]", bad, 1)
    head = text[: text.index("[[components]]")]
    assert any("must be a" in line for line in faults(head, tmp_path))


def test_a_framework_needs_components_and_indicators(tmp_path: Path) -> None:
    found = faults(HEAD.format(minimum=1, maximum=10, step=1), tmp_path)
    assert len([line for line in found if "There must be at least one" in line]) == 2


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"a = = 1", "This is not TOML"),
        (b"a = " + b"[" * 100_000, "This is not TOML"),
        (b"a = " + b"9" * 5_000, "This is not TOML"),
        ("title = 'caf\xe9'".encode("latin-1"), "Text must be UTF-8; byte 12 is not"),
        (b"a = 1\n\0", "line 2: Text holds no NUL byte"),
        (b"", "There must be at least one"),
    ],
)
def test_files_that_are_no_toml(content: bytes, told: str, tmp_path: Path) -> None:
    path = tmp_path / "f.toml"
    path.write_bytes(content)
    with pytest.raises(FrameworkError, match=told):
        read_framework(path)


def test_a_file_of_a_gigabyte_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "f.toml"
    with path.open("wb") as file:
        file.truncate(1_100_000_000)
    with pytest.raises(FrameworkError, match="at most 10,000,000 bytes"):
        read_framework(path)


def test_a_file_that_is_not_there_or_has_another_name(tmp_path: Path) -> None:
    with pytest.raises(FrameworkError, match="No such file"):
        read_framework(tmp_path / "f.toml")
    path = tmp_path / "ocindex-2025"
    path.write_text(GOOD)
    with pytest.raises(FrameworkError, match=r"ends in \.toml"):
        read_framework(path)


def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.toml")
    with pytest.raises(FrameworkError, match="This is no regular file"):
        read_framework(tmp_path / "pipe.toml")
