"""The opening sentences, from made-up figures and from the published ones."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from ocindex.index import Result
from ocindex.publish.language import ENGLISH
from ocindex.publish.site.building import make_site
from ocindex.publish.site.home import says
from ocindex.publish.site.sentences import opening, standing_text
from ocindex.publish.site.tracing import changed
from ocindex.publish.site.view import View
from ocindex.release import Standing, freeze, read_release
from support.frameworks import OWN, countries_of, edition_of, framework_of

SCORES_2021 = ((10, 20, 30, 40, 50), (50, 50, 50, 50, 50), (0, 0, 0, 0, 50))


def own_view(folder: Path, *scores: tuple[tuple[int, ...], ...]) -> View:
    """The last of some editions of another index, a year each from 2021 on."""
    framework = framework_of(OWN, folder)
    editions = [
        edition_of(framework, countries_of(3, ("North", "South")), rows, year)
        for year, rows in enumerate(scores, 2021)
    ]
    freeze(editions, folder / "release")
    release = read_release(folder / "release")
    return View(release, release.latest)


def said(view: View, iso3: str, root: int = 0) -> str:
    return opening(view, view.released.countries[iso3], view.roots[root], ENGLISH)


def test_a_first_edition_says_score_band_and_ranks(tmp_path: Path) -> None:
    view = own_view(tmp_path, SCORES_2021)
    assert said(view, "AAB") == "Country AAB scores 50.0 for risk, much: 1st of 3."
    assert said(view, "AAC") == (
        "Country AAC scores 0.0 for risk, little: 3rd of 3 and 2nd of 2 in North."
    )
    assert said(view, "AAA", 1) == (
        "Country AAA scores 50.0 for care: 1st of 3 and 1st of 2 in North."
    )


@pytest.mark.parametrize(
    ("dams", "drought", "ending"),
    [
        (50, 40, "its score unchanged since 2021."),
        (50, 70, "10.0 more than in 2021, most of it from drought."),
        (50, 10, "10.0 less than in 2021, most of it from drought."),
    ],
)
def test_changes_name_what_moved_them(tmp_path: Path, dams: int, drought: int, ending: str) -> None:
    later = ((10, 20, 30, drought, dams), *SCORES_2021[1:])
    assert said(own_view(tmp_path, SCORES_2021, later), "AAA").endswith(", " + ending)


def test_a_part_that_others_work_against_is_only_the_largest(tmp_path: Path) -> None:
    later = ((10, 20, 15, 70, 50), *SCORES_2021[1:])
    assert ", the largest part from drought (+10.0)." in said(
        own_view(tmp_path, SCORES_2021, later), "AAA"
    )


def test_a_standing_alone_says_nothing() -> None:
    assert standing_text(Standing(1, 1), ENGLISH) == ""
    assert standing_text(Standing(5, 8, as_published=True), ENGLISH) == "5th of 8 as published"


def test_the_world_says_its_mean_and_who_is_first(tmp_path: Path) -> None:
    view = own_view(tmp_path, SCORES_2021, SCORES_2021)
    site = make_site(view.release)
    assert says(site, site.views["2022"], view.roots[0]) == (
        "The 3 countries average 26.9 for risk, little (26.9 in 2021). "
        "The highest score is 50.0: Country AAB."
    )


def test_kazakhstan_of_2023(published: dict[str, Result], tmp_path: Path) -> None:
    freeze([published[name].edition for name in ("2021", "2023")], tmp_path / "release")
    release = read_release(tmp_path / "release")
    view = View(release, release.latest)
    assert said(view, "KAZ") == (
        "Kazakhstan scores 4.47 for criminality, moderate influence: 127th of 193 and 5th of 8 "
        "in Central Asia and the Caucasus, 0.20 more than in 2021, the largest parts from "
        "mafia-style groups, criminal networks and state-embedded actors (+0.06 each)."
    )
    record = view.released.countries["KAZ"]
    tied = [other.country.name for other in view.tied(record, "resilience", "world")]
    assert tied == ["Namibia", "Ukraine", "Zambia"]
    change = record.changes["2021"]["criminality"]
    summary = changed(make_site(release), view, change)["summary"]
    assert summary.startswith("Since 2021: +0.20 as published, +0.41 over the indicators")
    same = replace(change, comparable_display=change.display)
    assert changed(make_site(release), view, same)["summary"] == "Since 2021: +0.20"
