"""Bad input: each fault says where, what, the rule and the remedy, and all come at once."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from ocindex.edition import read_edition
from ocindex.errors import EditionError
from ocindex.scoring import consensus
from ocindex.vocabulary import Edition
from support.editing import faults_of, spoil, written

SCORE = "AAA,spring,1"


@pytest.mark.parametrize(
    ("new", "told"),
    [
        ("AAA,spring,1.5", ("column score: A score must lie on the scale, 0 to 100 in steps of 1 "
         "(found: '1.5'). Write 1 or 2.")),
        ("AAA,spring,101", "A score must lie from 0 to 100 (found: '101')"),
        ("AAA,spring,-1", "A score must lie from 0 to 100 (found: '-1')"),
        ("AAA,spring,high", "A score must be a number (found: 'high')"),
        ("AAA,spring,#DIV/0!", "A score must be a number (found: '#DIV/0!')"),
        ("AAA,spring,nan", "A score must be a number"),
        ("AAA,spring,1e1", "A score must be a number"),
        ("AAA,spring,٤", "A score must be a number"),
        ("AAA,spring,", "column score: This field must be filled (found: ''). Fill it in."),
        ("AAA,sprong,1", ("This indicator is not in the framework (found: 'sprong'). "
         "Did you mean 'spring'?")),
        ("AAA,qqq,1", "This indicator is not in the framework (found: 'qqq'). See water."),
        ("AAC,spring,1", "This country is not in countries.csv (found: 'AAC')"),
        ("AAA,spring,1\nAAA,spring,1", ("line 3, column iso3: Each iso3 and indicator stands once; "
         "AAA, spring is on line 2 too. Remove one.")),
        ("AAA,spring", "line 2: A line has 3 fields, this one 2. Mend its commas or quotes."),
        ('AAA,"spring,1', "The line is not csv"),
        ('AAA,"spr"ing,1', "The line is not csv"),
    ],
)  # fmt: skip
def test_a_score_at_fault(new: str, told: str, folder: Path) -> None:
    spoil(folder, "scores.csv", (SCORE, new))
    found = [line for line in faults_of(folder) if told in line]
    assert len(found) == 1
    assert found[0].startswith(f"{folder}/scores.csv, line ")


def test_a_missing_score_and_a_country_without_any(folder: Path) -> None:
    spoil(folder, "scores.csv", (SCORE + "\n", ""))
    assert faults_of(folder) == [
        f"{folder}/scores.csv, score: Country AAA (AAA) has no score for spring. Add it."
    ]
    path = folder / "scores.csv"
    path.write_text("\n".join(x for x in path.read_text().splitlines() if "AAA" not in x) + "\n")
    assert faults_of(folder) == [
        f"{folder}/scores.csv: Country AAA (AAA) has no scores. Add them, or remove the country."
    ]


def test_one_mistake_is_told_once(folder: Path) -> None:
    """A country's wrong code stands on five lines, an indicator's on two."""
    path = folder / "scores.csv"
    path.write_text(path.read_text().replace("dams", "dam"))
    spoil(folder, "countries.csv", ("AAB", "ABB"))
    (folder / "narratives/AAB.en.md").unlink()
    (folder / "sources.csv").unlink()
    found = faults_of(folder)
    assert len([line for line in found if "'AAB'" in line]) == 1
    assert len([line for line in found if "'dam'" in line]) == 1


def test_faults_of_all_files_come_at_once(folder: Path) -> None:
    spoil(folder, "scores.csv", (SCORE, "AAA,spring,1.5"), ("AAB,dams,100", "AAB,dams,x"))
    spoil(folder, "facts.csv", ("AAA", "AAX"))
    spoil(folder, "sources.csv", ("AAB", "AAY"))
    spoil(folder, "ratings.csv", ("spring,R001,1,2,", "spring,R001,0,2.5,1"))
    spoil(folder, "printed.csv", ("risk", "rosk"), ("rank_world", "rank_town"))
    spoil(folder, "narratives/AAB.en.md", ("{#wet}", "{#wit}"))
    spoil(folder, "edition.toml", ("notices", "notises"))
    found = "\n".join(faults_of(folder))
    for told in (
        "Write 1 or 2", "'x'", "'AAX'", "'AAY'", "A round is", "'2.5'", "A confidence lies",
        "Did you mean 'risk'", "A quantity is one of", "no section of the framework",
        "Did you mean notices?",
    ):  # fmt: skip
        assert told in found, told


@pytest.mark.parametrize(
    ("header", "told"),
    [
        ("iso3,indicater,score", "column indicator: This column is missing. Rename 'indicater'"),
        ("iso3;indicator;score", "Fields must be parted by commas"),
        ("iso3\tindicator\tscore", "Fields must be parted by commas"),
        ("iso3,indicator", "column score: This column is missing. Write iso3,indicator,score."),
        ("iso3,indicator,score,score", "A column stands once"),
        ("iso3,indicator,score,note", "This column is not known (found: 'note')"),
        ("iso3,indicator,score,", "column (empty): This column is not known"),
        ("", "column iso3: This column is missing"),
    ],
)
def test_a_header_at_fault(header: str, told: str, folder: Path) -> None:
    spoil(folder, "scores.csv", ("iso3,indicator,score", header))
    found = faults_of(folder)
    assert [line for line in found if told in line]
    # The header alone is at fault: nothing is said of scores that could not be read.
    assert all("line 1" in line for line in found)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("iso3,indicator,score\n".encode("utf-16"), "Text must be UTF-8, this is UTF-16"),
        ("\ufeffiso3".encode("utf-16-be"), "Text must be UTF-8, this is UTF-16"),
        ("iso3,indicator,score\nAAA,s\xe9,1\n".encode("latin-1"),
         "line 2: Text must be UTF-8; byte 0xe9 is not"),
        (b"iso3,indicator,score\nAAA,spr\0ing,1\n", "line 2: Text holds no NUL byte"),
        (b"PK\x03\x04\x14\0\0\0", "Text holds no NUL byte"),
        (b"", "This column is missing"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_text(content: bytes, told: str, folder: Path) -> None:
    (folder / "scores.csv").write_bytes(content)
    assert [line for line in faults_of(folder) if told in line]


@pytest.mark.parametrize("file", ["scores.csv", "edition.toml", "narratives/AAB.en.md"])
def test_a_gigabyte_is_refused_unread(file: str, folder: Path) -> None:
    with (folder / file).open("wb") as spoilt:
        spoilt.truncate(1_100_000_000)
    assert faults_of(folder) == [
        (
            f"{folder}/{file}: A file of an edition holds at most 100,000,000 bytes, "
            "this one 1,100,000,000. Split the edition, or name the right file."
        )
    ]


@pytest.mark.parametrize("file", ["scores.csv", "edition.toml", "narratives/AAB.en.md"])
def test_a_pipe_is_refused_and_not_waited_for(file: str, folder: Path) -> None:
    (folder / file).unlink()
    os.mkfifo(folder / file)
    assert faults_of(folder) == [f"{folder}/{file}: This is no regular file. Put a file there."]


def test_what_cannot_be_read_is_not_taken_for_left_out(folder: Path) -> None:
    (folder / "facts.csv").unlink()
    (folder / "facts.csv").symlink_to("nowhere")
    (folder / "narratives/AAB.en.md").unlink()
    (folder / "narratives").rmdir()
    (folder / "narratives").write_text("")
    assert faults_of(folder) == [
        (
            f"{folder}/facts.csv: The file cannot be read: No such file or directory. "
            "Put a readable file there."
        ),
        f"{folder}/narratives: This must be a folder. Make one, or remove it.",
    ]


def test_a_folder_where_a_file_should_be(folder: Path) -> None:
    (folder / "scores.csv").unlink()
    (folder / "scores.csv").mkdir()
    assert faults_of(folder) == [
        f"{folder}/scores.csv: The file cannot be read: Is a directory. Put a readable file there."
    ]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (None, "An edition has countries.csv"),
        ("iso3,iso2,name,continent,region\n", "An edition has at least one country"),
        ("iso,name\n", "column iso3: This column is missing"),
        ("iso3,iso2,name,continent,region\naaa,,A,B,C\n", "iso3 must be three capital letters"),
        ("iso3,iso2,name,continent,region\nAAA,,,B,C\n", "column name: This field must be filled"),
    ],
)
def test_without_countries_nothing_else_is_told(
    content: str | None, told: str, folder: Path
) -> None:
    (folder / "countries.csv").unlink()
    if content is not None:
        (folder / "countries.csv").write_text(content)
    found = faults_of(folder)
    assert [line for line in found if told in line]
    assert all("countries.csv" in line for line in found)


def test_a_complete_edition_covers_the_members(
    simulated_editions: tuple[Edition, ...], tmp_path: Path
) -> None:
    folder = written(simulated_editions[0], tmp_path)
    spoil(folder, "countries.csv", ("KAZ,KZ", "KZA,KZ"))
    found = faults_of(folder)
    assert (
        f"{folder}/countries.csv: A complete edition covers every member; Kazakhstan is missing "
        "(found: 'KAZ'). Add it, or set coverage = \"partial\" in edition.toml."
    ) in found
    assert [line for line in found if "The framework has no such member (found: 'KZA')" in line]


def test_a_part_of_the_members_will_do_where_said(small_edition: Edition, tmp_path: Path) -> None:
    folder = written(small_edition, tmp_path)
    assert not read_edition(folder).complete
    spoil(folder, "edition.toml", ('"partial"', '"complete"'))
    assert len([line for line in faults_of(folder) if "covers every member" in line]) == 185


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("capital,A-Town", ",A-Town", "column fact: This field must be filled"),
        ("AAA,capital", "AAX,capital", "This country is not in countries.csv"),
    ],
)
def test_a_fact_at_fault(old: str, new: str, told: str, folder: Path) -> None:
    spoil(folder, "facts.csv", (old, new))
    assert [line for line in faults_of(folder) if told in line]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("score,2.9", "score,two", "A printed score is a number (found: 'two')"),
        ("rank_world,2,2", "rank_world,2.5,2", "A printed rank is a whole number (found: '2.5')"),
        ("rank_world,2,2", "rank_world,²,2", "A printed rank is a whole number"),
        ("rank_world,2,2", "rank_world,2,", "A printed rank names the number of countries"),
        ("AAA,risk", "ZZZ,risk", "This country is not in countries.csv"),
        (
            "care",
            "cares",
            "This node is not in the framework (found: 'cares'). Did you mean 'care'?",
        ),
    ],
)
def test_a_printed_figure_at_fault(old: str, new: str, told: str, folder: Path) -> None:
    spoil(folder, "printed.csv", (old, new))
    assert [line for line in faults_of(folder) if told in line]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("R001,1,2,0.75", "R001,1,2,1.5", "A confidence lies from 0 to 1 (found: '1.5')"),
        ("R001,1,2,0.75", "R001,1,2,x", "A confidence lies from 0 to 1 (found: 'x')"),
        ("R001,1,2,0.75", "R001,1.5,2,1", "A round is a whole number from 1 (found: '1.5')"),
        ("R001,1,2,0.75", "R001,1,200,1", "A score must lie from 0 to 100 (found: '200')"),
        ("AAA,spring,R001", "AAA,spring,", "This field must be filled"),
        ("AAA,spring,R001", "AAZ,spring,R001", "This country is not in countries.csv"),
        ("AAA,spring,R001", "AAA,spling,R001", "Did you mean 'spring'?"),
        ("AAA,spring,R001", "AAA,spring,R002", "Each iso3 and indicator and rater and round"),
    ],
)
def test_a_rating_at_fault(old: str, new: str, told: str, folder: Path) -> None:
    spoil(folder, "ratings.csv", (old, new))
    assert [line for line in faults_of(folder) if told in line]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("## Wet", "Lost text\n\n## Wet", "line 3: Text must stand below the heading of a section"),
        ("# Country AAB\n", "Country AAB\n", "line 1: Text must stand below"),
        ("{#wet}", "{#rain}", "This heading is no section of the framework"),
        ("{#dry}", "{#wet}", "A section stands once"),
    ],
)
def test_a_narrative_at_fault(old: str, new: str, told: str, folder: Path) -> None:
    spoil(folder, "narratives/AAB.en.md", (old, new))
    assert [line for line in faults_of(folder) if told in line]


def test_narratives_by_other_names(folder: Path) -> None:
    (folder / "narratives/AAB.en.md").rename(folder / "narratives/AAB.md")
    (folder / "narratives/ABC.en.md").write_text("# x\n")
    (folder / "narratives/AAA.en.md").write_bytes(b"# caf\xe9\n")
    found = "\n".join(faults_of(folder))
    assert "A narrative's file is named ISO3.language.md (found: 'AAB.md')" in found
    assert "Its country is not in countries.csv (found: 'ABC')" in found
    assert "AAA.en.md, line 1: Text must be UTF-8" in found


def by_consensus(edition: Edition) -> NDArray[np.int64]:
    return consensus(edition.ratings, edition.framework, edition.countries)


def test_ratings_make_scores_where_there_are_none(folder: Path) -> None:
    (folder / "scores.csv").unlink()
    assert "Scores are not made from ratings here. Add scores.csv." in faults_of(folder)[0]
    with pytest.raises(EditionError) as caught:
        read_edition(folder, by_consensus)
    assert len(caught.value.faults) == 9
    assert str(caught.value).startswith(
        f"{folder}/ratings.csv: Country AAA (AAA) has no rating for autumn"
    )
    lines = ["iso3,indicator,rater,round,score,confidence"]
    for country in ("AAA", "AAB"):
        for indicator in ("spring", "autumn", "sea", "drought", "dams"):
            lines += [f"{country},{indicator},R{i},1,{i},1" for i in (1, 2)]
    (folder / "ratings.csv").write_text("\n".join(lines) + "\n")
    assert read_edition(folder, by_consensus).units.tolist() == [[2] * 5] * 2


def test_ratings_at_fault_are_not_scored(folder: Path) -> None:
    (folder / "scores.csv").unlink()
    spoil(folder, "ratings.csv", ("iso3,", "iso,"))
    with pytest.raises(EditionError) as caught:
        read_edition(folder, by_consensus)
    assert {fault.row for fault in caught.value.faults} == {1}


def test_neither_scores_nor_ratings(folder: Path) -> None:
    (folder / "scores.csv").unlink()
    (folder / "ratings.csv").unlink()
    assert "An edition has scores, or ratings to make them from" in faults_of(folder)[0]
