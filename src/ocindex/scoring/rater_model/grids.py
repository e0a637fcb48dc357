"""The grid that a rater uses: every step of the scale, or whole points only."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

# Coarser grids that people use, in points: whole ones, fives and tens.
COARSER = (1.0, 5.0, 10.0)
# A coarser grid is not found by chance: so seldom, or more seldom, would it be.
BY_CHANCE = 1e-3
# A grid of fewer intervals says too little about where in one a judgement lay.
FEWEST_INTERVALS = 4


def grids_of(
    rater: NDArray[np.intp],
    value: NDArray[np.float64],
    raters: int,
    step: float,
    length: float,
) -> NDArray[np.float64]:
    """The coarsest grid on which all ratings of each rater lie, shape (raters,).

    Parameters
    ----------
    rater : ndarray of intp, shape (ratings,)
    value : ndarray of float64, shape (ratings,)
    raters : int
    step, length : float
        Of the scale.
    """
    grid = np.full(raters, step)
    count = np.bincount(rater, minlength=raters)
    for coarse in COARSER:
        if coarse <= step or length / coarse < FEWEST_INTERVALS:
            continue
        off = np.abs(value / coarse - np.rint(value / coarse)) > 1e-9
        beside = np.bincount(rater, off, raters)
        chance = (step / coarse) ** count
        grid[(beside == 0) & (chance < BY_CHANCE)] = coarse
    return grid
