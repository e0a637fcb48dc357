"""Variance components: known analyses of variance, expectations by brute force, truth found."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from ocindex.scoring.agreement import (
    Variances,
    dependability,
    icc_forms,
    variance_components,
)
from ocindex.scoring.agreement.components import EFFECTS, coefficient, groupings
from support.agreement import SHROUT_FLEISS as TABLE
from support.agreement import expected_squares

Array = NDArray[Any]

TARGET, JUDGE = np.indices((6, 4)).reshape(2, -1)
ONE = np.zeros(24, int)


def sparse(rng: np.random.Generator, countries: int, indicators: int, raters: int) -> Array:
    """Raters of one to four countries each, who skip an indicator now and then."""
    rows = [
        (c, i, r)
        for r in range(raters)
        for c in rng.choice(countries, rng.integers(1, 5), replace=False)
        for i in range(indicators)
        if rng.random() < 0.9
    ]
    return np.array(rows).T


def test_one_indicator_is_the_study_of_shrout_and_fleiss() -> None:
    found = variance_components(TARGET, ONE, JUDGE, TABLE.ravel())
    assert found.estimates["country"] == pytest.approx(2.556, abs=5e-4)
    assert found.estimates["rater"] == pytest.approx(5.244, abs=5e-4)
    assert found.estimates["residual"] == pytest.approx(1.019, abs=5e-4)
    assert found.within == {
        "indicator": "mean", "country x indicator": "country",
        "country x rater": "residual", "indicator x rater": "rater",
    }  # fmt: skip


def test_its_coefficients_are_the_intraclass_correlations_of_the_mean() -> None:
    found = variance_components(TARGET, ONE, JUDGE, TABLE.ravel())
    study = dependability(
        Variances(found.value("country"), 0, found.value("rater"), 0, 0, found.value("residual")), 4
    )
    forms = icc_forms(TABLE)
    assert study.generalizability == pytest.approx(forms.fixed_mean.value)
    assert study.dependability == pytest.approx(forms.random_mean.value)


def test_complete_tables_give_the_analysis_of_variance() -> None:
    """Three facets crossed: the textbook's combinations of mean squares."""
    sizes = nc, ni, nr = 7, 5, 4
    x = np.random.default_rng(4).normal(size=sizes)
    c, i, r = np.indices(sizes).reshape(3, -1)
    found = variance_components(c, i, r, x.ravel()).estimates

    def effect(*axes: int) -> Array:
        """Mean over the other axes, less all lower effects."""
        mean: Array = x.mean(axis=tuple({0, 1, 2} - set(axes)), keepdims=True)
        for k in range(len(axes)):
            for lower in [axes[:k] + axes[k + 1 :]]:
                mean = mean - (effect(*lower) if len(axes) > 1 else x.mean())
        return mean - x.mean() if len(axes) == 2 else mean

    def square(*axes: int) -> float:
        freedom = np.prod([sizes[a] - 1 for a in axes])
        return float((np.broadcast_to(effect(*axes), sizes) ** 2).sum() / freedom)

    pairs = effect(0, 1) + effect(0, 2) + effect(1, 2)
    single = effect(0) + effect(1) + effect(2)
    rest = x - x.mean() - single - pairs
    ms = float((rest**2).sum() / ((nc - 1) * (ni - 1) * (nr - 1)))
    assert found["residual"] == pytest.approx(ms)
    assert found["country x rater"] == pytest.approx((square(0, 2) - ms) / ni)
    assert found["indicator x rater"] == pytest.approx((square(1, 2) - ms) / nc)
    assert found["country"] == pytest.approx(
        (square(0) - square(0, 1) - square(0, 2) + ms) / (ni * nr)
    )


def test_expected_squares_are_what_brute_force_gives() -> None:
    c, i, r = sparse(np.random.default_rng(1), 5, 3, 6)
    groups = groupings(c, i, r)
    for name in EFFECTS:
        slow = expected_squares(groups[name], [groups[other] for other in EFFECTS])
        fast = [coefficient(groups[name], groups[other]) for other in EFFECTS]
        assert fast == pytest.approx(slow)


def test_the_truth_is_found_on_average() -> None:
    truth = dict(zip(EFFECTS, (1.0, 0.3, 0.2, 1.5, 0.15, 0.8, 1.0), strict=True))
    rng = np.random.default_rng(2)
    c, i, r = sparse(rng, 60, 12, 80)
    groups = groupings(c, i, r)
    found = []
    for _ in range(60):
        x = sum(
            rng.normal(0, np.sqrt(truth[name]), groups[name].max() + 1)[groups[name]]
            for name in EFFECTS
        )
        found.append(list(variance_components(c, i, r, np.asarray(x)).estimates.values()))
    error = np.std(found, axis=0) / np.sqrt(60)
    assert (np.abs(np.mean(found, axis=0) - list(truth.values())) < 3.5 * error).all()


def test_raters_of_one_country_each_have_no_halo_of_their_own() -> None:
    r = np.repeat(np.arange(40), 6)
    i = np.tile(np.arange(6), 40)
    found = variance_components(r // 4, i, r, np.random.default_rng(3).normal(size=240))
    assert found.within["country x rater"] == "rater"
    assert np.isnan(found.estimates["country x rater"])
    assert found.value("country x rater") == 0


def test_ratings_once_each_leave_no_effect_beside_the_residual() -> None:
    one = np.zeros(3, int)
    found = variance_components(np.arange(3), one, np.arange(3), np.array([1.0, 2.0, 4.0]))
    assert found.within["country"] == "residual"
    assert found.value("residual") == pytest.approx(7 / 3)
    none = variance_components(one[:1], one[:1], one[:1], np.ones(1))
    assert all(np.isnan(x) for x in none.estimates.values())


def test_raters_average_out_and_severity_is_not_helped_by_indicators() -> None:
    variances = Variances(1, 1, 0.2, 0.1, 0.8, 1.0)
    one, many = dependability(variances, 1), dependability(variances, 20)
    assert one.dependability < many.dependability < 1
    assert one.error == pytest.approx(np.sqrt(20) * many.error)
    assert dependability(variances, 1, 10_000).error == pytest.approx(np.sqrt(0.3), abs=1e-3)
    assert one.generalizability > one.dependability
    assert np.isnan(dependability(Variances(0, 0, 0, 0, 0, 0), 1).dependability)
