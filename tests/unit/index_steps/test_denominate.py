"""Denominating: what is missing, what is zero."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.testing import assert_array_equal

from ocindex.index.steps.denominate import denominate
from ocindex.index.steps.refusal import Refusal

NO = np.nan


def test_a_ratio_is_multiplied() -> None:
    assert_array_equal(denominate(np.array([[6.0]]), np.array([[3.0]]), 1000), [[2000.0]])


def test_a_missing_denominator_leaves_nothing_known() -> None:
    values, denominators = np.array([[1.0, NO, NO]]), np.array([[NO, 0.0, 2.0]])
    assert np.isnan(denominate(values, denominators)).all()


def test_a_zero_denominator_is_refused_where_there_is_a_value() -> None:
    values, denominators = np.array([[1.0, NO], [0.0, 3.0]]), np.array([[2.0, 0.0], [0.0, 0.0]])
    with pytest.raises(Refusal, match="must not be zero") as refused:
        denominate(values, denominators)
    assert refused.value.places == ((1, 0), (1, 1))
