"""Words for how sure figures are: in each language's own way, and named for what they rest on."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ocindex.framework import bundled_framework
from ocindex.intervals import intervals_of, robustness_intervals
from ocindex.publish import certainty, sureness
from ocindex.publish.language import ENGLISH, language, translated
from ocindex.publish.profile.printing import render_profile
from ocindex.publish.site.methodology import certain
from ocindex.publish.site.sentences import opening
from ocindex.publish.site.view import View
from ocindex.ratings import Ratings, Scoring
from ocindex.release import ChangeInterval, Interval, RankInterval, Release, freeze, read_release
from ocindex.vocabulary import Edition
from support.rated import rated, theta_of

FRAMEWORK = bundled_framework("ocindex-2025")
RANK = RankInterval(110, 92, 131, 80, 150, 0.0, 4)
SCORE = Interval(3, 4.0, 4.0, 0.3, 3.7, 4.3, 3.349, 4.25, 0.2)


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("en", "110th (90\N{NO-BREAK SPACE}%: 92nd to 131st)"),
        ("fr", "110e (90\N{NO-BREAK SPACE}%\N{NO-BREAK SPACE}: 92e à 131e)"),
        ("pt", "110.º (90%: 92.º a 131.º)"),
        ("zh", "第110位（90%：第92位至第131位）"),
    ],
)
def test_ranks_read_in_each_languages_own_way(code: str, said: str) -> None:
    here = language(code)
    span = certainty.rank_span(RANK, here)
    assert certainty.beside(here.ordinal(110), span, "ratings", here) == said


def test_ends_are_rounded_half_up_to_a_decimal_less() -> None:
    assert certainty.score_span(SCORE, FRAMEWORK, ENGLISH) == "3.3 to 4.3"
    assert certainty.score_cell(SCORE, FRAMEWORK, ENGLISH) == "3.3–4.3"
    change = ChangeInterval(0.2, -0.1, 0.45, 0.9)
    assert certainty.change_span(change, FRAMEWORK, ENGLISH) == "−0.1 to +0.5"
    assert certainty.unsure(change)
    assert not certainty.unsure(replace(change, low90=0.1))


def test_one_place_is_no_range() -> None:
    assert certainty.rank_span(replace(RANK, low90=1, high90=1), ENGLISH) == "1st"
    assert certainty.set_span(RANK, ENGLISH) == "80th to 150th"
    assert certainty.set_span(replace(RANK, set_low=0, set_high=0), ENGLISH) == ""


@pytest.mark.parametrize(
    ("chance", "said"),
    [(0.0, "under 1 %"), (0.004, "under 1 %"), (0.335, "34 %"), (0.996, "over 99 %")],
)
def test_no_chance_is_none_or_certain(chance: float, said: str) -> None:
    assert certainty.percent(chance, ENGLISH).replace("\N{NO-BREAK SPACE}", " ") == said


def test_far_is_what_half_the_interval_does_not_reach() -> None:
    assert not certainty.is_far(SCORE)
    assert certainty.is_far(replace(SCORE, distance=-0.46))
    assert not certainty.is_far(replace(SCORE, distance=None))


@pytest.fixture(scope="module")
def edition(simulated_editions: tuple[Edition, ...]) -> Edition:
    return rated(simulated_editions[-1], 6)


@pytest.fixture(scope="module")
def by_ratings(edition: Edition, tmp_path_factory: pytest.TempPathFactory) -> Release:
    folder = tmp_path_factory.mktemp("ratings") / "release"
    # The panel lies two points above the editors, who decided.
    theta = (theta_of(edition) + 2).clip(1, 10)
    freeze([edition], folder, intervals={edition.id: intervals_of(edition, theta)})
    return read_release(folder)


@pytest.fixture(scope="module")
def by_steps(edition: Edition, tmp_path_factory: pytest.TempPathFactory) -> Release:
    folder = tmp_path_factory.mktemp("steps") / "release"
    plain = replace(edition, ratings=Ratings())
    freeze([plain], folder, intervals={edition.id: robustness_intervals(plain, draws=50)})
    return read_release(folder)


def test_editors_far_from_the_panel_are_named(by_ratings: Release) -> None:
    record = next(iter(by_ratings.latest.countries.values()))
    said = sureness.sentences(by_ratings.latest, record, ENGLISH)
    assert said[1] == "They rest on the ratings of 2 experts."
    assert said[2].startswith("Far from the median of the experts' panel, the editors' decision: ")
    assert "other score" in said[2]


def test_a_single_expert_is_said(by_ratings: Release) -> None:
    record = next(iter(by_ratings.latest.countries.values()))
    alone = {
        node: replace(figure, interval=replace(figure.interval, raters=1, distance=0.0))
        for node, figure in record.figures.items()
        if figure.interval
    }
    said = sureness.sentences(by_ratings.latest, replace(record, figures=alone), ENGLISH)
    assert said[1:] == [
        "They rest on the ratings of 1 expert.",
        "How far one alone may err is taken from how far others differ.",
    ]


def test_robustness_is_never_taken_for_the_experts_doubt(by_steps: Release) -> None:
    released = by_steps.latest
    record = next(iter(released.countries.values()))
    said = " ".join(sureness.sentences(released, record, ENGLISH))
    assert said.startswith("No experts' ratings are known.")
    view = View(by_steps, released)
    assert "half a step off" in opening(view, record, view.roots[0], ENGLISH)
    assert certain(ENGLISH, released)[0].startswith("This edition has no experts' ratings.")


def test_the_methodology_names_the_method(by_ratings: Release) -> None:
    released = by_ratings.latest
    texts = certain(ENGLISH, released)
    assert "A model of their independent first ratings" in texts[0]
    assert texts[-1].startswith("Scores are the editors' decision.")
    made = replace(released.edition, scoring=Scoring(method="mean", decided=False))
    texts = certain(ENGLISH, replace(released, edition=made))
    assert texts[0].startswith("Intervals come from how far the experts")
    assert not texts[-1].startswith("Scores are the editors' decision.")
    assert not any("smoothed" in said for said in texts)
    made = replace(released.edition, scoring=Scoring(smoothed=True))
    assert certain(ENGLISH, replace(released, edition=made))[1].startswith("Scores are smoothed:")


@pytest.mark.parametrize("code", ["en", "ar"])
def test_a_profile_prints_with_its_intervals(by_ratings: Release, code: str) -> None:
    here = language(code)
    release = translated(by_ratings, here)
    iso3 = next(iter(release.latest.countries))
    assert render_profile(release, release.latest.id, iso3, here).startswith(b"%PDF")
