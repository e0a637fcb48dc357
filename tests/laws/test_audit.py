"""Laws of the audit's kernels, and each against an obvious way to say the same."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays
from numpy.testing import assert_allclose
from scipy import stats

from ocindex.findings import say
from ocindex.robustness.audit.availability import by_node, by_unit
from ocindex.robustness.audit.components import principal_components
from ocindex.robustness.audit.correlation import KINDS, correlate
from ocindex.robustness.audit.influence import effective_weights, variance_shares
from ocindex.robustness.audit.outside import partial_correlation, regress
from ocindex.robustness.audit.ranking import shifts
from ocindex.robustness.audit.redundancy import clusters, explained_by_others
from ocindex.robustness.audit.reliability import (
    alpha_without,
    covariances,
    cronbach_alpha,
    item_rest_correlations,
    mcdonald_omega,
    one_factor,
)
from ocindex.robustness.audit.statistics import describe
from ocindex.robustness.audit.unit import standings

# Values with ties, zeros and gaps; what is measured is not all of different size.
CELLS = st.one_of(st.just(np.nan), st.integers(-6, 6).map(float), st.floats(-50, 50, width=32))
WHOLE = st.one_of(st.integers(-6, 6).map(float), st.floats(-50, 50, width=32))


def tables(cells: st.SearchStrategy[float], least: int = 1) -> st.SearchStrategy[np.ndarray]:
    shapes = array_shapes(min_dims=2, max_dims=2, min_side=least, max_side=9)
    return shapes.flatmap(lambda shape: arrays(float, shape, elements=cells))


def random_table(seed: int, units: int = 40, k: int = 5) -> np.ndarray:
    made = np.random.default_rng(seed)
    return made.normal(size=(units, 1)) + made.normal(size=(units, k))


@given(tables(CELLS))
def test_statistics_are_those_of_the_values_that_there_are(values: np.ndarray) -> None:
    ours = describe(values)
    for column, cells in enumerate(values.T):
        there = cells[np.isfinite(cells)]
        assert ours.available[column] == len(there)
        assert ours.unique[column] == len(set(there))
        assert ours.same[column] == max([list(there).count(x) for x in there], default=0)
        assert ours.nonzero[column] == sum(x != 0 for x in there)
        if not len(there):
            assert np.isnan([ours.minimum[column], ours.mean[column], ours.median[column]]).all()
            continue
        assert ours.minimum[column] == there.min()
        assert ours.maximum[column] == there.max()
        assert ours.median[column] == pytest.approx(np.median(there), abs=1e-12)
        assert ours.mean[column] == pytest.approx(there.mean(), abs=1e-12)
        if len(there) > 3 and there.std() > 1e-6:
            assert ours.std[column] == pytest.approx(there.std(ddof=1))
            assert ours.skew[column] == pytest.approx(stats.skew(there, bias=False), abs=1e-7)
            kurtosis = stats.kurtosis(there, bias=False)
            assert ours.kurtosis[column] == pytest.approx(kurtosis, abs=1e-7)


@given(tables(CELLS))
def test_constants_have_no_skewness(values: np.ndarray) -> None:
    constant = np.where(np.isnan(values), np.nan, 0.1)
    ours = describe(constant)
    assert np.isnan(ours.skew).all()
    assert np.isnan(ours.kurtosis).all()
    assert (ours.std[ours.available > 1] == 0).all()


@given(tables(CELLS))
def test_a_node_over_all_indicators_has_what_the_unit_has(values: np.ndarray) -> None:
    ours = by_node(values, np.ones((1, values.shape[1]), bool))[:, 0]
    assert_allclose(ours, by_unit(values).available)


@settings(max_examples=60)
@given(tables(CELLS, 3), st.sampled_from(KINDS))
def test_correlations_are_pairwise_complete(values: np.ndarray, kind: str) -> None:
    ours = correlate(values, values, kind)
    measure = {"pearson": stats.pearsonr, "spearman": stats.spearmanr, "kendall": stats.kendalltau}
    for i, j in combinations(range(values.shape[1]), 2):
        both = np.isfinite(values[:, [i, j]]).all(axis=1)
        one, two = values[both, i], values[both, j]
        assert ours.n[i, j] == len(one)
        if len(one) < 3 or min(np.ptp(one), np.ptp(two)) == 0:
            assert np.isnan(ours.r[i, j])
            assert np.isnan(ours.p[i, j])
            continue
        assume(min(np.std(one), np.std(two)) > 1e-6)
        options = {"method": "asymptotic"} if kind == "kendall" else {}
        expected = measure[kind](one, two, **options)
        assert ours.r[i, j] == pytest.approx(expected.statistic, abs=1e-8)
        if abs(expected.statistic) < 1 - 1e-6:
            assert ours.p[i, j] == pytest.approx(expected.pvalue, abs=1e-6)
        assert ours.r[j, i] == pytest.approx(ours.r[i, j], abs=1e-12)


@given(tables(WHOLE, 3), st.permutations(range(9)))
def test_the_order_of_units_does_not_matter(values: np.ndarray, order: list[int]) -> None:
    shuffled = values[[row for row in order if row < len(values)]]
    for kind in KINDS:
        mine, other = correlate(values, values, kind), correlate(shuffled, shuffled, kind)
        assert_allclose(mine.r, other.r, atol=1e-7)


@given(st.integers(0, 10_000))
def test_alpha_is_its_textbook_formula(seed: int) -> None:
    values = random_table(seed)
    k = values.shape[1]
    spread = values.var(axis=0, ddof=1).sum() / values.sum(axis=1).var(ddof=1)
    assert cronbach_alpha(values) == pytest.approx(k / (k - 1) * (1 - spread))
    assert_allclose(covariances(values), np.cov(values, rowvar=False), atol=1e-12)
    for i, alpha in enumerate(alpha_without(values)):
        rest = np.delete(values, i, axis=1)
        assert alpha == pytest.approx(cronbach_alpha(rest))
        r = np.corrcoef(values[:, i], rest.mean(axis=1))[0, 1]
        assert item_rest_correlations(values)[i] == pytest.approx(r)


@given(st.lists(st.floats(0.2, 0.95), min_size=3, max_size=7))
def test_one_factor_is_found_again(loadings: list[float]) -> None:
    true = np.array(loadings)
    correlations = np.outer(true, true)
    np.fill_diagonal(correlations, 1)
    assert_allclose(one_factor(correlations), true, atol=1e-6)


@given(st.integers(0, 10_000), st.integers(2, 6))
def test_omega_of_two_or_more(seed: int, k: int) -> None:
    found = mcdonald_omega(random_table(seed, 60, k))
    if k == 2 and np.isnan(found.omega):
        return
    assert 0 <= found.omega <= 1
    assert (np.abs(found.loadings) <= 1).all()


@given(st.integers(0, 10_000))
def test_components_account_for_all_variance(seed: int) -> None:
    found = principal_components(random_table(seed))
    assert found.eigenvalues.sum() == pytest.approx(5)
    assert found.shares.sum() == pytest.approx(1)
    assert (np.diff(found.eigenvalues) <= 1e-12).all()
    assert_allclose((found.loadings**2).sum(axis=1), 1)
    assert (found.loadings.sum(axis=0) >= 0).all()
    assert 0 <= found.kmo <= 1
    assert 0 <= found.p <= 1


@given(st.integers(0, 10_000))
def test_shares_of_variance_sum_to_one(seed: int) -> None:
    made = np.random.default_rng(seed)
    shares = variance_shares(made.normal(size=(30, 4)), made.uniform(0.1, 1, 4))
    assert shares.sum() == pytest.approx(1)


@given(st.lists(st.floats(0.1, 5), min_size=2, max_size=8), st.data())
def test_effective_weights_of_leaves_sum_to_one(weights: list[float], data: st.DataObject) -> None:
    parents = [-1] + [data.draw(st.integers(0, i - 1)) for i in range(1, len(weights))]
    found = effective_weights(np.array(parents), np.array(weights))
    leaves = [i for i in range(len(parents)) if i not in parents]
    assert found[leaves, 0].sum() == pytest.approx(1)
    assert (np.diag(found) == 1).all()


@given(st.integers(0, 10_000))
def test_what_others_foretell(seed: int) -> None:
    values = random_table(seed, 50, 4)
    found = explained_by_others(values)
    inverse = np.linalg.inv(np.corrcoef(values, rowvar=False))
    plain = 1 - 1 / np.diag(inverse)
    assert_allclose(found, np.clip(1 - (1 - plain) * 49 / 46, 0, 1), atol=1e-9)


@given(st.integers(0, 10_000), st.integers(1, 7))
def test_clusters_stand_together(seed: int, k: int) -> None:
    values = random_table(seed, 30, k)
    found = clusters(correlate(values, values).r, 0.5)
    assert sorted(found.order) == list(range(k))
    # Numbered from 1 in the order of the leaves: no label starts anew once left.
    assert (np.diff(found.label[found.order]) >= 0).all()
    assert found.label.min() == 1


@given(st.integers(0, 10_000))
def test_regression_is_least_squares(seed: int) -> None:
    made = np.random.default_rng(seed)
    x = made.normal(size=(30, 1))
    y = 2 + 3 * x[:, 0] + made.normal(size=30)
    found = regress(y, x)
    expected = stats.linregress(x[:, 0], y)
    assert found is not None
    assert found.coefficients[1] == pytest.approx(expected.slope)
    assert found.errors[1] == pytest.approx(expected.stderr)
    assert found.p[1] == pytest.approx(expected.pvalue, abs=1e-12)
    assert found.r2 == pytest.approx(expected.rvalue**2)
    assert_allclose(found.fitted + found.residuals, y)
    assert (found.lower < found.coefficients).all()
    assert (found.coefficients < found.upper).all()


@given(st.integers(0, 10_000))
def test_partial_correlation_is_that_of_residuals(seed: int) -> None:
    made = np.random.default_rng(seed)
    z = made.normal(size=(40, 1))
    one, two = z[:, 0] + made.normal(size=40), z[:, 0] + made.normal(size=40)
    three = np.column_stack([one, two, z])
    inverse = np.linalg.inv(np.cov(three, rowvar=False))
    expected = -inverse[0, 1] / np.sqrt(inverse[0, 0] * inverse[1, 1])
    r, p, n = partial_correlation(one, two, z)
    assert r == pytest.approx(expected)
    assert 0 <= p <= 1
    assert n == 40


@given(tables(WHOLE, 2))
def test_no_shift_from_oneself(values: np.ndarray) -> None:
    ranks = np.argsort(values[:, 0]).astype(float)
    found = shifts(ranks, np.stack([ranks, ranks[::-1]]))
    assert found.mean[0] == found.largest[0] == 0
    assert found.within[0] == 1
    assert (found.mean <= found.largest).all()


@given(tables(CELLS, 2))
def test_standings_go_from_best_to_worst(values: np.ndarray) -> None:
    ranks = np.where(np.isnan(values), np.nan, np.abs(np.round(values)) + 1)
    found = standings(ranks, 0)
    own = ranks[0, found]
    assert (np.diff(own) >= 0).all()
    assert (own < np.nanmax(ranks[:, found], axis=0, initial=0)).all()
    assert len(standings(ranks, 0, skip_last=False)) == np.isfinite(ranks[0]).sum()


@given(st.integers(-5, 5), st.lists(st.text("abc", min_size=1), max_size=4))
def test_sentences_hold_their_figures(n: int, names: list[str]) -> None:
    said = say("{n:unit|units} {names} {x:.2f}", {"n": n, "names": tuple(names), "x": n / 8})
    assert said.startswith(f"{n} unit")
    assert all(name in said for name in names)
    assert "-0.00" not in said
