"""How raters use the scale: how much of it, its ends, whole points only."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Places = NDArray[np.integer[Any]]


class ScaleUse(NamedTuple):
    """By rater; NaN or zero where a rater has no ratings.

    Attributes
    ----------
    lowest, highest : ndarray of float64, shape (raters,)
        Of their ratings.
    used : ndarray of float64
        Share of the scale between the two.
    distinct : ndarray of int64
        How many different scores they gave.
    at_low, at_high : ndarray of float64
        Shares of their ratings at the scale's ends.
    whole : ndarray of float64
        Share of their ratings that are whole points.
    whole_only : ndarray of bool
        Every rating is a whole point where the scale has finer ones, and it is no accident.
    """

    lowest: Floats
    highest: Floats
    used: Floats
    distinct: NDArray[np.int64]
    at_low: Floats
    at_high: Floats
    whole: Floats
    whole_only: NDArray[np.bool_]


# A rater of the usual habits would give whole points only this rarely.
ACCIDENT = 0.001


def scale_use(
    rater: Places, value: Floats, raters: int, scale: tuple[float, float, float]
) -> ScaleUse:
    """What of the scale each rater uses.

    Parameters
    ----------
    rater : ndarray of int, shape (ratings,)
    value : ndarray of float64, shape (ratings,)
    raters : int
    scale : tuple of three float
        Low end, high end and step.

    Returns
    -------
    ScaleUse

    References
    ----------
    Eckes, T. (2015). Introduction to Many-Facet Rasch Measurement, 2nd ed., ch. 4 (central
    tendency and extreme response).
    """
    low, high, step = scale
    count = np.bincount(rater, minlength=raters)
    lowest, highest = np.full(raters, np.inf), np.full(raters, -np.inf)
    np.minimum.at(lowest, rater, value)
    np.maximum.at(highest, rater, value)
    lowest[count == 0] = highest[count == 0] = np.nan
    point = np.rint((value - low) / step).astype(np.int64)
    points = round((high - low) / step) + 1
    both = np.unique(rater.astype(np.int64) * points + point)
    is_whole = np.isclose(value, np.rint(value))

    def share(which: NDArray[np.bool_]) -> Floats:
        with np.errstate(divide="ignore", invalid="ignore"):
            found: Floats = np.bincount(rater[which], minlength=raters) / count
        return found

    whole = share(is_whole)
    return ScaleUse(
        lowest,
        highest,
        (highest - lowest) / (high - low),
        np.bincount(both // points, minlength=raters),
        share(point == 0),
        share(point == points - 1),
        whole,
        whole_only(whole, count, step),
    )


def whole_only(whole: Floats, count: NDArray[np.int64], step: float) -> NDArray[np.bool_]:
    """Raters of whole points only, who are not so by accident."""
    if float(step).is_integer():
        return np.zeros(len(whole), bool)
    others = (whole < 1) & (count > 0)
    # Where all raters are so, half of the points are taken for the usual habit.
    usual = np.average(whole[others], weights=count[others]) if others.any() else 0.5
    found: NDArray[np.bool_] = (whole == 1) & (usual**count < ACCIDENT)
    return found
