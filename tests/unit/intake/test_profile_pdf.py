"""Profiles as PDF: two columns, paragraphs that go on over columns and pages."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import typst

from ocindex.errors import IntakeError
from ocindex.intake import read_profile
from ocindex.intake.profile.source import read_document
from ocindex.vocabulary import Framework
from support.profiles import CREDITS, NOTICES, MadeProfile, profile_pdf


@pytest.mark.parametrize(
    "setting",
    [
        {},
        {"notes": True},
        {"indent": False},
        {"justify": True, "hyphenate": True},
        {"justify": True, "hyphenate": True, "indent": False},
    ],
    ids=str,
)
def test_a_pdf_gives_the_scores_and_the_text(
    setting: dict[str, bool], made: MadeProfile, tmp_path: Path, framework: Framework
) -> None:
    file = tmp_path / "profile.pdf"
    file.write_bytes(profile_pdf(made, **setting))
    found = read_profile(file, framework)
    assert {s: list(p) for s, p in found.narrative.items()} == made.sections
    assert (found.credits, found.notices) == (CREDITS, NOTICES)
    row = made.result.edition.units[made.result.edition.row["GEO"]].tolist()
    assert [found.units[indicator.id] for indicator in framework.indicators] == row
    assert len(found.printed) == 10


def test_a_pdf_without_narrative_and_one_with_a_word_a_section(
    made: MadeProfile, tmp_path: Path, framework: Framework
) -> None:
    file = tmp_path / "profile.pdf"
    for sections in ({}, {section.id: ["Nothing."] for section in framework.sections}):
        file.write_bytes(profile_pdf(replace(made, sections=sections)))
        found = read_profile(file, framework)
        assert {s: list(p) for s, p in found.narrative.items()} == sections


SPANNING = """
#set page(width: 400pt, height: 600pt, margin: 50pt)
#set text(size: 9pt, hyphenate: false)
#text(size: 16pt)[A title that spans the columns]
#grid(columns: (1fr, 1fr), gutter: 18pt,
  [Left words as wide as the column \\
   has#h(12pt)space for, some far apart \\
   and some#h(4pt)close, till this one ends], [goes on right. \\
   More of it stands here. \\
   The right one ends.])
#block[It spans the page from the left to the right, as a note may, in two lines of text that
  stand one below the other.]
#grid(columns: (1fr, 1fr), gutter: 18pt, [= Trade
   Left again. \\
   It goes], [on and on \\
   to its end.])
"""


def test_what_spans_the_columns_parts_them(tmp_path: Path) -> None:
    file = tmp_path / "profile.pdf"
    file.write_bytes(page(SPANNING))
    lines = read_document(file, lambda text: False).lines
    assert [line.bare for line in lines] == [
        "A title that spans the columns",
        "Left words as wide as the column",
        "has",
        "space for, some far apart",
        "and some close, till this one ends",
        "goes on right.",
        "More of it stands here.",
        "The right one ends.",
        "It spans the page from the left to the right, as a note may, in two lines of text that",
        "stand one below the other.",
        "Trade",
        "Left again.",
        "It goes",
        "on and on",
        "to its end.",
    ]
    assert [line.bare for line in lines if line.kind == "heading"] == [lines[0].bare, "Trade"]
    assert "".join(line.text for line in lines[2:4]) == "has space for, some far apart "


def test_a_section_repeats_another_score(
    made: MadeProfile, tmp_path: Path, framework: Framework
) -> None:
    file = tmp_path / "profile.pdf"
    first = framework.indicators[0]
    right = f"{first.name} {made.value(first)}"
    content = profile_pdf(made, notes=True, change=(right, f"{first.name} 9.99"))
    file.write_bytes(content)
    with pytest.raises(IntakeError) as caught:
        read_profile(file, framework)
    assert [(f.column[:5], f.value) for f in caught.value.faults] == [("page ", "9.99")]


# Its user's password is not the empty one, with which readers try first.
ENCRYPTED = b"""%%PDF-1.4
1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj
2 0 obj <</Type /Pages /Kids [3 0 R] /Count 1>> endobj
3 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 100 100]>> endobj
4 0 obj <</Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s>>> endobj
trailer <</Root 1 0 R /Encrypt 4 0 R /ID [<00> <00>]>>
%%%%EOF""" % (b"11" * 32, b"22" * 32)


def faults_of(content: bytes, tmp_path: Path, framework: Framework) -> list[str]:
    file = tmp_path / "profile.pdf"
    file.write_bytes(content)
    with pytest.raises(IntakeError) as caught:
        read_profile(file, framework)
    return [str(fault) for fault in caught.value.faults]


def page(source: str) -> bytes:
    return typst.compile(source.encode(), ignore_system_fonts=True)


def test_a_truncated_pdf(made: MadeProfile, tmp_path: Path, framework: Framework) -> None:
    content = profile_pdf(made)
    (fault,) = faults_of(content[: len(content) // 2], tmp_path, framework)
    assert "truncated" in fault


def test_a_damaged_pdf(tmp_path: Path, framework: Framework) -> None:
    (fault,) = faults_of(b"%PDF-1.7\nnothing\n%%EOF", tmp_path, framework)
    assert "damaged" in fault


def test_an_encrypted_pdf(tmp_path: Path, framework: Framework) -> None:
    (fault,) = faults_of(ENCRYPTED, tmp_path, framework)
    assert "encrypted" in fault


def test_a_pdf_of_pictures(tmp_path: Path, framework: Framework) -> None:
    (fault,) = faults_of(page("#square()"), tmp_path, framework)
    assert "holds no text" in fault


def test_a_pdf_of_many_pages(tmp_path: Path, framework: Framework) -> None:
    (fault,) = faults_of(page("a #pagebreak()\n" * 100 + "b"), tmp_path, framework)
    assert "at most 100 pages" in fault


def test_a_heading_that_is_no_section_names_its_page(
    made: MadeProfile, tmp_path: Path, framework: Framework
) -> None:
    content = profile_pdf(made, change=('"People"', '"Peoples"'))
    fault, *_ = faults_of(content, tmp_path, framework)
    assert "page 3" in fault
    assert "Did you mean 'People'?" in fault


def test_a_figure_without_a_name_is_not_dropped(tmp_path: Path, framework: Framework) -> None:
    faults = faults_of(page("GEORGIA\n\nHuman trafficking 6.00\n\n7.50"), tmp_path, framework)
    assert any("without the name" in fault and "page 1" in fault for fault in faults)
