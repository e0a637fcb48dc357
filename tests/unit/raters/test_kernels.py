"""What is measured of raters, on raters of whom it is known."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.stats import spearmanr

from ocindex.scoring.agreement import Variances
from ocindex.scoring.observations import Observations, observe
from ocindex.scoring.raters.drift import drift_of
from ocindex.scoring.raters.effects import plain_effects
from ocindex.scoring.raters.fit import fit_of
from ocindex.scoring.raters.next_expert import rater_errors, with_one_more
from ocindex.scoring.raters.profiles import profiles_of
from ocindex.scoring.raters.scale_use import scale_use
from ocindex.scoring.raters.severity import Severity, separation_reliability, shrunk
from ocindex.scoring.raters.unexpected import discoveries, unexpected
from support.panels_of_raters import edition, panel, rows_of

Array = NDArray[Any]
RATERS, COUNTRIES = 120, 60


@pytest.fixture(scope="module")
def seen() -> Observations:
    """Many raters, of whom one rates two points higher and one is six times as erratic."""
    made = panel(RATERS, COUNTRIES)
    made.severity[3], made.noise[5] = 2.0, 3.0
    return observe([edition(rows_of(made, COUNTRIES), COUNTRIES)])


def test_severity_is_found_and_drawn_towards_zero(seen: Observations) -> None:
    true = panel(RATERS, COUNTRIES).severity
    true[3] = 2.0
    found = plain_effects(seen)
    assert int(np.argmax(found.severity)) == 3
    assert 1.0 < found.severity[3] < 2.0
    assert spearmanr(found.severity, true).statistic > 0.6


def test_the_erratic_rater_stands_out_of_noise_and_fit(seen: Observations) -> None:
    found = plain_effects(seen)
    fit = fit_of(seen.rater, found.residual, found.spread, seen.raters)
    for values in (found.noise, fit.infit, fit.outfit):
        assert int(np.nanargmax(values)) == 5
    assert np.median(fit.outfit) == pytest.approx(1, abs=0.35)


def test_chances_of_ratings_are_what_they_say(seen: Observations) -> None:
    """Of sound raters' ratings one in ten is as improbable as one in ten."""
    found = plain_effects(seen)
    sound = ~np.isin(seen.rater, (3, 5))
    for share in (0.5, 0.2, 0.1):
        assert (found.tail[sound] < share).mean() == pytest.approx(share, rel=0.3)
    rare = unexpected(found.tail)
    assert (np.diff(found.tail[rare]) >= 0).all()
    assert seen.rater[rare[:3]].tolist() == [5, 5, 5]


def test_no_more_discoveries_than_the_rate_among_chance() -> None:
    tail = np.random.default_rng(1).random(5000)
    assert discoveries(tail).sum() <= 2
    assert len(unexpected(tail, least=0)) == (tail < 0.001).sum()
    assert discoveries(np.r_[np.full(10, 1e-9), tail, np.nan])[:10].all()
    assert not discoveries(np.zeros(0)).any()


def test_fit_is_the_ratio_of_variances_observed_and_expected() -> None:
    rng = np.random.default_rng(2)
    rater = np.repeat([0, 1, 2], 4000)
    spread = rng.uniform(0.5, 2, len(rater))
    residual = rng.normal(0, spread) * np.array([1, 2, 0.5])[rater]
    residual[0] = np.nan
    fit = fit_of(rater, residual, spread, 4)
    assert fit.infit[:3] == pytest.approx([1, 4, 0.25], rel=0.1)
    assert fit.outfit[:3] == pytest.approx([1, 4, 0.25], rel=0.1)
    assert np.isnan(fit.infit[3])


def test_shrinking_keeps_what_is_known_and_drops_what_is_not() -> None:
    value, error = np.array([1.0, -1.0, 2.0, np.nan]), np.array([0.01, 0.01, 5.0, np.nan])
    # One rater of whom nothing is known must not make severities of the others.
    near = shrunk(Severity(value, np.array([0.01, 0.01, 0.01, np.nan])))
    assert near.value[:3] == pytest.approx([1, -1, 2], rel=1e-3)
    none = shrunk(Severity(value, error))
    assert none.value[:3].tolist() == [0, 0, 0]
    assert np.isnan(none.value[3])
    one = Severity(value[:1], error[:1])
    assert shrunk(one) == one


def test_separation_is_the_share_that_is_no_error() -> None:
    rng = np.random.default_rng(3)
    error = np.full(4000, 0.5)
    seen = Severity(rng.normal(0, 1, 4000) + rng.normal(0, error), error)
    assert separation_reliability(*shrunk(seen)) == pytest.approx(0.8, abs=0.03)
    assert np.isnan(separation_reliability(np.ones(1), np.ones(1)))
    assert np.isnan(separation_reliability(np.ones(3), np.zeros(3)))


def test_scale_use() -> None:
    rater = np.repeat([0, 1, 2], 40)
    value = np.concatenate(
        [np.tile([1.0, 10.0], 20), np.tile([4.0, 4.5, 5.0, 5.5], 10), np.full(40, 3.0)]
    )
    use = scale_use(rater, value, 4, (1, 10, 0.5))
    assert use.lowest[:3].tolist() == [1, 4, 3]
    assert use.highest[:3].tolist() == [10, 5.5, 3]
    assert use.used[:3] == pytest.approx([1, 1.5 / 9, 0])
    assert use.distinct.tolist() == [2, 4, 1, 0]
    assert use.at_low[:3].tolist() == [0.5, 0, 0]
    assert use.at_high[:3].tolist() == [0.5, 0, 0]
    assert use.whole[:3].tolist() == [1, 0.5, 1]
    assert use.whole_only.tolist() == [True, False, True, False]
    assert np.isnan(use.lowest[3])
    assert not scale_use(rater, value, 4, (1, 10, 1)).whole_only.any()


def test_three_whole_points_may_be_an_accident() -> None:
    rater = np.r_[np.zeros(3, int), np.ones(60, int)]
    value = np.r_[np.full(3, 4.0), np.tile([4.0, 4.5], 30)]
    assert not scale_use(rater, value, 2, (1, 10, 0.5)).whole_only.any()
    # Where all are so, no habit is known.
    whole = np.full(len(value), 4.0)
    assert scale_use(rater, whole, 2, (1, 10, 0.5)).whole_only.tolist() == [False, True]


def test_flat_profiles_are_told_by_the_others_of_the_country() -> None:
    rng = np.random.default_rng(4)
    country, rater, indicator = (x.ravel() for x in np.indices((6, 3, 20)))
    uneven = np.where(country < 3, 2.0, 0.2)
    truth = rng.normal(0, 1, (6, 20))[country, indicator] * uneven
    noise = rng.normal(0, 0.05, len(truth))
    value = 5 + np.where(rater == 2, 0.25, 1.0) * truth + noise
    value[(rater == 1) & (country == 5)] = 4.0
    found = profiles_of(country, indicator, rater, value, 4)
    # Raters 0 and 1 are each held against the other and the flat one.
    assert found.ratio[2] == pytest.approx(0.25, abs=0.03)
    assert found.ratio[0] > 1
    assert found.same.tolist() == [0, 1, 0, 0]
    assert np.isnan(found.ratio[3])
    few = profiles_of(country, indicator % 2, rater * 10 + indicator // 2, value, 30)
    assert np.isnan(few.ratio).all()


def test_drift_is_the_change_of_residuals_between_editions() -> None:
    rng = np.random.default_rng(5)
    time, rater, country, _ = (x.ravel() for x in np.indices((3, 40, 4, 30)))
    residual = rng.normal(0, 0.5, len(time)) + rng.normal(0, 0.2, (3, 40, 4))[time, rater, country]
    residual[rater == 7] += 0.8 * time[rater == 7]
    gone = (rater == 9) & (time > 0)
    found = drift_of(time[~gone], country[~gone], rater[~gone], residual[~gone], 41)
    assert found.change[7] == pytest.approx(1.6, abs=0.5)
    z = found.change / found.error
    assert int(np.nanargmax(np.abs(z))) == 7
    assert np.nanstd(np.delete(z, 7)) == pytest.approx(1, abs=0.3)
    assert np.isnan(found.change[[9, 40]]).all()


def test_one_more_rater_is_one_more_observation() -> None:
    """The prediction is what a posterior of normals would be, whatever the rater says."""
    variances = Variances(1, 1, 0.09, 0.04, 0.25, 0.49)
    shares = np.array([[0.5, 0.5], [1, 0]])
    error = rater_errors(variances, shares)
    assert error**2 == pytest.approx([0.13 + 0.5 * 0.74, 0.13 + 0.74])
    today = np.array([[0.5, 0.8], [0.1, np.nan]])
    then = with_one_more(today, error)
    assert then[0] == pytest.approx(1 / np.sqrt(1 / today[0] ** 2 + 1 / error**2))
    assert then[1, 0] < 0.1
    assert np.isnan(then[1, 1])


def test_as_many_raters_more_as_there_are_halve_the_variance() -> None:
    variances = Variances(1, 1, 0.09, 0.04, 0.25, 0.49)
    error = rater_errors(variances, np.eye(1))
    deviation = error / 2  # four raters
    for _ in range(4):
        deviation = with_one_more(deviation[None], error)[0]
    assert deviation**2 == pytest.approx(error**2 / 8)
