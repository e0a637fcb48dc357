"""Ratings by blocks: what Polars reads is what Python's csv reads, to the line."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocindex.edition import blocks, read_edition, schema
from ocindex.edition.blocks import read_parts
from ocindex.edition.rated import repeated
from ocindex.edition.rows import read_rows
from ocindex.errors import EditionError, Fault
from support.editing import faults_of, spoil

HEADER = ",".join(schema.RATINGS.names)
# No required field empty and no key: what `read_rows` checks beyond the form.
TABLE = schema.TableSchema(
    "t.csv", (), tuple(schema.Column(name, "string", "", required=False) for name in "abc")
)
FIELD = st.sampled_from(
    ["x", "", "a b", "é", '"x"', '""', '"a,b"', '"a\nb"', '"a""b"', 'x"y', '"open', "\r", "#", "NA"]
)
LINE = st.lists(FIELD, min_size=0, max_size=4).map(",".join)
TEXT = st.tuples(st.lists(LINE, max_size=12), st.sampled_from(["\n", "\r\n", "\r"]), st.booleans())


@pytest.mark.parametrize("size", [1 << 10, 1 << 14, 1 << 22])
def test_a_file_of_another_form_is_not_read_to_its_end(
    size: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(blocks, "SIZE", size)
    path = tmp_path / "t.csv"
    path.write_text("a,b,c\n" + "1,x,y,z\n" * 5000)
    rows, faults = by_blocks(path)
    assert not rows
    assert blocks.MANY < len(faults) < blocks.MANY + 200
    assert "reading ended here. Mend those above first." in faults[-1]
    assert "reading ended here" not in faults[-2]


def careful(path: Path) -> tuple[list[tuple[int, tuple[str, ...]]], list[str]]:
    faults: list[Fault] = []
    rows = read_rows(path, "t.csv", TABLE, faults)
    return [(row.line, row.fields) for row in rows or []], [str(fault) for fault in faults]


def by_blocks(path: Path) -> tuple[list[tuple[int, tuple[str, ...]]], list[str]]:
    faults: list[Fault] = []
    rows = [
        (line, fields)
        for part in read_parts(path, "t.csv", TABLE, faults)
        for line, fields in zip(part.lines.tolist(), part.texts.rows(), strict=True)
    ]
    return rows, [str(fault) for fault in faults]


@given(TEXT, st.permutations("abc"), st.sampled_from([1, 8, 64, 1 << 22]))
def test_blocks_are_read_as_csv_reads_the_whole(
    tmp_path_factory: pytest.TempPathFactory,
    text: tuple[list[str], str, bool],
    names: list[str],
    size: int,
) -> None:
    lines, newline, ended = text
    path = tmp_path_factory.mktemp("blocks") / "t.csv"
    content = newline.join([",".join(names), *lines]) + newline * ended
    path.write_bytes(content.encode())
    expected, faults = careful(path)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(blocks, "SIZE", size)
        patch.setattr(blocks, "CAREFUL", 2)
        found, told = by_blocks(path)
    assert told == faults
    if not any("not csv" in fault for fault in faults):
        assert found == expected


@pytest.mark.parametrize(
    ("content", "plain"),
    [
        ("a,b,c\n1,2,3\n", True),
        ("a,b,c\r\n1,2,3", True),
        ('"a","b",""\n1,2,"3"\n', True),
        ('"a,b",c,d\n', False),
        ('"a","b""",c\n', False),
        ('"a,b"c,d\n', False),
        ('a","b,c\n', False),
        ('a"\n', False),
        ("a,b\nc,d,e,f\n", False),
        ("a,b,c\n\n", False),
        ("a,b,c\rd,e,f\n", False),
    ],
)
def test_which_lines_are_plain(content: str, plain: bool) -> None:
    assert (blocks.plain_texts(content.encode(), 3) is not None) == plain


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"\xff\xfea", "Text must be UTF-8, this is UTF-16"),
        (b"caf\xe9\n", "line 1: Text must be UTF-8"),
        (b'"iso3', "line 1: The line is not csv"),
        (b"iso3;rater\n", "Fields must be parted by commas"),
        (b"", "column iso3: This column is missing"),
    ],
)
def test_a_file_of_ratings_that_is_none(content: bytes, told: str, folder: Path) -> None:
    (folder / "ratings.csv").write_bytes(content)
    assert [line for line in faults_of(folder) if told in line]


def test_ratings_that_cannot_be_read(folder: Path) -> None:
    (folder / "ratings.csv").unlink()
    (folder / "ratings.csv").mkdir()
    assert "The file cannot be read: Is a directory" in faults_of(folder)[0]


def test_of_many_faults_the_first_thousand_are_told(folder: Path) -> None:
    rows = [f"AAA,spring,R{i},1,1.5," for i in range(1200)]
    (folder / "ratings.csv").write_text("\n".join([HEADER, *rows, rows[0]]) + "\n")
    found = faults_of(folder)
    assert len(found) == 1001
    assert found[0].startswith(f"{folder}/ratings.csv, line 2, column score: A score must lie")
    assert found[-1].endswith(
        "201 more lines are at fault, or repeat another. Mend those above first."
    )


def test_a_rater_who_rates_twice_in_a_round(folder: Path) -> None:
    rows = ["AAA,spring,R1,1,1,", "AAA,spring,R1,2,1,", "AAA,spring,R1,1,2,", "AAA,spring,R1,1,3,"]
    (folder / "ratings.csv").write_text("\n".join([HEADER, *rows]) + "\n")
    assert faults_of(folder) == [
        f"{folder}/ratings.csv, line {line}, column iso3: Each iso3 and indicator and rater and "
        "round stands once; AAA, spring, R1, 1 is on line 2 too. Remove one."
        for line in (4, 5)
    ]


def test_a_vignette_is_no_country(folder: Path) -> None:
    with (folder / "edition.toml").open("a", encoding="utf-8") as file:
        file.write('\n[scoring]\nvignettes = ["AAA"]\n')
    assert "ratings.csv: A vignette is no country (found: 'AAA')" in faults_of(folder)[0]


def test_columns_and_codes_keep_their_order(folder: Path) -> None:
    rows = ["1,sea,,R9,2,AAB", "0.5,dams,2,R1,1,AAA", ",sea,,R9,1,AAB"]
    text = "\n".join(["score,indicator,confidence,rater,round,iso3", *rows])
    (folder / "ratings.csv").write_text(text.replace("0.5,dams,2", "3,dams,0.25"))
    spoil(folder, "ratings.csv", (",sea,,R9,1", "7,sea,,R9,1"))
    ratings = read_edition(folder).ratings
    assert ratings.raters == ("R9", "R1")
    assert ratings.country.tolist() == [1, 0, 1]
    assert ratings.round.tolist() == [2, 1, 1]
    assert ratings.units.tolist() == [1, 3, 7]
    assert np.isnan(ratings.confidence).tolist() == [True, False, True]


def test_without_ratings_there_are_none(folder: Path) -> None:
    (folder / "ratings.csv").write_text(HEADER + "\n")
    assert len(read_edition(folder).ratings) == 0
    (folder / "scores.csv").unlink()
    with pytest.raises(EditionError, match="Scores are not made from ratings here"):
        read_edition(folder)


def test_lines_alike_are_found_however_large_their_codes() -> None:
    far = 2**31 - 1
    keys = [np.array(key, np.int32) for key in ([0, far, far, far], [1, far, 2, far], [far] * 4)]
    everyone, some = np.ones(4, bool), np.array([True, True, True, False])
    assert repeated(keys, everyone).tolist() == [False, True, False, True]
    assert repeated(keys, some).tolist() == [False] * 4
    assert repeated([key[:0] for key in keys], everyone[:0]).tolist() == []
