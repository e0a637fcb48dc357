"""What COINr gets wrong, through the public build: none of it is so here."""

from __future__ import annotations

import numpy as np
import pytest

import ocindex
from ocindex.errors import MethodError
from ocindex.index import Built
from ocindex.index.steps.aggregation.outranking import outranking
from ocindex.index.steps.aggregation.ranking import tied
from ocindex.method import (
    Arithmetic,
    Balanced,
    Copeland,
    Geometric,
    Given,
    Informative,
    Log,
    MaximumFraction,
    Method,
    MinMax,
    Only,
    PercentileRank,
    Ranks,
    Step,
    Winsorise,
    ZScore,
)
from ocindex.robustness.sobol import design, estimate, exact_indices
from support.measured import COUNTRIES, FRAMEWORK, made_edition, made_values

UP = {"fares": 1}
PLACE = {node: place for place, node in enumerate(FRAMEWORK.position)}


def with_column(column: int, values: float | np.ndarray) -> np.ndarray:
    table = made_values()
    table[:, column] = values
    return table


def test_outranking_with_missing_values_does_not_depend_on_the_order_of_rows() -> None:
    values = made_values(missing=True)
    values[4, :3] = np.nan
    order = np.random.default_rng(3).permutation(len(values))
    method = Method(directions=UP, aggregate=Step(Copeland()))
    one = ocindex.build(made_edition(values), method)
    other = ocindex.build(made_edition(values[order]), method)
    assert np.allclose(one.values[order], other.values, rtol=1e-14, equal_nan=True)
    assert np.array_equal(one.rank[order], other.rank, equal_nan=True)
    weights = np.array([1.0, 2.0, 3.0, 1.0, 1.0])
    matrix = outranking(values, weights)
    assert np.array_equal(matrix[np.ix_(order, order)], outranking(values[order], weights))
    both = ~np.isnan(matrix) & ~np.eye(len(matrix), dtype=bool)
    assert np.allclose((matrix + matrix.T)[both], 1)


@pytest.mark.parametrize("technique", [Balanced(), Informative()])
def test_optimised_weights_are_never_negative(technique: Balanced | Informative) -> None:
    values = made_values()
    # Rail says twice the contrary of what the others say: an optimiser that is free gives it
    # a weight below zero.
    values[:, 1] = -2 * values[:, 0] + 0.1 * values[:, 1]
    values[:, 2] = values[:, 0] + 0.1 * values[:, 2]
    weights = Step(Given(), (Only(technique, ("reach",)),))
    built = ocindex.build(made_edition(values), Method(directions=UP, weights=weights))
    found = built.node_weights[[PLACE[child] for child in ("roads", "rail", "ports")]]
    assert (found >= 0).all()
    assert found.sum() == pytest.approx(1)


def test_no_first_order_index_is_above_its_total() -> None:
    rng = np.random.default_rng(5)
    exact = exact_indices(rng.normal(size=(3, 4, 5)))
    assert (exact.first <= exact.total + 1e-12).all()
    for seed in range(20):
        points = design(32, 3, seed)
        a, b = (table[:, 0] + 0.01 * table[:, 1] for table in (points.a, points.b))
        mixed = points.mixed[..., 0] + 0.01 * points.mixed[..., 1]
        sampled = estimate(a, b, mixed, seed=seed, resamples=10)
        assert (sampled.first <= sampled.total + 1e-12).all()


@pytest.mark.parametrize("technique", [MinMax(), ZScore()])
def test_constant_columns_are_refused_or_score_what_is_said(technique: MinMax | ZScore) -> None:
    edition = made_edition(with_column(1, 7.0))
    with pytest.raises(MethodError, match=r"values are all equal.*Rail \(rail\)"):
        ocindex.build(edition, Method(normalise=Step(technique)))
    said = ocindex.build(edition, Method(normalise=Step(type(technique)(constant=3.0))))
    assert (said.values[:, PLACE["rail"]] == 3).all()
    assert not np.isnan(said.values).any()


def test_a_constant_column_has_one_place() -> None:
    method = Method(normalise=Step(PercentileRank()))
    built = ocindex.build(made_edition(with_column(1, 7.0)), method)
    assert (built.values[:, PLACE["rail"]] == 0).all()


def test_a_constant_column_is_not_treated() -> None:
    edition = made_edition(with_column(1, 7.0))
    built = ocindex.build(edition, Method(treat=Step(Winsorise()), directions=UP))
    assert (built.values[:, PLACE["rail"]] == 7).all()


def geometric(values: np.ndarray) -> Built:
    method = Method(directions=UP, aggregate=Step(Geometric()))
    return ocindex.build(made_edition(values), method)


def test_geometric_means_with_gaps_are_of_what_there_is() -> None:
    values = made_values(missing=True)
    built = geometric(values)
    assert not np.isnan(built.values[:, :3]).any()
    reach = np.exp((3 * np.log(values[1, 1]) + np.log(values[1, 2])) / 4)
    assert built.values[1, PLACE["reach"]] == pytest.approx(reach, rel=1e-14)


def test_geometric_means_of_what_is_not_above_zero_are_refused_by_name() -> None:
    values = made_values()
    values[2, 0], values[6, 4] = 0.0, -1.0
    with pytest.raises(MethodError) as caught:
        geometric(values)
    rules = [(fault.rule, fault.value) for fault in caught.value.faults]
    assert [value for _, value in rules] == ["0.0", "-1.0"]
    assert "Roads (roads), Country 2 (C02)" in rules[0][0]
    assert "Tolls (tolls), Country 6 (C06)" in rules[1][0]


def test_fractions_of_the_maximum_keep_within_one_where_less_is_better() -> None:
    built = ocindex.build(made_edition(), Method(normalise=Step(MaximumFraction())))
    fares, raw = built.values[:, PLACE["fares"]], made_values()[:, 3]
    assert fares.max() == 1
    assert fares.min() == pytest.approx(raw.min() / raw.max())
    assert np.array_equal(np.argsort(-fares), np.argsort(raw))


# In binary, 0.1 + 0.2 is above 0.3, and their mean above 0.15.
TIE = np.tile([[0.1, 0.2, 0.3, 1.0, 1.0], [0.2, 0.1, 0.3, 1.0, 1.0]], (6, 1))


def thirds(aggregate: Step, digits: int = 12) -> Built:
    values = TIE.copy()
    values[1::2, 0], values[1::2, 1], values[1::2, 2] = 0.3, 0.2, 0.1
    method = Method(
        directions=UP,
        weights=Step(Given({"roads": 1.0, "rail": 1.0, "ports": 1.0})),
        aggregate=aggregate,
        ranks=Ranks(digits=digits),
    )
    return ocindex.build(made_edition(values), method)


def test_ranks_tie_though_binary_numbers_do_not() -> None:
    built = thirds(Step(Arithmetic()))
    assert len(set(built.values[:, PLACE["reach"]])) == 2
    assert set(built.rank[:, PLACE["reach"]]) == {1.0}


def test_comparisons_two_by_two_tie_though_binary_numbers_do_not() -> None:
    top = Step(Arithmetic(), (Only(Copeland(), ("index",)),))
    half = (len(COUNTRIES) - 1) / 2
    assert (thirds(top).values[:, PLACE["index"]] == half).all()
    assert len(set(thirds(top, digits=17).values[:, PLACE["index"]])) == 2


def test_tied_scores_keep_their_gaps() -> None:
    scores = np.array([[0.3, np.nan, 0.1 + 0.2, 5.0, 0.2], [np.nan, 1.0, 2.0, 1.0, np.nan]])
    expected = np.array([[0.1 + 0.2, np.nan, 0.1 + 0.2, 5.0, 0.2], scores[1]])
    assert np.array_equal(tied(scores), expected, equal_nan=True)


def test_forced_winsorising_is_not_ignored() -> None:
    rail = np.linspace(1, 2, 12)
    edition = made_edition(with_column(1, rail))
    forced = (Only(Winsorise(points=2, forced=True), ("rail",)),)
    built = ocindex.build(edition, Method(directions=UP, treat=Step(Winsorise(), forced)))
    treated = built.values[:, PLACE["rail"]]
    assert int((treated != rail).sum()) == 2
    plain = ocindex.build(edition, Method(directions=UP, treat=Step(Winsorise())))
    assert np.array_equal(plain.values[:, PLACE["rail"]], rail)


def test_a_forced_logarithm_is_not_ignored() -> None:
    rail = np.linspace(1, 2, 12)
    forced = Step(Winsorise(), (Only(Log(form="log", forced=True), ("rail",)),))
    edition = made_edition(with_column(1, rail))
    built = ocindex.build(edition, Method(directions=UP, treat=forced))
    assert np.array_equal(built.values[:, PLACE["rail"]], np.log(rail))


def test_copeland_is_called_by_its_name() -> None:
    method = Method.from_toml('[aggregate]\nby = "copeland"\n[directions]\nfares = 1')
    built = ocindex.build(made_edition(), method)
    half = (len(COUNTRIES) - 1) / 2
    assert np.allclose(built.values[:, :3].mean(axis=0), half)
