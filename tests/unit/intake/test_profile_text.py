"""Profiles as text: the made-up one and the real one."""

from __future__ import annotations

from pathlib import Path

import pytest

from ocindex.errors import IntakeError
from ocindex.framework import bundled_framework
from ocindex.index import build
from ocindex.index.published import check_printed
from ocindex.intake import ReadProfile, add_profiles, read_profile
from ocindex.vocabulary import Framework
from support.profiles import CREDITS, NOTICES, MadeProfile, profile_text


def test_all_that_a_profile_says_is_read(
    made: MadeProfile, text: str, file: Path, framework: Framework
) -> None:
    file.write_text(text, encoding="utf-8")
    found = read_profile(file, framework)
    assert found.country.iso3 == "GEO"
    row = made.result.edition.units[made.result.edition.row["GEO"]].tolist()
    assert [found.units[indicator.id] for indicator in framework.indicators] == row
    assert {s: list(p) for s, p in found.narrative.items()} == made.sections
    assert list(found.narrative) == [section.id for section in framework.sections]
    assert (found.credits, found.notices) == (CREDITS, NOTICES)
    assert len(found.printed) == 10


def test_windows_line_ends_tags_and_sentence_case_change_nothing(
    text: str, file: Path, framework: Framework
) -> None:
    file.write_text(text, encoding="utf-8")
    plain = read_profile(file, framework)
    changed = text.replace("\n", "\r\n").replace("FLORA CRIMES", " **Flora <u>crimes</u>**")
    changed = changed.replace("AND PROTECTION", "&  PROTECTION").replace("TRADE\r\n", "Trade\r\n")
    file.write_bytes(changed.encode("utf-8-sig"))
    assert contents(read_profile(file, framework)) == contents(plain)


def contents(profile: ReadProfile) -> tuple[object, ...]:
    return profile.units, profile.printed, profile.narrative, profile.credits, profile.notices


def test_a_paragraph_that_a_page_split_is_joined(
    made: MadeProfile, text: str, file: Path, framework: Framework
) -> None:
    paragraph = made.sections["drugs"][0]
    head, tail = paragraph[:40].rpartition(" ")[0], paragraph[40:]
    middle = paragraph[len(head) : 40]
    page = f"{head}\n\n\f7\n\nGEORGIA\n\n{CREDITS[0]}\n\n{middle.strip()}"
    assert tail
    file.write_text(text.replace(paragraph[:40], page), encoding="utf-8")
    assert list(read_profile(file, framework).narrative["drugs"]) == made.sections["drugs"]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("One line\nand another.", ("One line and another.",)),
        ("A cross-\nborder road.", ("A cross-border road.",)),
        ("Pre-\nand post-war.", ("Pre- and post-war.",)),
        ("A word\n—and another.", ("A word—and another.",)),
        ("No end\n\nwas here.", ("No end was here.",)),
        ("No end, i.e.\n\nit goes on.", ("No end, i.e. it goes on.",)),
        ("An end.\f\n\nHere.", ("An end.", "Here.")),
        ("An end.\n\fHere.", ("An end.", "Here.")),
        ("An end’.”\n\nHere.", ("An end’.”", "Here.")),
        ("An end.12\n\nHere.", ("An end.12", "Here.")),
        ("A list\n\n• of one", ("A list", "• of one")),
        ("NATO\nis in capitals\nonly by chance", ("NATO is in capitals only by chance",)),
        ("The year\n2021\nwas long.", ("The year 2021 was long.",)),
        ("A disclaimer.\n\nIt does not necessarily reflect us.", ("A disclaimer.",)),
    ],
)
def test_lines_to_paragraphs(
    given: str, expected: tuple[str, ...], made: MadeProfile, file: Path, framework: Framework
) -> None:
    name = framework.sections[-1].id
    sections = {name: ["XXX"]}
    text = profile_text(MadeProfile(made.result, "GEO", sections, notices=()))
    file.write_text(text.replace("XXX", given), encoding="utf-8")
    assert read_profile(file, framework).narrative[name] == expected


def test_a_profile_may_have_no_narrative(
    made: MadeProfile, file: Path, framework: Framework
) -> None:
    file.write_text(profile_text(MadeProfile(made.result, "GEO", notices=())), encoding="utf-8")
    found = read_profile(file, framework)
    assert dict(found.narrative) == {}
    assert found.notices == ()


def test_a_notice_alone_is_no_section(made: MadeProfile, text: str, file: Path) -> None:
    section = made.result.edition.framework.sections[-1].id
    for paragraph in made.sections[section]:
        text = text.replace(paragraph, "")
    file.write_text(text, encoding="utf-8")
    found = read_profile(file, made.result.edition.framework)
    assert section not in found.narrative
    assert found.notices == NOTICES


def test_credits_and_notices_may_stand_below_headings(
    text: str, file: Path, framework: Framework
) -> None:
    text = text.replace(f"{NOTICES[0]}", "Credits\n\nTo the pilots\n\nDISCLAIMER\n\nNo promise.")
    text += "\n\nHow to cite\n\nAs you please."
    file.write_text(text, encoding="utf-8")
    found = read_profile(file, framework)
    assert found.credits == (*CREDITS, "To the pilots")
    assert found.notices == ("No promise.",)


def test_sections_in_another_order_are_put_right_where_asked(
    made: MadeProfile, text: str, file: Path, framework: Framework
) -> None:
    file.write_text(swapped(text), encoding="utf-8")
    found = read_profile(file, framework, reorder=True)
    assert list(found.narrative) == [section.id for section in framework.sections]
    assert {s: list(p) for s, p in found.narrative.items()} == made.sections


def test_title_recap_page_number_and_component_headings_are_no_text(
    made: MadeProfile, text: str, file: Path, framework: Framework
) -> None:
    file.write_text(text, encoding="utf-8")
    plain = read_profile(file, framework)
    root = framework.components[0]
    recap = f"3\n\n{made.value(root)}\n{root.name} score\n\nPEOPLE\n"
    changed = text.replace("CRIMINALITY\n\nCRIMINAL MARKETS\n\nPEOPLE\n", recap)
    assert changed != text
    changed = changed.replace("8 countries", "8 countries, tied with Armenia", 1)
    changed = changed.replace("FLORA CRIMES", "+0.50\nn/a\nModerate influence\nFLORA CRIMES", 1)
    file.write_text(f"{framework.title} 2025\n\n{changed}", encoding="utf-8")
    assert contents(read_profile(file, framework)) == contents(plain)


def swapped(text: str) -> str:
    """The text with the section Drugs before Environment."""
    start, drugs = text.index("\nENVIRONMENT\n\n"), text.index("\nDRUGS\n\n")
    end = text.index("\nCYBER-DEPENDENT CRIMES\n\n", drugs)
    return text[:start] + text[drugs:end] + text[start:drugs] + text[end:]


# The real profile: figures and counts, no text of it.


@pytest.fixture(scope="session")
def kazakhstan(profiles: Path) -> ReadProfile:
    (path,) = profiles.glob("*.txt")
    return read_profile(path, bundled_framework("ocindex-2023"))


def test_the_real_profile_gives_all_figures(kazakhstan: ReadProfile) -> None:
    assert kazakhstan.country.iso3 == "KAZ"
    assert len(kazakhstan.units) == 32
    assert [(f.node, f.quantity, f.value, f.of) for f in kazakhstan.printed] == [
        ("criminality", "score", "4.47", None),
        ("criminal_markets", "score", "4.33", None),
        ("criminal_actors", "score", "4.60", None),
        ("resilience", "score", "4.54", None),
        ("criminality", "rank_world", "127", 193),
        ("criminality", "rank_continent", "34", 46),
        ("criminality", "rank_region", "5", 8),
        ("resilience", "rank_world", "110", 193),
        ("resilience", "rank_continent", "21", 46),
        ("resilience", "rank_region", "3", 8),
    ]


def test_the_real_profile_gives_every_paragraph_in_its_section(kazakhstan: ReadProfile) -> None:
    assert [(name, len(texts)) for name, texts in kazakhstan.narrative.items()] == [
        ("people", 2),
        ("trade", 2),
        ("environment", 4),
        ("drugs", 3),
        ("cyber_dependent_crimes", 1),
        ("financial_crimes", 1),
        ("criminal_actors", 2),
        ("leadership_and_governance", 2),
        ("criminal_justice_and_security", 3),
        ("economic_and_financial_environment", 2),
        ("civil_society_and_social_protection", 3),
    ]
    assert len(kazakhstan.credits) == 3
    assert len(kazakhstan.notices) == 1


def test_nothing_of_the_real_profile_is_lost(profiles: Path, kazakhstan: ReadProfile) -> None:
    (path,) = profiles.glob("*.txt")
    kept = [text for texts in kazakhstan.narrative.values() for text in texts]
    kept += [*kazakhstan.credits, *kazakhstan.notices]
    flowing = " ".join(kept)
    for line in path.read_text(encoding="utf-8").splitlines():
        if len(line.strip()) > 60:
            assert line.strip() in flowing


def test_the_real_profile_makes_an_edition_whose_figures_agree(kazakhstan: ReadProfile) -> None:
    edition = add_profiles(
        [kazakhstan], None, id="kaz", title="One country", year=2023,
        framework=bundled_framework("ocindex-2023"),
    )  # fmt: skip
    verdicts = [check.verdict for check in check_printed(build(edition))]
    assert verdicts == ["agrees"] * 4 + ["as published"] * 6


@pytest.mark.parametrize("text", ["a\n" * 10_001, "a" * 500_001])
def test_far_more_text_than_a_profile_has_is_refused(text: str, tmp_path: Path) -> None:
    (tmp_path / "long.txt").write_text(text)
    with pytest.raises(IntakeError, match="at most 500,000 characters, 10,000 lines"):
        read_profile(tmp_path / "long.txt", bundled_framework("ocindex-2023"))
