"""Imputing from the unit's other indicators in a block, all brought to one range."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from ocindex.index.steps.impute import (
    Codes,
    Imputed,
    cells_of,
    columns_of,
    fill,
    known_mean,
    known_median,
)
from ocindex.index.steps.moments import Flags, Floats
from ocindex.index.steps.normalise_line import Directions, extremes
from ocindex.index.steps.refusal import Refusal

Columns = NDArray[np.intp]
Centre = Callable[[Floats, int], Floats]


def impute_row_mean(
    values: Floats, blocks: Codes, directions: Directions, wanted: Columns | None = None
) -> Imputed:
    r"""The mean of the unit's other indicators in the block, from range to range.

    Parameters
    ----------
    values : ndarray of float64, shape (units, indicators)
        NaN where missing.
    blocks : ndarray of int64, shape (indicators,)
        Number of each indicator's block.
    directions : ndarray of int64, shape (indicators,)
        1 where more is better, -1 where less is.
    wanted : ndarray of int64, optional
        Columns that are imputed; the others only say something of them. All if left out.

    Returns
    -------
    Imputed
        A constant indicator says nothing of others, and is imputed with its constant.

    Raises
    ------
    Refusal
        Where a unit has no value in a block, or an indicator none at all.

    Notes
    -----
    .. math::

        \hat x_{ui} = b_i + (B_i - b_i) \, \operatorname{mean}_{j \in K_u}
        \frac{x_{uj} - b_j}{B_j - b_j}

    b and B are the worst and the best value of an indicator, K_u those of the block that the unit
    has and that are not constant.

    References
    ----------
    Becker, W. et al. (2022). COINr: An R package for developing composite indicators.
    Journal of Open Source Software 7(78): 4567 (`Impute` by row).
    """
    return by_row(values, blocks, directions, wanted, known_mean)


def impute_row_median(
    values: Floats, blocks: Codes, directions: Directions, wanted: Columns | None = None
) -> Imputed:
    r"""The median of the unit's other indicators in the block, from range to range.

    Parameters
    ----------
    values : ndarray of float64, shape (units, indicators)
        NaN where missing.
    blocks : ndarray of int64, shape (indicators,)
        Number of each indicator's block.
    directions : ndarray of int64, shape (indicators,)
        1 where more is better, -1 where less is.
    wanted : ndarray of int64, optional
        Columns that are imputed; the others only say something of them. All if left out.

    Returns
    -------
    Imputed
        A constant indicator says nothing of others, and is imputed with its constant.

    Raises
    ------
    Refusal
        Where a unit has no value in a block, or an indicator none at all.

    Notes
    -----
    .. math::

        \hat x_{ui} = b_i + (B_i - b_i) \, \operatorname{median}_{j \in K_u}
        \frac{x_{uj} - b_j}{B_j - b_j}

    b and B are the worst and the best value of an indicator, K_u those of the block that the unit
    has and that are not constant.

    References
    ----------
    Becker, W. et al. (2022). COINr: An R package for developing composite indicators.
    Journal of Open Source Software 7(78): 4567 (`Impute` by row).
    """
    return by_row(values, blocks, directions, wanted, known_median)


def by_row(
    values: Floats, blocks: Codes, directions: Directions, wanted: Columns | None, centre: Centre
) -> Imputed:
    missing = np.isnan(values)
    if wanted is not None:
        missing[:, np.delete(np.arange(values.shape[1]), wanted)] = False
    worst, best = extremes(values, directions)
    with np.errstate(invalid="ignore", divide="ignore"):
        shares = (values - worst) / (best - worst)  # NaN where constant
    source = np.full(values.shape, np.nan)
    for block in np.unique(blocks[missing.any(axis=0)]):
        columns = np.flatnonzero(blocks == block)
        share = centre(shares[:, columns], 1)[:, None]
        source[:, columns] = worst[columns] + share * (best - worst)[columns]
    source = np.where(worst == best, worst, source)
    refuse(missing, missing & np.isnan(source), np.isnan(worst))
    return fill(values, np.where(missing, source, np.nan))


def refuse(missing: Flags, left: Flags, empty: Flags) -> None:
    empty = empty & missing.any(axis=0)
    left = left & ~empty
    if left.any() or empty.any():
        raise Refusal(
            "A missing value needs another of the same country in the block, and a value of "
            "the same indicator",
            "Take a larger block, leave the country out, or impute the indicator otherwise",
            [*columns_of(empty), *cells_of(left)],
        )
