"""The list of countries that a complete edition covers."""

from __future__ import annotations

from pathlib import Path

import pytest

from ocindex.errors import FrameworkError
from ocindex.framework.members import read_members

HEADER = "iso3,iso2,name,continent,region,aliases\n"


def write(folder: Path, text: str) -> Path:
    path = folder / "members.csv"
    path.write_bytes(text.encode())
    return path


def test_countries_and_their_other_names(tmp_path: Path) -> None:
    text = HEADER + 'AAA,AA,"Aland, the",North,Isles,Land;The land\n\nBBB,,Beland,South,Hills,\n'
    members = read_members(write(tmp_path, "\ufeff" + text))
    assert [(c.iso3, c.iso2, c.name, c.continent, c.region) for c in members.countries] == [
        ("AAA", "AA", "Aland, the", "North", "Isles"),
        ("BBB", "", "Beland", "South", "Hills"),
    ]
    assert members.aliases == {"Land": "AAA", "The land": "AAA"}
    assert members.files == {"members.csv": text}


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ("aaa,,A,B,C,\n", "line 2: iso3 must be three capital letters (found: 'aaa,,A,B,C,')"),
        ("AAA,,A,B,C\n", "line 2: A line has 6 fields"),
        ("AAA,,A,B,C,\nAAA,,A,B,C,\n", "line 3: A country stands once"),
        ("AAA,,,B,C,\n", "line 2: Name, continent and region must not be empty"),
        ('AAA,,"A,B,C,\n', "line 2: This is not a well-formed csv"),
    ],
)
def test_lines_at_fault(lines: str, told: str, tmp_path: Path) -> None:
    with pytest.raises(FrameworkError) as caught:
        read_members(write(tmp_path, HEADER + lines))
    assert told in str(caught.value)


def test_all_lines_at_once(tmp_path: Path) -> None:
    with pytest.raises(FrameworkError) as caught:
        read_members(write(tmp_path, HEADER + "a,,A,B,C,\nb,,A,B,C,\n"))
    assert [fault.row for fault in caught.value.faults] == [2, 3]


def test_another_header(tmp_path: Path) -> None:
    with pytest.raises(FrameworkError, match="line 1: The header must be iso3,iso2"):
        read_members(write(tmp_path, "code,name\n"))
