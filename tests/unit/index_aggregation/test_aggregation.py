"""Aggregation: cases by hand, what is refused, and what COINr gets wrong."""

from __future__ import annotations

from functools import partial

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from ocindex.index.steps.aggregation.mazziotta import (
    adjusted_goalposts,
    adjusted_mazziotta_pareto,
    mazziotta_pareto,
)
from ocindex.index.steps.aggregation.means import (
    arithmetic,
    generalised,
    geometric,
    harmonic,
    product,
)
from ocindex.index.steps.aggregation.order import median, owa
from ocindex.index.steps.aggregation.outranking import copeland, dominance, outranking
from ocindex.index.steps.aggregation.ranking import grouped_ranks, ranks
from ocindex.index.steps.aggregation.wroclaw import wroclaw, wroclaw_distance
from ocindex.index.steps.refusal import Refusal

NAN = np.nan
EQUAL = np.ones(3)


@pytest.mark.parametrize(
    "by",
    [geometric, harmonic, product, partial(generalised, power=-2), partial(generalised, power=0)],
)
def test_values_that_are_not_positive_are_named(by: partial) -> None:
    values = np.array([[1.0, 2, 3], [0, 2, -1], [NAN, -5, 1]])
    with pytest.raises(Refusal, match="above zero") as refused:
        by(values, EQUAL)
    assert refused.value.places == ((1, 0), (1, 2), (2, 1))


def test_what_does_not_count_is_not_refused() -> None:
    values = np.array([[1.0, 4, 0], [NAN, NAN, 0]])
    # The zero weighs nothing; the second unit has too few children for a score.
    assert_allclose(geometric(values, np.array([1.0, 1, 0])), [2, NAN])
    assert_allclose(geometric(values[1:], EQUAL, available=0.5), [NAN])


def test_negative_values_have_no_generalised_mean() -> None:
    with pytest.raises(Refusal, match="not negative") as refused:
        generalised(np.array([[1.0, -2, 3]]), EQUAL, power=2)
    assert refused.value.places == ((0, 1),)


def test_a_positive_power_takes_zeros() -> None:
    values = np.array([[0.0, 0, 0], [0, 4, 4], [NAN, 0, 4]])
    root = generalised(values, EQUAL, power=0.5)
    assert_allclose(root, [0, (2 * 2 / 3) ** 2, 1])
    assert_allclose(generalised(values, EQUAL, power=0.01)[0], 0)


def test_a_generalised_mean_with_missing_values_keeps_the_weights_of_the_others() -> None:
    mean = generalised(np.array([[3.0, NAN, 4]]), np.array([1.0, 5, 1]), power=2)
    assert_allclose(mean, np.sqrt(12.5))


def test_large_powers_neither_overflow_nor_vanish() -> None:
    values = np.array([[1e-200, 1e200, 1e150]])
    assert_allclose(generalised(values, EQUAL, power=50), 1e200 * (1 / 3) ** 0.02)
    assert_allclose(generalised(values, EQUAL, power=-50), 1e-200 * 3**0.02)


def test_draws_name_a_place_once() -> None:
    values = np.array([[[1.0, 0, 1]], [[1.0, 0, 1]]])
    with pytest.raises(Refusal) as refused:
        geometric(values, EQUAL)
    assert refused.value.places == ((0, 1),)


def test_a_weighted_product_takes_exponents_as_they_are() -> None:
    values = np.array([[2.0, 3, 5], [2, NAN, 8]])
    assert_allclose(product(values, np.array([2.0, 1, 1])), [60, (4 * 8) ** (4 / 3)])


def test_an_even_median_lies_halfway() -> None:
    assert_allclose(median(np.array([[4.0, 1, 2, 8]]), np.ones(4)), [3])
    assert_allclose(median(np.array([[4.0, 1, 9]]), np.array([1 / 3, 1 / 6, 1 / 2])), [6.5])
    assert_allclose(median(np.array([[4.0, 1, 9]]), np.array([1.0, 1, 7])), [9])


def test_ordered_weights_stretch_over_what_is_present() -> None:
    order = np.array([0.5, 0.3, 0.2])
    values = np.array([[1.0, 3, 2], [1, NAN, 2]])
    # Of two children the better has the first order weight and half of the second.
    assert_allclose(owa(values, EQUAL, order=order), [2.3, 2 * 0.65 + 0.35])


@pytest.mark.parametrize("order", [[1.0, 0], [1.0, -1, 1], [0.0, 0, 0], [1.0, NAN, 1]])
def test_ordered_weights_that_make_no_sense_are_refused(order: list[float]) -> None:
    with pytest.raises(Refusal, match="Ordered weights"):
        owa(np.ones((2, 3)), EQUAL, order=np.array(order))


def test_mazziotta_pareto_takes_off_what_imbalance_costs() -> None:
    values = np.array([[100.0, 100, 100], [90, 100, 110], [NAN, NAN, 80]])
    assert_allclose(mazziotta_pareto(values, EQUAL), [100, 99, 80])
    assert_allclose(mazziotta_pareto(values, EQUAL, penalty=1), [100, 101, 80])
    assert_allclose(mazziotta_pareto(values, EQUAL, ddof=0), [100, 100 - 2 / 3, 80])


def test_mazziotta_pareto_needs_a_positive_mean() -> None:
    with pytest.raises(Refusal, match="mean above zero") as refused:
        mazziotta_pareto(np.array([[1.0, 2, 3], [-1, 0, 1]]), EQUAL)
    assert refused.value.places == ((1, None),)


def test_the_adjusted_index_puts_the_reference_at_100() -> None:
    values = np.array([[1.0, 10], [3, 30], [NAN, 20]])
    low, high = adjusted_goalposts(values)
    assert_allclose([low, high], [[1, 10], [3, 30]])
    fixed = adjusted_goalposts(values[None], reference=np.array([1.0, 10]))
    assert_allclose(fixed, [[0, 0], [2, 20]])
    ours = adjusted_mazziotta_pareto(values, np.ones(2), low=low, high=high)
    assert_allclose(ours, [70, 130, 100])


def test_goalposts_must_be_in_order() -> None:
    values = np.array([[1.0, 2, NAN], [1, 3, NAN]])
    low, high = adjusted_goalposts(values)
    with pytest.raises(Refusal, match="goalpost") as refused:
        adjusted_mazziotta_pareto(values, EQUAL, low=low, high=high)
    assert refused.value.places == ((None, 0), (None, 2))


def test_the_ideal_unit_is_at_no_distance() -> None:
    values = np.array([[1.0, 1], [5, 5], [5, NAN], [1, 5]])
    distance = wroclaw_distance(values, np.ones(2))
    assert_array_equal(distance[[1, 2]], [0, 0])
    assert_allclose(distance[3] / distance[0], np.sqrt(0.5))
    assert_allclose(wroclaw(values, np.ones(2)), 1 - distance)


def test_units_that_are_all_the_same_have_no_distances() -> None:
    with pytest.raises(Refusal, match="the same"):
        wroclaw(np.ones((3, 2)), np.ones(2))


def test_outranking_with_missing_values_ignores_the_order_of_units() -> None:
    values = np.array([[1.0, 2, 3], [2, NAN, 2], [NAN, 1, 9]])
    turned = outranking(values[::-1], EQUAL)[::-1, ::-1]
    assert_array_equal(outranking(values, EQUAL), turned)
    assert_allclose(outranking(values, EQUAL)[0, 1], 0.5)


def test_units_without_a_common_child_are_not_compared() -> None:
    values = np.array([[1.0, NAN], [NAN, 1], [2, 0], [NAN, NAN]])
    assert np.isnan(outranking(values, np.ones(2))[0, 1])
    # The one comparison stands for both.
    assert_allclose(copeland(values[:3], np.ones(2)), [0, 2, 1])
    assert np.isnan(copeland(values, np.ones(2))[3])
    assert_allclose(copeland(values[:1], np.ones(2)), [0])


def test_copeland_counts_majorities() -> None:
    values = np.array([[1.0, 2, 3], [2, 3, 1], [3, 1, 2], [0, 0, 0]])
    assert_array_equal(copeland(values, EQUAL, majority=True), [1, 1, 1, -3])
    draw = np.array([[1.0, 2], [2, 1]])
    assert_array_equal(copeland(draw, np.array([0.1, 0.1]), majority=True), [0, 0])


def test_more_children_than_a_byte_counts() -> None:
    values = np.array([np.ones(600), np.zeros(600)])
    assert_array_equal(outranking(values, np.ones(600)), [[0, 1], [0, 0]])


def test_dominance() -> None:
    matrix = outranking(np.array([[3.0, 3], [2, 2], [1, 4]]), np.ones(2))
    assert dominance(matrix) == (1, 1 / 3)
    assert dominance(np.zeros((1, 1))) == (0, 0)


def test_ties_made_by_binary_floats_are_ties() -> None:
    scores = np.array([0.1 + 0.2, 0.3, 0.7, NAN])
    assert_array_equal(ranks(scores), [2, 2, 1, NAN])
    assert_array_equal(ranks(scores, ties="mid"), [2.5, 2.5, 1, NAN])
    assert_array_equal(ranks(scores, tolerance=0), [2, 3, 1, NAN])
    assert_array_equal(ranks(np.array([1e-17, 0.0, -1e-17, 1])), [2, 2, 2, 1])


def test_ranks_of_many_columns() -> None:
    scores = np.array([[1.0, 2], [NAN, 1], [NAN, NAN]])
    assert_array_equal(ranks(scores), [[2, 1], [NAN, 1], [NAN, NAN]])
    assert ranks(np.zeros((2, 0))).shape == (2, 0)


def test_ranks_within_groups() -> None:
    scores = np.array([[1.0, 5, 3, 4, 9]])
    assert_array_equal(grouped_ranks(scores, np.array([0, 1, 0, 1, -1])), [[2, 1, 1, 2, NAN]])


def test_equal_weights_of_any_size_are_means() -> None:
    assert_array_equal(arithmetic(np.array([[1.0, 2, 6]]), EQUAL * 7), [3])
