"""Ratings that wait for their scores, with the truth that they should come to."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest

from ocindex.edition import read_edition, without_scores, write_edition
from ocindex.errors import RequestError
from ocindex.framework import bundled_framework
from ocindex.scoring.observations import observe
from ocindex.simulation import (
    KINDS,
    Assessment,
    Kind,
    assess,
    assess_editions,
    record_truth,
    simulate,
)
from ocindex.simulation.judging import curved, trait_of
from ocindex.simulation.panels import assigned, homes_of
from support.frameworks import OWN, countries_of, framework_of

INDEX = bundled_framework("ocindex-2025")


@pytest.fixture(scope="module")
def assessments() -> dict[Kind, Assessment]:
    return {kind: assess(INDEX, 4, kind) for kind in KINDS}


def panel_means(assessment: Assessment) -> np.ndarray:
    found = observe([assessment.edition])
    cell = found.country * found.indicators + found.indicator
    shape = assessment.theta.shape
    total = np.bincount(cell, found.value, found.countries * found.indicators)
    return (total / np.bincount(cell)).reshape(shape)


def test_the_size_of_the_indexs_own_assessments(assessments: dict[Kind, Assessment]) -> None:
    for each in assessments.values():
        edition, found = each.edition, observe([each.edition])
        assert not edition.scored
        assert not edition.scoring.decided
        assert not edition.narratives
        assert 26_000 < len(found) < 30_000
        assert len(edition.ratings) == 2 * len(found)
        assert 350 < found.raters < 400
        assert each.raters.codes == edition.ratings.raters
        assert each.theta.min() >= 1
        assert each.theta.max() <= 10


def test_a_plain_mean_is_as_far_from_the_truth_as_in_real_surveys(
    assessments: dict[Kind, Assessment],
) -> None:
    off = panel_means(assessments["aligned"]) - assessments["aligned"].theta
    assert 0.65 < np.sqrt(np.mean(off**2)) < 0.8
    parents = np.array([indicator.parent for indicator in INDEX.indicators])
    parts = [off[:, parents == parent].mean(axis=1) for parent in np.unique(parents)]
    assert 0.28 < np.mean([np.sqrt(np.mean(part**2)) for part in parts]) < 0.4


def test_planted_raters(assessments: dict[Kind, Assessment]) -> None:
    faults = {kind: set(each.raters.fault.tolist()) for kind, each in assessments.items()}
    assert faults["aligned"] == {"", "unreliable"}
    assert faults["curved"] == {"", "unreliable", "random", "constant"}
    assert faults["ordinal"] == {""}
    each = assessments["curved"]
    found, raters = observe([each.edition]), each.raters
    for place in np.flatnonzero(raters.fault == "constant").tolist():
        assert len(set(found.value[found.rater == place].tolist())) == 1
    steadier = raters.noise[raters.fault == ""].max() > raters.noise[raters.fault == "unreliable"]
    assert steadier.mean() < 0.5


def test_some_raters_give_whole_points_only(assessments: dict[Kind, Assessment]) -> None:
    for each in assessments.values():
        found, whole = observe([each.edition]), each.raters.whole
        assert 0.15 < whole.mean() < 0.35
        assert not (found.value[whole[found.rater]] % 1).any()
        assert (found.value[~whole[found.rater]] % 1).any()


def test_kinds_differ_in_what_raters_see_and_not_in_the_truth(
    assessments: dict[Kind, Assessment],
) -> None:
    aligned, wavy, ordinal = (assessments[kind] for kind in KINDS)
    assert np.array_equal(aligned.theta, wavy.theta)
    assert np.array_equal(aligned.theta, ordinal.theta)
    assert not np.array_equal(aligned.edition.ratings.units, ordinal.edition.ratings.units)


def test_scale_use_keeps_the_order(assessments: dict[Kind, Assessment]) -> None:
    raters = assessments["curved"].raters
    points = np.broadcast_to(np.linspace(1, 10, 50), (len(raters.number), 50))
    seen = curved(points, raters, 1, 10)
    assert (np.diff(seen, axis=1) >= 0).all()
    assert (np.diff(trait_of(points[0], 1, 10)) > 0).all()
    assert trait_of(np.array([5.5]), 1, 10) == pytest.approx([5.5])


def test_raters_who_stay_are_who_they_were() -> None:
    first, second, _ = assess_editions(3, "curved")
    then = dict(zip(first.raters.codes, first.raters.severity.tolist(), strict=True))
    now = dict(zip(second.raters.codes, second.raters.severity.tolist(), strict=True))
    both = sorted(set(then) & set(now))
    assert len(both) > 200
    assert [then[code] for code in both] == [now[code] for code in both]
    assert np.corrcoef(first.theta[:, 0], second.theta[:, 0])[0, 1] > 0.9


def test_each_country_has_three_to_six_raters_of_its_region_and_few_others() -> None:
    regions = ["a"] * 30 + ["b"] * 4
    homes = homes_of(regions)
    country, rater = assigned(regions, homes, np.random.default_rng(1))
    assert set(np.bincount(country).tolist()) == {3, 4, 5, 6}
    assert len(set(zip(country.tolist(), rater.tolist(), strict=True))) == len(country)
    away = homes[rater] != np.array([0] * 30 + [1] * 4)[country]
    assert 0 < away.sum() < 12
    load = np.bincount(rater, minlength=len(homes))
    assert load.max() - load[homes == 0].min() <= 2


def test_plain_simulation_has_the_same_ratings(assessments: dict[Kind, Assessment]) -> None:
    edition = simulate(INDEX, 4)
    assert edition.ratings == assessments["aligned"].edition.ratings
    assert edition.scored
    assert edition.scoring.decided


def test_files_beside_an_edition(tmp_path: Path) -> None:
    few = INDEX.members[:9]
    made = assess(INDEX, 2, "curved", countries=few)
    write_edition(made.edition, tmp_path / "2025")
    record_truth(made, tmp_path / "2025")
    assert not (tmp_path / "2025" / "scores.csv").exists()
    read = read_edition(tmp_path / "2025", without_scores)
    assert read.ratings == made.edition.ratings
    with (tmp_path / "2025" / "truth.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0]) == ["iso3", "indicator", "theta"]
    assert rows[0]["iso3"] == few[0].iso3
    thetas = np.array([float(row["theta"]) for row in rows]).reshape(9, -1)
    assert np.abs(thetas - made.theta).max() <= 5e-5
    with (tmp_path / "2025" / "raters_truth.csv").open(encoding="utf-8") as file:
        raters = list(csv.DictReader(file))
    assert tuple(row["rater"] for row in raters) == made.edition.ratings.raters
    assert [row["fault"] for row in raters] == made.raters.fault.tolist()


def test_another_scale(tmp_path: Path) -> None:
    framework = framework_of(OWN, tmp_path)
    for kind in KINDS:
        made = assess(framework, 1, kind, countries=countries_of(12, ("N", "S")))
        assert made.edition.ratings.units.min() >= 0
        assert made.edition.ratings.units.max() <= 100
        assert not made.raters.whole.any()


def test_a_seed_below_zero() -> None:
    with pytest.raises(RequestError, match="this is -2"):
        assess(INDEX, -2)
