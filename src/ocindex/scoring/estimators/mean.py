"""The mean of a cell's ratings, as if raters erred independently of each other and of others."""

from __future__ import annotations

import numpy as np

from ocindex.scoring.estimators.cells import (
    Cells,
    cells_of,
    drawn,
    gathered,
    refuse_unrepeated,
)
from ocindex.scoring.estimators.estimated import Estimated, Floats
from ocindex.scoring.observations import Observations

# Fewer ratings say too little of their own spread; all cells' is pooled then. With two degrees of
# freedom a t's tails are so long that sums over cells would look unsure by accident.
FEWEST = 10


def mean_estimate(observations: Observations, draws: int, seed: int) -> Estimated:
    """Means with standard errors by Student's t, each cell by itself.

    The standard error is s / sqrt(n) with n - 1 degrees of freedom; below ten ratings s is
    pooled over all cells. No s counts for less than rounding to the grid brings about, step /
    sqrt(12): raters who agree do not know the truth. Severity and halo are common to a rater's
    ratings and are taken for chance here, which is why sums over indicators, and ranks, are much
    less sure than this says.

    Raises
    ------
    RequestError
        No cell has two ratings.

    References
    ----------
    Student (1908). The probable error of a mean. Biometrika 6, 1-25.
    """
    cells = cells_of(observations)
    refuse_unrepeated(cells, "mean")
    estimate = np.bincount(cells.cell, observations.value) / cells.count
    variance, degrees = variances(cells, observations.value, observations.step)
    error = np.sqrt(variance / cells.count)
    rng = np.random.default_rng(seed)
    theta = drawn(
        cells, draws, (observations.low, observations.high), len(error),
        lambda many: estimate + error * rng.standard_t(degrees, (many, len(error))),
    )  # fmt: skip
    return gathered("mean", cells, (estimate, error, degrees), theta)


def variances(cells: Cells, value: Floats, step: float) -> tuple[Floats, Floats]:
    """Each cell's variance of one rating, and its degrees of freedom; shape (cells,)."""
    mean = np.bincount(cells.cell, value) / cells.count
    squares = np.bincount(cells.cell, (value - mean[cells.cell]) ** 2)
    free = cells.count - 1
    few = cells.count < FEWEST
    pooled = squares.sum() / free.sum()
    variance = np.where(few, pooled, squares / np.maximum(free, 1)).clip(step**2 / 12)
    return variance, np.where(few, free.sum(), free).astype(np.float64)
