"""Profiles into editions, new and existing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from ocindex.edition import read_edition, write_edition
from ocindex.errors import IntakeError
from ocindex.intake import ReadProfile, add_profiles, read_profile
from ocindex.vocabulary import Edition, Framework, Printed
from support.profiles import CREDITS, NOTICES, MadeProfile, profile_text


def read(made: MadeProfile, iso3: str, folder: Path) -> ReadProfile:
    path = folder / f"{iso3}.txt"
    path.write_text(profile_text(replace(made, iso3=iso3)), encoding="utf-8")
    return read_profile(path, made.result.edition.framework)


@pytest.fixture
def profile(made: MadeProfile, tmp_path: Path) -> ReadProfile:
    return read(made, "GEO", tmp_path)


def added(profiles: list[ReadProfile], edition: Edition | None, framework: Framework) -> Edition:
    return add_profiles(
        profiles, edition, id="caucasus", title="Caucasus", year=2025, framework=framework
    )


def test_a_new_edition_is_partial_and_round_trips(
    made: MadeProfile, profile: ReadProfile, tmp_path: Path, framework: Framework
) -> None:
    other = read(made, "ARM", tmp_path)
    edition = added([profile, other], None, framework)
    assert [country.iso3 for country in edition.countries] == ["ARM", "GEO"]
    assert not edition.complete
    assert edition.attribution == f"Data: {framework.source}"
    assert (edition.credits, edition.notices) == (CREDITS, NOTICES)
    for iso3 in ("ARM", "GEO"):
        there = made.result.edition.units[made.result.edition.row[iso3]]
        assert np.array_equal(edition.units[edition.row[iso3]], there)
    write_edition(edition, tmp_path / "out")
    again = read_edition(tmp_path / "out")
    assert again.narratives == edition.narratives
    assert sorted(map(str, again.printed)) == sorted(map(str, edition.printed))
    assert np.array_equal(again.units, edition.units)


def test_a_framework_without_a_source_gives_no_attribution(
    profile: ReadProfile, framework: Framework
) -> None:
    assert added([profile], None, replace(framework, source="")).attribution == ""


def test_scores_that_differ_from_the_edition_are_faults_one_each(
    made: MadeProfile, profile: ReadProfile, framework: Framework
) -> None:
    units = made.result.edition.units.copy()
    row = made.result.edition.row["GEO"]
    units[row, :2] = np.where(units[row, :2] == 5, 6, 5)
    edition = replace(made.result.edition, units=units)
    with pytest.raises(IntakeError) as caught:
        added([profile], edition, framework)
    first, second = map(str, caught.value.faults)
    assert profile.file in first
    assert "Georgia, Human trafficking: the profile has" in first
    assert "Georgia, Human smuggling: the profile has" in second


def test_printed_figures_that_differ_are_faults(
    made: MadeProfile, profile: ReadProfile, framework: Framework
) -> None:
    printed = (
        Printed("GEO", "criminality", "score", "9.99"),
        Printed("GEO", "criminality", "rank_world", "99", 193),
        Printed("ARM", "criminality", "rank_world", "1", 193),
    )
    edition = replace(made.result.edition, printed=printed)
    with pytest.raises(IntakeError) as caught:
        added([profile], edition, framework)
    first, second = map(str, caught.value.faults)
    assert "has 9.99 as printed" in first
    assert "has 99 of 193 (world) as printed" in second


def test_an_edition_that_has_the_country_takes_text_and_figures(
    made: MadeProfile, profile: ReadProfile, framework: Framework
) -> None:
    whole = added([profile], replace(made.result.edition, credits=("Ourselves",)), framework)
    assert whole.units is made.result.edition.units
    assert whole.credits == ("Ourselves", *CREDITS)
    assert whole.printed == profile.printed
    again = added([profile], whole, framework)
    assert (again.printed, again.credits, again.narratives) == (
        whole.printed,
        whole.credits,
        whole.narratives,
    )


def test_a_section_takes_the_place_of_the_edition_s_and_the_others_stay(
    made: MadeProfile, profile: ReadProfile, framework: Framework
) -> None:
    full = added([profile], None, framework)
    news = replace(profile, narrative={"trade": ("All new.",)})
    sections = added([news], full, framework).narratives["GEO", "en"].sections
    assert sections["trade"] == ("All new.",)
    assert sections["people"] == profile.narrative["people"]
    assert list(sections) == [section.id for section in framework.sections]
    silent = replace(profile, narrative={})
    assert added([silent], full, framework).narratives is full.narratives
