"""What must hold of every way to aggregate, whatever the values, weights and gaps."""

from __future__ import annotations

import math
from functools import partial

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

from ocindex.index.steps.aggregation import AGGREGATIONS
from ocindex.index.steps.aggregation.means import generalised
from ocindex.index.steps.aggregation.order import owa
from ocindex.index.steps.aggregation.outranking import copeland, outranking
from ocindex.index.steps.aggregation.ranking import ranks

MEANS = {
    **{name: AGGREGATIONS[name] for name in ("arithmetic", "geometric", "harmonic")},
    **{name: AGGREGATIONS[name] for name in ("median", "minimum", "maximum")},
    **{f"power {p}": partial(generalised, power=p) for p in (-3.0, -0.01, 0.003, 0.5, 2.0, 9.0)},
}
ROWWISE = {**MEANS, "product": AGGREGATIONS["product"]}
ALL = {**ROWWISE, **AGGREGATIONS}


@st.composite
def tables(
    draw: st.DrawFn, gaps: bool = True, draws: tuple[int, ...] = ()
) -> tuple[np.ndarray, np.ndarray]:
    """Positive values with gaps and ties, and weights of which some are zero or equal."""
    units, children = draw(st.integers(2, 7)), draw(st.integers(1, 6))
    generator = np.random.default_rng(draw(st.integers(0, 2**32)))
    values = generator.choice([1.0, 2.0, 5.0, 7.5], (*draws, units, children))
    if draw(st.booleans()):
        values = values + generator.random(values.shape)
    if gaps:
        values[generator.random(values.shape) < draw(st.sampled_from([0.0, 0.1, 0.5]))] = np.nan
    weights = generator.choice([1.0, 1.0, 0.3, 0.0], (*draws, children))
    weights[..., 0] = draw(st.sampled_from([1.0, 0.2]))
    values[..., 0, :] = 3.0  # so that there is something to compare with
    values[..., 1, :] = 4.0
    return values, weights


def slow(name: str, x: list[float], w: list[float]) -> float:
    """One unit's score by the formula in the books, of what is present."""
    kept = [(v, u) for v, u in zip(x, w, strict=True) if not math.isnan(v) and u > 0]
    if not kept:
        return math.nan
    total = math.fsum(u for _, u in kept)
    if name == "minimum":
        return min(v for v, _ in kept)
    if name == "maximum":
        return max(v for v, _ in kept)
    if name == "median":
        kept.sort()
        at = [sum(u for _, u in kept[: i + 1]) / total for i in range(len(kept))]
        low = next(i for i, c in enumerate(at) if c >= 0.5 - 1e-9)
        high = next(i for i, c in enumerate(at) if c > 0.5 + 1e-9)
        return (kept[low][0] + kept[high][0]) / 2
    if name in ("geometric", "product"):
        mean = math.exp(math.fsum(u / total * math.log(v) for v, u in kept))
        return mean ** sum(w) if name == "product" else mean
    power = {"arithmetic": 1.0, "harmonic": -1.0}.get(name) or float(name.split()[1])
    return float(math.fsum(u / total * v**power for v, u in kept) ** (1 / power))


@pytest.mark.parametrize("name", ROWWISE)
@given(tables())
def test_each_unit_is_scored_by_the_formula(name: str, case: tuple[np.ndarray, np.ndarray]) -> None:
    values, weights = case
    expected = [slow(name, row, weights.tolist()) for row in values.tolist()]
    assert_allclose(ROWWISE[name](values, weights), expected, rtol=1e-10)


@pytest.mark.parametrize("name", MEANS)
@given(tables())
def test_means_lie_between_the_extremes(name: str, case: tuple[np.ndarray, np.ndarray]) -> None:
    values, weights = case
    scores = MEANS[name](values, weights)
    low = AGGREGATIONS["minimum"](values, weights)
    high = AGGREGATIONS["maximum"](values, weights)
    known = ~np.isnan(scores)
    assert_array_equal(known, ~np.isnan(low))
    assert (scores[known] >= low[known] * (1 - 1e-12)).all()
    assert (scores[known] <= high[known] * (1 + 1e-12)).all()


@given(tables())
def test_means_rise_with_their_power(case: tuple[np.ndarray, np.ndarray]) -> None:
    values, weights = case
    powers = [-np.inf, -7.0, -1.0, -0.2, -0.001, 0.0, 1e-9, 0.04, 0.06, 1.0, 3.0, 300.0, np.inf]
    scores = np.array([generalised(values, weights, power=p) for p in powers])
    scores = scores[:, ~np.isnan(scores[0])]
    assert (np.diff(scores, axis=0) >= -1e-12 * scores[1:]).all()


@pytest.mark.parametrize("name", ALL)
@given(tables(), st.randoms(use_true_random=False))
def test_no_score_depends_on_the_order_of_rows_or_columns(
    name: str, case: tuple[np.ndarray, np.ndarray], shuffler: object
) -> None:
    values, weights = case
    rows = list(range(len(values)))
    columns = list(range(len(weights)))
    shuffler.shuffle(rows)  # type: ignore[attr-defined]
    shuffler.shuffle(columns)  # type: ignore[attr-defined]
    scores = ALL[name](values, weights)
    shuffled = ALL[name](values[rows], weights)
    if name in ROWWISE or name == "mazziotta_pareto":
        assert_array_equal(shuffled, scores[rows])  # to the last bit
    assert_allclose(shuffled, scores[rows], rtol=1e-12, atol=1e-15)
    turned = ALL[name](values[:, columns], weights[columns])
    assert_allclose(turned, scores, rtol=1e-11, atol=1e-12)


@pytest.mark.parametrize("name", ALL)
@given(tables(), st.sampled_from([0.0, 0.3, 0.5, 1.0]))
def test_units_with_too_few_children_have_no_score(
    name: str, case: tuple[np.ndarray, np.ndarray], available: float
) -> None:
    values, weights = case
    scores = ALL[name](values, weights, available=available)
    present = ~np.isnan(values)
    enough = (present.mean(axis=1) >= available) & (present & (weights > 0)).any(axis=1)
    assert_array_equal(~np.isnan(scores), enough)


@pytest.mark.parametrize("name", ALL)
@given(tables(draws=(3,)), st.sampled_from([0.0, 0.6]))
def test_draws_are_scored_as_each_alone(
    name: str, case: tuple[np.ndarray, np.ndarray], available: float
) -> None:
    values, weights = case
    together = ALL[name](values, weights, available=available)
    alone = [ALL[name](*each, available=available) for each in zip(values, weights, strict=True)]
    assert_allclose(together, np.array(alone), rtol=1e-12)
    # One table under many sets of weights.
    shared = ALL[name](values[0], weights, available=available)
    assert_allclose(shared[0], alone[0], rtol=1e-12)


@given(tables())
def test_weights_count_in_proportion(case: tuple[np.ndarray, np.ndarray]) -> None:
    values, weights = case
    for name in ALL.keys() - {"product"}:
        assert_allclose(
            ALL[name](values, weights * 8), ALL[name](values, weights), rtol=1e-12, atol=1e-15
        )


@given(tables())
def test_outranking_by_pairs(case: tuple[np.ndarray, np.ndarray]) -> None:
    values, weights = case
    matrix = outranking(values, weights)
    for i, one in enumerate(values):
        for j, two in enumerate(values):
            common = ~np.isnan(one) & ~np.isnan(two)
            total = weights[common].sum()
            if i == j:
                assert matrix[i, j] == 0
            elif total == 0:
                assert np.isnan(matrix[i, j])
            else:
                won = weights[common & (one > two)].sum() + weights[common & (one == two)].sum() / 2
                assert matrix[i, j] == pytest.approx(won / total, rel=1e-12, abs=1e-15)
                assert matrix[i, j] + matrix[j, i] == pytest.approx(1, rel=1e-15)


@given(tables(), st.randoms(use_true_random=False))
def test_outranking_does_not_depend_on_the_order_of_units(
    case: tuple[np.ndarray, np.ndarray], shuffler: object
) -> None:
    values, weights = case
    order = list(range(len(values)))
    shuffler.shuffle(order)  # type: ignore[attr-defined]
    assert_array_equal(
        outranking(values[order], weights), outranking(values, weights)[np.ix_(order, order)]
    )


@given(tables(gaps=False))
def test_copeland_scores_share_out_all_comparisons(case: tuple[np.ndarray, np.ndarray]) -> None:
    values, weights = case
    units = len(values)
    assert copeland(values, weights).sum() == pytest.approx(units * (units - 1) / 2, rel=1e-12)
    assert copeland(values, weights, majority=True).sum() == 0


@given(tables())
def test_ordered_weights_hold_the_mean_and_the_extremes(
    case: tuple[np.ndarray, np.ndarray],
) -> None:
    values, weights = case
    children = len(weights)
    close = partial(assert_allclose, rtol=1e-12)
    flat = np.ones(children)
    close(owa(values, weights, order=flat), AGGREGATIONS["arithmetic"](values, weights))
    if not np.isnan(values).any():
        first = np.eye(children)[0]
        close(owa(values, flat, order=first), values.max(axis=1))
        close(owa(values, flat, order=first[::-1]), values.min(axis=1))


@given(
    st.lists(
        st.one_of(st.sampled_from([math.nan, 0.0, 1 / 3, 0.3, 0.1 + 0.2, -4.0]), st.floats(-9, 9)),
        max_size=9,
    )
)
def test_ranks_count_the_scores_clearly_above(scores: list[float]) -> None:
    known = [x for x in scores if not math.isnan(x)]
    reach = 1e-6 * max(map(abs, known), default=0.0)
    gaps = np.diff(sorted(known))
    if ((gaps > reach * 1e-7) & (gaps < reach)).any():
        return  # neither clearly apart nor clearly one
    best = [1 + sum(y > x + reach / 2 for y in known) for x in known]
    last = [sum(y >= x - reach / 2 for y in known) for x in known]
    array = np.array(scores)
    assert_array_equal(ranks(array)[~np.isnan(array)], best)
    middle = [(a + b) / 2 for a, b in zip(best, last, strict=True)]
    assert_array_equal(ranks(array, ties="mid")[~np.isnan(array)], middle)
    assert np.isnan(ranks(array)[np.isnan(array)]).all()
