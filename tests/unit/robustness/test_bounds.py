"""Bounds that cannot be kept."""

from __future__ import annotations

import numpy as np
import pytest

from ocindex.index.steps.refusal import Refusal
from ocindex.robustness.bounds import bounds_of_shares


def test_bounds_that_no_weights_keep_are_refused() -> None:
    with pytest.raises(Refusal, match="sum to one"):
        bounds_of_shares(np.zeros((2, 2)), np.full(2, 0.1), np.full(2, 0.2))
    with pytest.raises(Refusal) as refusal:
        bounds_of_shares(np.zeros((2, 2)), np.array([0.5, 0.3]), np.array([0.4, 0.9]))
    assert refusal.value.places == ((None, 0),)
