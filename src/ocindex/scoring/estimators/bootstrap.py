"""Median and trimmed mean, and how they vary when a country's raters are drawn anew.

Whole raters are drawn, with all that they said of the country: what they have in common over
indicators stays together.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from ocindex.scoring.estimators.cells import (
    Cells,
    cells_of,
    drawn,
    gathered,
    refuse_unrepeated,
)
from ocindex.scoring.estimators.estimated import Estimated, Floats
from ocindex.scoring.estimators.mean import variances
from ocindex.scoring.observations import Observations

# Of the weight at either end, as Wilcox has it.
TRIMMED = 0.2
Weighted = Callable[[Cells, Floats, Floats], Floats]


def bootstrap_estimate(
    observations: Observations, method: Literal["median", "trimmed"], draws: int, seed: int
) -> Estimated:
    """Median or trimmed mean of each cell, with the bootstrap's standard errors.

    The raters of a country are drawn with replacement, as many as there are. Deviations from the
    estimate are stretched by sqrt(n / (n - 1)) for the n ratings of a cell, as those of so small a
    sample are too small on average; a cell of one rating has the spread of all cells, pooled.

    Raises
    ------
    RequestError
        No cell has two ratings.

    References
    ----------
    Efron, Tibshirani (1993). An Introduction to the Bootstrap. Chapman & Hall.
    Davison, Hinkley (1997). Bootstrap Methods and their Application, 2.6 and 3.8. Cambridge.
    Wilcox (2012). Introduction to Robust Estimation and Hypothesis Testing, 3.3. Academic Press.
    """
    cells = cells_of(observations)
    refuse_unrepeated(cells, method)
    of: Weighted = medians if method == "median" else partial(trimmed_means, share=TRIMMED)
    value = observations.value[cells.order]
    estimate = of(cells, value, np.ones((1, len(value))))[0]
    group, size = groups_of(observations)
    group, size = group[cells.order], size[cells.order]
    pooled = np.sqrt(variances(cells, observations.value, observations.step)[0])
    alone, grown = cells.count == 1, np.sqrt(cells.count / np.maximum(cells.count - 1, 1))
    rng = np.random.default_rng(seed)
    moments = np.zeros((2, len(estimate)))

    def draw(many: int) -> Floats:
        weights = rater_weights(group, size, many, rng)
        off = grown * (of(cells, value, weights) - estimate)
        off[:, alone] = pooled[alone] * rng.standard_normal((many, int(alone.sum())))
        moments[:] += off.sum(axis=0), (off**2).sum(axis=0)
        shifted: Floats = estimate + off
        return shifted

    ends = observations.low, observations.high
    theta = drawn(cells, draws, ends, 4 * len(value), draw)
    error = np.sqrt((moments[1] / draws - (moments[0] / draws) ** 2).clip(0))
    degrees = np.full(len(estimate), np.inf)
    return gathered(method, cells, (estimate, error, degrees), theta)


def groups_of(observations: Observations) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Of each rating the rater within a country and edition, and who is drawn with whom.

    Returns
    -------
    member, panel : ndarray of int64, shape (ratings,)
        Pairs of panel and rater, numbered by panel; and the panel.
    """
    panel = observations.edition.astype(np.int64) * observations.countries + observations.country
    pairs, member = np.unique(panel * observations.raters + observations.rater, return_inverse=True)
    _, panels = np.unique(pairs // observations.raters, return_inverse=True)
    return member, panels[member]


def rater_weights(
    member: NDArray[np.intp], panel: NDArray[np.intp], draws: int, rng: np.random.Generator
) -> Floats:
    """How often each rating's rater is drawn, shape (draws, ratings)."""
    panel_of = np.zeros(member.max() + 1, np.intp)
    panel_of[member] = panel
    sizes = np.bincount(panel_of)
    starts, size = (np.cumsum(sizes) - sizes)[panel_of], sizes[panel_of]
    picked = starts + (rng.random((draws, len(size))) * size).astype(np.intp)
    picked += len(size) * np.arange(draws)[:, None]
    times = np.bincount(picked.ravel(), minlength=draws * len(size)).reshape(draws, -1)
    return times[:, member].astype(np.float64)


def cumulated(cells: Cells, weights: Floats) -> tuple[Floats, Floats]:
    """Weights summed up within each cell, shape (draws, ratings); and in all, (draws, cells)."""
    total = np.add.reduceat(weights, cells.starts, axis=1)
    # Of a cell whose raters have all been left out nothing is known but what they said.
    empty = np.repeat(total == 0, cells.count, axis=1)
    weights = np.where(empty, 1.0, weights)
    total = np.where(total == 0, cells.count.astype(np.float64), total)
    before = np.cumsum(total, axis=1) - total
    return np.cumsum(weights, axis=1) - np.repeat(before, cells.count, axis=1), total


def medians(cells: Cells, value: Floats, weights: Floats) -> Floats:
    """Weighted medians; `value` is by cell and ascending. Shape (draws, cells)."""
    upto, total = cumulated(cells, weights)
    half = np.repeat(total / 2, cells.count, axis=1)
    low = cells.starts + np.add.reduceat(upto < half, cells.starts, axis=1, dtype=np.intp)
    high = cells.starts + np.add.reduceat(upto <= half, cells.starts, axis=1, dtype=np.intp)
    return (value[low] + value[high]) / 2


def trimmed_means(cells: Cells, value: Floats, weights: Floats, share: float) -> Floats:
    """Weighted means without a share of the weight at either end; a rating may count in part."""
    upto, total = cumulated(cells, weights)
    ends = np.repeat(total, cells.count, axis=1)
    first = np.zeros(upto.shape[1], bool)
    first[cells.starts] = True
    before = np.where(first, 0.0, np.roll(upto, 1, axis=1))
    inner = [edge.clip(share * ends, (1 - share) * ends) for edge in (before, upto)]
    kept = inner[1] - inner[0]
    return np.add.reduceat(kept * value, cells.starts, axis=1) / (total * (1 - 2 * share))
