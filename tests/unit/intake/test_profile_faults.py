"""Everything that can be wrong with a profile, and what is then said."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from ocindex.errors import IntakeError, RequestError
from ocindex.framework import bundled_framework
from ocindex.index import build
from ocindex.intake import framework_of_year, read_profile, read_profiles
from ocindex.intake.profile.source import LARGEST
from ocindex.simulation import simulate
from ocindex.vocabulary import Framework
from support.profiles import MadeProfile, profile_text

Spoil = Callable[[str], str]


def line_of(text: str, label: str) -> str:
    """The line of a profile that gives the score of `label`."""
    found = re.search(rf"^{label}\t.*$", text, re.MULTILINE)
    assert found, label
    return found[0]


def without(label: str) -> Spoil:
    return lambda text: text.replace(line_of(text, label) + "\n", "")


def valued(label: str, value: str) -> Spoil:
    return lambda text: text.replace(line_of(text, label), f"{label}\t{value}")


def put(old: str, new: str) -> Spoil:
    def spoil(text: str) -> str:
        assert old in text, old
        return text.replace(old, new, 1)

    return spoil


def twice(text: str) -> str:
    line = line_of(text, "FAUNA CRIMES")
    return text.replace(line, f"{line}\n{line}")


def contradicting(text: str) -> str:
    """A score that is on the scale, but another one than the averages were made of."""
    line = line_of(text, "FAUNA CRIMES")
    score = float(line.split("\t")[1])
    return text.replace(line, f"FAUNA CRIMES\t{score - 1 if score > 5 else score + 1:.2f}")


def ranked(rank: str) -> Spoil:
    """Another rank in the world in the place of the first."""
    return lambda text: re.sub(r"\d+(st|nd|rd|th) of 8(?= countries)", rank, text, count=1)


def emptied(text: str) -> str:
    """The narrative without the text of its first section."""
    return re.sub(r"(\nPEOPLE\n\n)(.+\n\n)+?(?=[A-Z]+\n)", r"\1", text)


CASES: list[tuple[str, Spoil, tuple[str, ...]]] = [
    ("a missing indicator", without("FAUNA CRIMES"), ("score of Fauna crimes is missing",)),
    ("an indicator twice", twice, ("Fauna crimes stands once", "line 19")),
    ("a rank above its number", ranked("9th of 8"), ("A rank lies from 1 to",)),
    ("a rank of another number", ranked("1st of 7"), ("Another rank in World is of",)),
    ("a rank that is none", ranked("¹²th of 8"), ("looks like a rank", "'¹²th of 8 countries'")),
    ("a rank of many digits", ranked("9" * 5000 + "th of 8"), ("looks like a rank",)),
    ("a heading with no text", emptied, ("There is no text below this heading",)),
    ("a score off the grid", valued("FAUNA CRIMES", "4.30"), ("4.0 or 4.5", "'4.30'")),
    ("a score out of range", valued("FAUNA CRIMES", "11.00"), ("from 1.0 to 10.0", "line")),
    ("a score that is no number", valued("FAUNA CRIMES", "high"), ("must be a number", "'high'")),
    ("a decimal comma", valued("FAUNA CRIMES", "4,50"), ("must be a number", "'4,50'")),
    ("a score that is not there", valued("FAUNA CRIMES", ""), ("Fauna crimes is missing",)),
    (
        "a score that contradicts its average",
        contradicting,
        ("Criminal markets is printed as", "its scores give"),
    ),
    (
        "a renamed indicator",
        put("FAUNA CRIMES\t", "FUNA CRIMES\t"),
        ("no indicator or average", "'FUNA CRIMES'", "Did you mean 'Fauna crimes'?"),
    ),
    (
        "another row",
        put("FAUNA CRIMES\t", "TULIP FEVER\t2.00\nFAUNA CRIMES\t"),
        ("no indicator or average", "Remove the line."),
    ),
    ("no country", put("GEORGIA\n", "\n"), ("name is missing above the figures",)),
    (
        "an unknown country",
        put("GEORGIA\n", "GEORGEA\n"),
        ("no member of the framework", "'GEORGEA'", "Did you mean 'Georgia'?"),
    ),
    (
        "a country like no other",
        put("GEORGIA\n", "XYZXYZ\n"),
        ("no member of the framework", "Write a member's name."),
    ),
    ("a first line of prose", put("GEORGIA\n", "We begin here.\n"), ("name is missing above",)),
    (
        "a section in another order",
        put("\nPEOPLE\n", "\nDRUGS\n"),
        ("Sections stand in the framework's order", "line", "--reorder"),
    ),
    ("a section twice", put("\nTRADE\n", "\nPEOPLE\n"), ("A section stands once", "'PEOPLE'")),
    (
        "an unknown heading",
        put("\nDRUGS\n", "\nDRUGGS\n"),
        ("no section of the framework", "'DRUGGS'", "Did you mean 'Drugs'?"),
    ),
    (
        "a heading like no other",
        put("\nDRUGS\n", "\nXYZXYZ\n"),
        ("no section of the framework", "Use one of: People, Trade"),
    ),
    (
        "text below no section",
        put("\nPEOPLE\n", "\nSome words stand here\n"),
        ("Text must stand below the heading", "'Some words stand here'"),
    ),
    (
        "a rank of another continent",
        put("in Asia", "in Africa"),
        ("A rank of Georgia is among", "Asia or of Central Asia and the Caucasus"),
    ),
    ("a rank of nothing known", put("in Asia", "of them all"), ("A rank of Georgia is among",)),
    (
        "a rank above the scores",
        put("GEORGIA\n", "GEORGIA\n1st of 8 countries\n"),
        ("A rank stands below the score",),
    ),
    (
        "two ranks in a scope",
        put("RESILIENCE SCORE\n", "RESILIENCE SCORE\n99th of 193 countries\n"),
        ("Another rank in the same scope", "99"),
    ),
    (
        "an average printed twice",
        put("\nCRIMINALITY\n", "\nCRIMINALITY SCORE\n\n9.99\n\nCRIMINALITY\n"),
        ("Criminality is printed as", "before", "'9.99'"),
    ),
    ("a stray figure", put("GEORGIA\n", "GEORGIA\n\n1.25\n\nHello\n"), ("without the name",)),
    (
        "narrative among the scores",
        put("FAUNA CRIMES\t", f"PEOPLE\n\n{'Many words of prose. ' * 5}\n\nFAUNA CRIMES\t"),
        ("stands behind the last score", "line 20"),
    ),
]


def faults_of(path: Path, framework: Framework) -> list[str]:
    with pytest.raises(IntakeError) as caught:
        read_profile(path, framework)
    assert all(fault.file == str(path) and fault.remedy for fault in caught.value.faults)
    return [str(fault) for fault in caught.value.faults]


@pytest.mark.parametrize(("spoil", "said"), [case[1:] for case in CASES], ids=[c[0] for c in CASES])
def test_a_fault_names_the_place_the_rule_and_the_remedy(
    spoil: Spoil, said: tuple[str, ...], text: str, file: Path, framework: Framework
) -> None:
    file.write_text(spoil(text), encoding="utf-8")
    faults = faults_of(file, framework)
    assert any(all(part in fault for part in said) for fault in faults), faults


def test_all_faults_of_all_files_are_told_at_once(
    text: str, tmp_path: Path, framework: Framework
) -> None:
    one, two, three = (tmp_path / f"{name}.txt" for name in "abc")
    one.write_text(put("in Asia", "in Africa")(valued("FAUNA CRIMES", "4.30")(text)), "utf-8")
    two.write_text(text, "utf-8")
    three.write_text("", "utf-8")
    told: list[str] = []
    with pytest.raises(IntakeError) as caught:
        read_profiles([one, two, three], framework, progress=told.append)
    assert [fault.file for fault in caught.value.faults] == [str(one), str(one), str(three)]
    assert told == [str(one), str(two), str(three)]
    assert [p.file for p in read_profiles([two], framework)] == [str(two)]


def test_the_layout_of_another_edition_is_named(
    made: MadeProfile, text: str, file: Path, framework: Framework
) -> None:
    old = framework_of_year(2021)
    georgia = [member for member in old.members if member.iso3 == "GEO"]
    file.write_text(
        profile_text(MadeProfile(build(simulate(old, seed=1, countries=georgia)), "GEO")), "utf-8"
    )
    (fault,) = faults_of(file, framework)
    assert "These are the indicators of ocindex-2021, not of ocindex-2025. Read it" in fault
    file.write_text(text, "utf-8")
    (fault,) = (f for f in faults_of(file, old) if "These are" in f)
    assert "ocindex-2023 and ocindex-2025, not of ocindex-2021" in fault


def test_an_indicator_of_another_edition(made: MadeProfile, text: str, file: Path) -> None:
    file.write_text(without("FAUNA CRIMES")(text), "utf-8")
    faults = faults_of(file, framework_of_year(2021))
    assert any("This is no indicator of ocindex-2021" in fault for fault in faults)
    assert any("Fauna crimes is missing" in fault for fault in faults)


def test_a_framework_that_lists_no_members(text: str, file: Path, framework: Framework) -> None:
    file.write_text(text, "utf-8")
    faults = faults_of(file, replace(framework, members=(), aliases={}))
    assert any("lists no members" in fault for fault in faults)


def test_what_is_no_profile_at_all(file: Path, framework: Framework) -> None:
    file.write_text("A letter to my aunt.\n\nIt goes on.\n", "utf-8")
    assert any("this is no profile" in fault for fault in faults_of(file, framework))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "The file is empty"),
        (b" \n\n \n", "holds no text"),
        ("GEORGIA\n4.47".encode("utf-16"), "UTF-8, this is UTF-16"),
        ("GEORGIA\nRÉSUMÉ".encode("latin-1"), "byte 0xc9 is not"),
        (bytes(range(1, 120)), "neither text nor PDF"),
        (b"\0\1\2\3", "NUL"),
    ],
)
def test_files_that_hold_no_text(
    content: bytes, said: str, file: Path, framework: Framework
) -> None:
    file.write_bytes(content)
    (fault,) = faults_of(file, framework)
    assert said in fault


def test_files_that_cannot_be_read(tmp_path: Path, file: Path, framework: Framework) -> None:
    assert "folder" in faults_of(tmp_path, framework)[0]
    assert "No such file" in faults_of(file, framework)[0]
    with file.open("wb") as large:
        large.truncate(LARGEST + 1)
    assert "at most 20,000,000 bytes" in faults_of(file, framework)[0]


def test_a_framework_is_found_by_its_year() -> None:
    assert framework_of_year(2021) is bundled_framework("ocindex-2021")
    with pytest.raises(RequestError, match="There are: 2021, 2023, 2025"):
        framework_of_year(1999)
