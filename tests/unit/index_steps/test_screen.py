"""Screening: shares, zeros, and who stays whatever it lacks."""

from __future__ import annotations

import numpy as np
from numpy.testing import assert_array_equal

from ocindex.index.steps.screen import screen

NO = np.nan


def test_shares_are_compared_as_fractions() -> None:
    """COINr's 1 - 8 / 10 lies below 0.2 by a binary hair, and the unit would go."""
    values = np.full((1, 10), NO)
    values[0, :2] = 1.0
    assert screen(values, available=0.2).keep.all()


def test_who_has_nothing_has_too_few_that_are_not_zero() -> None:
    values = np.array([[NO, NO], [0.0, NO], [0.0, 5.0]])
    assert_array_equal(screen(values, nonzero=0.05).keep, [False, False, True])
    assert screen(values).keep.all()


def test_some_stay_and_some_go_whatever_they_have() -> None:
    values = np.array([[NO], [NO], [1.0]])
    always, never = np.array([True, True, False]), np.array([False, True, True])
    ours = screen(values, available=1.0, always=always, never=never)
    assert_array_equal(ours.keep, [True, False, False])
    assert_array_equal(ours.few_values, [True, True, False])
