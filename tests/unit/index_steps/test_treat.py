"""Treating: ties, constants, what is forced, what is refused."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from ocindex.index.steps.boxcox import box_cox, likeliest_powers
from ocindex.index.steps.moments import moments, passes
from ocindex.index.steps.refusal import Refusal
from ocindex.index.steps.treat import treat
from ocindex.index.steps.treat_log import (
    LOGS,
    log_ct,
    log_ct_orig,
    log_ct_plus,
    log_gii,
    log_natural,
)

NO = np.nan
FAR = np.array([1.0, 2, 3, 4, 5, 6, 7, 8, 9, 10, 30, 100])
CALM = np.arange(12.0)


def test_points_move_one_after_the_other_until_it_passes() -> None:
    values = np.column_stack([FAR, FAR])
    assert_array_equal(treat(values, points=5).points, [1, 1])
    ours = treat(FAR[:, None], points=5, skew=1.0, kurtosis=0.0)
    assert_array_equal(ours.values[:, 0], [*range(1, 11), 10, 10])
    assert_array_equal(ours.points, [2])
    assert_array_equal(np.flatnonzero(ours.high[:, 0]), [10, 11])
    assert ours.passed.all()


def test_equal_points_move_together() -> None:
    values = np.array([*np.linspace(0, 1, 15), 60, 60, 60])[:, None]
    ours = treat(values, points=1, skew=1.0, kurtosis=0.5)
    assert_array_equal(ours.points, [3])
    assert ours.values.max() == 1.0


def test_low_outliers_are_raised() -> None:
    ours = treat(-FAR[:, None], points=2, skew=1.0, kurtosis=0.0)
    assert_array_equal(np.flatnonzero(ours.low[:, 0]), [10, 11])
    assert not ours.high.any()


def test_two_values_are_never_made_one() -> None:
    """COINr's winsorising of a single outlier among equals ends in an error of its test."""
    values = np.array([0.0] * 20 + [1.0])[:, None]
    ours = treat(values, points=5)
    assert_array_equal(ours.values, values)
    assert_array_equal(ours.points, [0])
    assert not ours.passed.any()
    logged = treat(values, points=5, then=log_ct)
    assert logged.transformed.all()


def test_constants_and_short_columns_are_left_alone() -> None:
    values = np.array([[0.1, 1.0], [0.1, 2.0], [0.1, 900.0], [0.1, NO], [0.1, NO]])
    ours = treat(values, then=log_ct)
    assert_array_equal(ours.values, values)
    assert ours.passed.all()
    assert np.isnan(ours.kurtosis).all()


def test_forced_treatment_is_honoured() -> None:
    """COINr ignores `force_win` where the indicator passes."""
    ours = treat(np.column_stack([CALM, FAR]), points=3, forced=True)
    assert_array_equal(ours.points, [3, 3])
    logged = treat(np.column_stack([CALM, FAR]), points=0, then=log_ct, forced=True)
    assert logged.transformed.all()
    assert np.isnan(logged.skew[1]).all()


def test_what_cannot_be_forced_is_refused() -> None:
    values = np.column_stack([FAR, np.full(12, 0.1), CALM])
    with pytest.raises(Refusal) as refused:
        treat(values, forced=True)
    assert refused.value.places == ((None, 1),)


def test_a_refusal_names_the_column_of_the_table() -> None:
    values = np.column_stack([CALM, FAR, FAR - 1])
    with pytest.raises(Refusal) as refused:
        treat(values, points=0, then=log_natural)
    assert refused.value.places == ((0, 2),)
    with pytest.raises(Refusal) as refused:
        treat(values / 1000, points=0, then=log_gii)
    assert refused.value.places == ((None, 1), (None, 2))


def test_the_second_treatment_starts_from_before_or_from_the_first() -> None:
    values = np.exp(np.linspace(0, 9, 20))[:, None]
    apart = treat(values, points=1, then=log_ct, skew=0.5, kurtosis=0.1)
    joint = treat(values, points=1, then=log_ct, skew=0.5, kurtosis=0.1, combine=True)
    assert apart.transformed.all()
    assert_allclose(apart.values, log_ct(values))
    assert_allclose(joint.values, log_ct(np.minimum(values, values[-2])))


def test_nothing_to_do() -> None:
    assert treat(np.empty((3, 0))).values.shape == (3, 0)
    assert treat(np.empty((0, 2))).values.shape == (0, 2)
    assert np.isnan(moments(np.full((3, 1), NO)).mean).all()


def test_input_of_either_order_is_left_as_it_was() -> None:
    for order in ("C", "F"):
        values = np.array(FAR[:, None], order=order)
        treat(values)
        assert_array_equal(values[:, 0], FAR)


def test_a_test_is_passed_by_either_limit() -> None:
    found = moments(np.column_stack([FAR, CALM]))
    assert_array_equal(passes(found), [False, True])
    assert_array_equal(passes(found, skew=9.0), [True, True])
    assert_array_equal(passes(found, kurtosis=99.0), [True, True])


def test_logarithms() -> None:
    x = np.array([[1.0], [3.0], [11.0], [NO]])
    assert_allclose(log_ct(x)[:, 0], np.log([0.1, 2.1, 10.1, NO]))
    assert_allclose(log_ct_orig(x)[:, 0], np.log([1, 3, 11, NO]))
    assert_allclose(log_ct_plus(x), log_ct(x))
    assert_allclose(log_ct_plus(-x), -log_ct(x))
    assert_allclose(log_gii(x)[:, 0], np.log([1, 3, 11, NO]))
    assert_allclose(log_natural(x)[:, 0], np.log([1, 3, 11, NO]))
    assert set(LOGS) == {"log-ct", "log-ct-orig", "log-ct-plus", "log-gii", "log"}


def test_logarithms_of_constants_are_refused() -> None:
    with pytest.raises(Refusal) as refused:
        log_ct(np.array([[1.0, 2.0], [3.0, 2.0]]))
    assert refused.value.places == ((None, 1),)


def test_box_cox() -> None:
    x = np.array([[4.0], [5.0], [12.0], [NO]])
    assert_allclose(box_cox(x, 0)[:, 0], np.log([1, 2, 9, NO]))
    assert_allclose(box_cox(x, 2)[:, 0], [0, 1.5, 40, NO])
    assert_allclose(box_cox(x, -1)[:, 0], [0, 0.5, 8 / 9, NO])
    made = np.exp(np.random.default_rng(5).normal(size=(400, 1)))
    assert abs(moments(box_cox(made)).skew[0]) < 0.3
    assert -8 < likeliest_powers(made)[0] < 0
