"""The grid that a rater uses."""

from __future__ import annotations

import numpy as np
import pytest

from ocindex.scoring.rater_model.grids import grids_of


@pytest.mark.parametrize(
    ("values", "step", "length", "grid"),
    [
        ([3, 4, 5, 7, 2, 8, 6, 4, 3, 5, 1], 0.5, 9, 1.0),
        ([3, 4, 5, 7, 2, 8, 6, 4, 3, 5, 1.5], 0.5, 9, 0.5),
        ([3, 4, 5], 0.5, 9, 0.5),  # by chance, one time in eight
        ([10, 20, 70, 40, 50], 1, 100, 10.0),
        ([10, 25, 70, 40, 55, 35], 1, 100, 5.0),
        ([5, 10, 5, 10, 5, 10, 5, 10], 1, 10, 1.0),  # two values say nothing of where between
    ],
)
def test_the_coarsest_that_holds_all(
    values: list[float], step: float, length: float, grid: float
) -> None:
    rater = np.zeros(len(values), np.intp)
    assert grids_of(rater, np.array(values, float), 1, step, length).tolist() == [grid]
