"""Laws of the steps of data treatment, and each against an obvious way to say the same."""

from __future__ import annotations

from functools import partial

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays
from numpy.testing import assert_allclose, assert_array_equal
from scipy import stats

from ocindex.index.steps.boxcox import box_cox, likeliest_powers
from ocindex.index.steps.denominate import denominate
from ocindex.index.steps.impute import (
    impute_group_mean,
    impute_group_median,
    impute_mean,
    impute_median,
)
from ocindex.index.steps.impute_em import fit_em, impute_em
from ocindex.index.steps.impute_panel import impute_latest, impute_linear, impute_step
from ocindex.index.steps.impute_row import impute_row_mean, impute_row_median
from ocindex.index.steps.moments import moments
from ocindex.index.steps.normalise import (
    fit_maximum_fraction,
    fit_min_max,
    fit_posts,
    fit_z_score,
    score,
)
from ocindex.index.steps.normalise_ranks import (
    fit_classes,
    fit_ranks,
    score_borda,
    score_classes,
    score_percentile_ranks,
    score_ranks,
)
from ocindex.index.steps.refusal import Refusal
from ocindex.index.steps.screen import screen
from ocindex.index.steps.treat import Treatment, treat
from ocindex.index.steps.treat_log import LOGS, log_ct

# Values with ties, zeros and gaps, and now and then one far out.
WHOLE = st.one_of(
    st.integers(-4, 4).map(float), st.floats(-50, 50, width=32), st.sampled_from([400.0, -900.0])
)
GAPPY = st.one_of(st.just(np.nan), WHOLE)


def tables(cells: st.SearchStrategy[float], least: int = 1) -> st.SearchStrategy[np.ndarray]:
    shapes = array_shapes(min_dims=2, max_dims=2, min_side=least, max_side=8)
    return shapes.flatmap(lambda shape: arrays(float, shape, elements=cells))


@st.composite
def outlying(draw: st.DrawFn, gaps: bool = True) -> np.ndarray:
    """Tall tables that often fail the test of skewness and kurtosis, on either side."""
    units, columns = draw(st.integers(4, 24)), draw(st.integers(1, 4))
    seed = draw(st.integers(0, 2**32 - 1))
    made = np.random.default_rng(seed)
    values = np.round(made.normal(size=(units, columns)), draw(st.sampled_from([0, 1, 8])))
    far = made.random(values.shape) < draw(st.sampled_from([0.05, 0.15, 0.3]))
    values[far] += np.round(made.exponential(30, far.sum())) * made.choice([-1, 1, 1])
    if gaps:
        values[made.random(values.shape) < 0.1] = np.nan
    return values


def directions_of(values: np.ndarray) -> np.ndarray:
    return np.where(np.arange(values.shape[1]) % 2, -1, 1)


# The treatment as COINr's documentation tells it, a column and a point at a time.


def told_skew(x: np.ndarray) -> float:
    return float(stats.skew(x[~np.isnan(x)], bias=False))


def told_passes(x: np.ndarray, skew: float = 2.0, kurtosis: float = 3.5) -> bool:
    there = x[~np.isnan(x)]
    if len(there) < 4 or len(set(there)) == 1:
        return True
    tail = stats.kurtosis(there, bias=False)
    assume(abs(abs(told_skew(x)) - skew) > 1e-9)  # a side chosen by rounding
    assume(abs(tail - kurtosis) > 1e-9)
    return bool(abs(told_skew(x)) < skew or tail < kurtosis)


def told_winsorise(x: np.ndarray, points: int, forced: bool) -> tuple[np.ndarray, set, set]:
    x, high, low = x.copy(), set(), set()
    while (forced or not told_passes(x)) and len(high) + len(low) < points:
        there = set(x[~np.isnan(x)])
        if len(there) <= 2:
            break
        skew = told_skew(x)
        assume(abs(skew) > 1e-9)  # a side chosen by rounding
        if skew > 0:
            high = set(np.flatnonzero(x == max(there)))
            x[list(high)] = max(there - {max(there)})
        else:
            low = set(np.flatnonzero(x == min(there)))
            x[list(low)] = min(there - {min(there)})
    return x, high, low


def told_treat(x: np.ndarray, points: int, forced: bool, combine: bool) -> np.ndarray:
    if told_passes(x) and not forced:
        return x
    wins = told_winsorise(x, points, forced)[0]
    if told_passes(wins):
        return wins
    return log_ct((wins if combine else x)[:, None])[:, 0]


def need_moments(values: np.ndarray, forced: bool) -> None:
    for column in values.T if forced else ():
        there = column[~np.isnan(column)]
        assume(len(there) > 3 and len(set(there)) > 1)


@given(outlying(), st.integers(1, 6), st.booleans())
def test_winsorising_is_the_one_that_is_told(values: np.ndarray, points: int, forced: bool) -> None:
    need_moments(values, forced)
    before = values.copy()
    ours = treat(values, points, forced=forced)
    assert_array_equal(values, before)
    for column, x in enumerate(values.T):
        told, high, low = told_winsorise(x, points, forced)
        assert_array_equal(ours.values[:, column], told)
        assert set(np.flatnonzero(ours.high[:, column])) == high
        assert set(np.flatnonzero(ours.low[:, column])) == low
        assert ours.points[column] == len(high) + len(low)
        assert ours.passed[column] == told_passes(told)


@given(outlying(), st.integers(0, 4), st.booleans(), st.booleans())
def test_treating_is_the_one_that_is_told(
    values: np.ndarray, points: int, forced: bool, combine: bool
) -> None:
    need_moments(values, forced)
    ours = treat(values, points, log_ct, forced=forced and points > 0, combine=combine)
    for column, x in enumerate(values.T):
        told = told_treat(x, points, forced and points > 0, combine)
        assert_allclose(ours.values[:, column], told, rtol=1e-12, atol=1e-12)


@given(outlying())
def test_what_is_reported_of_a_treatment_is_so(values: np.ndarray) -> None:
    ours: Treatment = treat(values, 3, log_ct)
    start, end = moments(values), moments(ours.values)
    assert_allclose(ours.skew[0], start.skew)
    last = np.where(np.isnan(ours.skew), -np.inf, np.arange(3)[:, None]).argmax(axis=0)
    found = np.take_along_axis(ours.skew, last[None], 0)[0]
    assert_allclose(found, end.skew, rtol=1e-9, atol=1e-9)
    untouched = np.isnan(ours.skew[1])
    assert_array_equal(ours.values[:, untouched], values[:, untouched])
    assert_array_equal(np.isnan(ours.values), np.isnan(values))


@given(
    outlying(gaps=False), st.sampled_from([*LOGS.values(), box_cox, partial(box_cox, power=0.5)])
)
def test_transformations_keep_the_order(values: np.ndarray, change: object) -> None:
    values = np.abs(values) + 2
    assume((values.min(axis=0) < values.max(axis=0)).all())
    made = change(values)  # type: ignore[operator]
    order = np.argsort(values, axis=0)
    assert (np.diff(np.take_along_axis(made, order, 0), axis=0) >= -1e-9).all()


@settings(max_examples=25)
@given(outlying(gaps=False))
def test_the_power_is_as_likely_as_any(values: np.ndarray) -> None:
    assume((values.min(axis=0) < values.max(axis=0)).all())
    for x, power in zip(values.T, likeliest_powers(values), strict=True):
        shifted = x - x.min() + 1
        ours = stats.boxcox_llf(power, shifted)
        others = [stats.boxcox_llf(other, shifted) for other in np.linspace(-7.9, 7.9, 25)]
        assert ours >= max(others) - 1e-6


@given(tables(WHOLE, least=2))
def test_moments_are_those_of_scipy(values: np.ndarray) -> None:
    ours = moments(values)
    assert_allclose(ours.mean, values.mean(axis=0), atol=1e-9)
    varied = values.std(axis=0) > 1e-6
    assert_allclose(ours.std[varied], values.std(axis=0, ddof=1)[varied])
    if len(values) > 3 and varied.any():
        assert_allclose(ours.skew[varied], stats.skew(values[:, varied], bias=False), atol=1e-7)
        told = stats.kurtosis(values[:, varied], bias=False)
        assert_allclose(ours.kurtosis[varied], told, atol=1e-6)


@given(tables(GAPPY), st.floats(0, 1), st.floats(0, 1), st.integers(0, 3))
def test_screening_counts(values: np.ndarray, available: float, nonzero: float, count: int) -> None:
    ours = screen(values, available, nonzero, count)
    for row, x in enumerate(values):
        there = [cell for cell in x if not np.isnan(cell)]
        full = [cell for cell in there if cell != 0]
        enough = len(there) >= count and len(there) / len(x) >= available
        kept = enough and (nonzero == 0 or (bool(there) and len(full) / len(there) >= nonzero))
        assert ours.keep[row] == kept


@given(tables(GAPPY))
def test_columns_are_imputed_with_their_centre(values: np.ndarray) -> None:
    assume(not np.isnan(values).all(axis=0).any())
    for impute, told in ((impute_mean, np.nanmean), (impute_median, np.nanmedian)):
        ours = impute(values)
        assert_allclose(ours.values, np.where(np.isnan(values), told(values, axis=0), values))
        assert_array_equal(ours.imputed, np.isnan(values))


@given(tables(GAPPY), st.data())
def test_groups_are_imputed_with_their_centre(values: np.ndarray, data: st.DataObject) -> None:
    groups = np.array(data.draw(st.lists(st.integers(-1, 2), min_size=8, max_size=8)))[
        : len(values)
    ]
    for impute, told in ((impute_group_mean, np.mean), (impute_group_median, np.median)):
        expected, left = values.copy(), []
        for row, column in np.argwhere(np.isnan(values)):
            mates = values[(groups == groups[row]) & (groups[row] >= 0), column]
            mates = mates[~np.isnan(mates)]
            if len(mates):
                expected[row, column] = told(mates)
            else:
                left.append((row, column))
        if left:
            with pytest.raises(Refusal) as refused:
                impute(values, groups)
            assert list(refused.value.places) == left
        else:
            assert_allclose(impute(values, groups).values, expected, atol=1e-9)


@given(tables(GAPPY, least=2), st.data())
def test_rows_are_imputed_within_their_block(values: np.ndarray, data: st.DataObject) -> None:
    blocks = np.array(data.draw(st.lists(st.integers(0, 1), min_size=8, max_size=8)))
    blocks, ways = blocks[: values.shape[1]], directions_of(values)
    assume(not np.isnan(values).all(axis=0).any())
    turned = values * ways
    low, high = np.nanmin(turned, axis=0), np.nanmax(turned, axis=0)
    assume((high > low).all())
    shares = (turned - low) / (high - low)
    for impute, told in ((impute_row_mean, np.nanmean), (impute_row_median, np.nanmedian)):
        expected = values.copy()
        for row, column in np.argwhere(np.isnan(values)):
            mates = shares[row, blocks == blocks[column]]
            assume(not np.isnan(mates).all())
            centre = told(mates)
            expected[row, column] = (centre * (high - low) + low)[column] * ways[column]
        assert_allclose(impute(values, blocks, ways).values, expected, atol=1e-9)


@given(arrays(float, (5, 2, 3), elements=GAPPY), st.integers(1, 4), st.booleans())
def test_editions_fill_each_other(panel: np.ndarray, most: int, ends: bool) -> None:
    times = np.array([2010.0, 2012, 2013, 2017, 2018])
    latest, linear = impute_latest(panel, most), impute_linear(panel, times, ends)
    step = impute_step(panel, ends)
    for unit in range(2):
        for column in range(3):
            x = panel[:, unit, column]
            known = np.flatnonzero(~np.isnan(x))
            for t in np.flatnonzero(np.isnan(x)):
                before = known[known < t]
                found = x[before[-1]] if len(before) and t - before[-1] <= most else np.nan
                assert_array_equal(latest.values[t, unit, column], found)
                inside = len(before) and len(before) < len(known)
                told = held = np.nan
                if len(known) and (ends or inside):
                    told = np.interp(times[t], times[known], x[known])
                    held = x[before[-1]] if len(before) else x[known[0]]
                assert_allclose(linear.values[t, unit, column], told, atol=1e-9)
                assert_array_equal(step.values[t, unit, column], held)
    assert_array_equal(latest.imputed, np.isnan(panel) & ~np.isnan(latest.values))


@given(st.integers(0, 2**32 - 1), st.integers(0, 5))
def test_em_on_one_gappy_indicator_is_a_regression(seed: int, gaps: int) -> None:
    made = np.random.default_rng(seed)
    values = made.normal(size=(20, 3)) @ made.normal(size=(3, 3)) + made.normal(size=3) * 10
    full = values.copy()
    values[:gaps, 2] = np.nan
    there = np.column_stack([np.ones(20), full[:, :2]])
    slopes = np.linalg.lstsq(there[gaps:], full[gaps:, 2], rcond=None)[0]
    ours = impute_em(values, tolerance=1e-12)
    assert_allclose(ours.values[:gaps, 2], (there @ slopes)[:gaps], rtol=1e-5, atol=1e-5)
    assert_array_equal(ours.imputed, np.isnan(values))


@given(st.integers(0, 2**32 - 1))
def test_em_of_complete_data_is_their_covariance(seed: int) -> None:
    values = np.random.default_rng(seed).normal(size=(12, 3))
    ours = fit_em(values)
    assert_allclose(ours.mean, values.mean(axis=0), atol=1e-9)
    assert_allclose(ours.covariance, np.cov(values.T, bias=True), rtol=1e-7, atol=1e-9)


@given(tables(WHOLE, least=2), st.floats(0.5, 20))
def test_denominating_undoes_a_size(values: np.ndarray, size: float) -> None:
    sizes = np.full(values.shape, size)
    assert_allclose(denominate(values * size, sizes), values)


@given(tables(GAPPY, least=2), st.floats(-5, 5), st.floats(1, 80))
def test_min_max_spans_the_range(values: np.ndarray, low: float, span: float) -> None:
    ways = directions_of(values)
    scores = score(values, fit_min_max(values, ways, low, low + span, constant=low))
    assert_array_equal(np.isnan(scores), np.isnan(values))
    for x, made, way in zip(values.T, scores.T, ways, strict=True):
        there = x[~np.isnan(x)]
        if len(set(there)) > 1:
            assert made[np.nanargmin(x * way)] == low
            assert made[np.nanargmax(x * way)] == pytest.approx(low + span, abs=1e-12)
        else:
            assert (made[~np.isnan(x)] == low).all()


@given(tables(WHOLE, least=2))
def test_what_is_worse_when_more_is_the_mirror(values: np.ndarray) -> None:
    up = np.ones(values.shape[1], int)
    assume((values.min(axis=0) < values.max(axis=0)).all())
    posts = values.min(axis=0), values.max(axis=0)
    for better, worse in (
        (fit_min_max(values, up), fit_min_max(values, -up)),
        (fit_posts(up, *posts), fit_posts(-up, *posts)),
    ):
        assert_allclose(score(values, better) + score(values, worse), 100.0, atol=1e-9)
    assume((values.std(axis=0) > 1e-6).all())
    better, worse = fit_z_score(values, up), fit_z_score(values, -up)
    assert_allclose(score(values, better), -score(values, worse), atol=1e-9)


@given(tables(WHOLE.map(abs), least=2))
def test_fractions_lie_in_the_same_range_either_way(values: np.ndarray) -> None:
    assume((values.max(axis=0) > 1e-3).all())
    up = np.ones(values.shape[1], int)
    more = score(values, fit_maximum_fraction(values, up))
    less = score(values, fit_maximum_fraction(values, -up))
    assert_allclose(more, values / values.max(axis=0), atol=1e-12)
    assert_allclose(np.sort(more.max(axis=0)), np.sort(less.max(axis=0)), atol=1e-9)
    assert_allclose(more.min(axis=0), less.min(axis=0), atol=1e-9)


@given(tables(WHOLE, least=2), st.floats(-50, 50), st.floats(0.1, 20))
def test_z_scores_have_the_mean_and_deviation(
    values: np.ndarray, mean: float, deviation: float
) -> None:
    assume((values.std(axis=0) > 1e-3).all())
    made = score(values, fit_z_score(values, directions_of(values), mean, deviation))
    assert_allclose(made.mean(axis=0), mean, atol=1e-6)
    assert_allclose(made.std(axis=0, ddof=1), deviation, rtol=1e-6)


@given(tables(GAPPY), tables(GAPPY))
def test_places_count_who_is_worse(values: np.ndarray, base: np.ndarray) -> None:
    columns = min(values.shape[1], base.shape[1])
    values, base = values[:, :columns], base[:, :columns]
    ways = directions_of(values)
    ranking = fit_ranks(base, ways)
    assume((ranking.count > 0).all())
    points = score_borda(values, ranking)
    shares = score_percentile_ranks(values, ranking, constant=0.5)
    for (row, column), value in np.ndenumerate(values):
        worse = (base[:, column] * ways[column] < value * ways[column]).sum()
        told = np.nan if np.isnan(value) else worse
        assert_array_equal(points[row, column], told)
        others = ranking.count[column] - 1
        share = min(told / others, 1.0) if others else 0.5 + 0 * told
        assert_array_equal(shares[row, column], share)
    assert_array_equal(score_ranks(values, ranking), points + 1)


@given(tables(WHOLE))
def test_classes_begin_at_percentiles(values: np.ndarray) -> None:
    ways = directions_of(values)
    marks, scores = [0.0, 25.0, 60.0], [0.0, 1.0, 5.0, 9.0]
    classes = fit_classes(values, ways, marks, scores)
    cuts = np.percentile(values * ways, marks, axis=0)
    assert_allclose(classes.cuts, cuts, atol=1e-9)
    told = [[scores[int((classes.cuts[:, j] <= v * ways[j]).sum())] for j, v in enumerate(row)]
            for row in values]  # fmt: skip
    assert_array_equal(score_classes(values, classes), told)
