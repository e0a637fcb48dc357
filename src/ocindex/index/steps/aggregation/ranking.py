"""Ranks of scores that were computed in binary: what should be a tie is one."""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import NDArray

from ocindex.index.steps.aggregation.present import Floats

# Rounding in sums of some hundred terms stays well below; no index is measured so finely.
TOLERANCE = 1e-12


def ranks(
    scores: Floats, *, ties: Literal["min", "mid"] = "min", tolerance: float = TOLERANCE
) -> Floats:
    """Ranks from the highest score down, with scores that differ by rounding only tied.

    Parameters
    ----------
    scores : ndarray of float64, shape (..., units)
        Missing scores are NaN.
    ties : {'min', 'mid'}, optional
        `min` gives those that tie the best of their ranks (1, 2, 2, 4), `mid` the mean of
        them (1, 2.5, 2.5, 4).
    tolerance : float, optional
        Neighbours in the order tie where they differ by no more than this share of the
        largest magnitude among the scores; 0 for scores that are exact.

    Returns
    -------
    ndarray of float64, shape (..., units)
        NaN where the score is missing; those units take no rank.

    Notes
    -----
    Ties are made of neighbours, not by rounding: no two scores are parted because they lie
    about the middle between two rounded numbers.
    """
    units = scores.shape[-1]
    known = ~np.isnan(scores)
    keys = np.where(known, -scores, np.inf)
    # Those that tie share a rank, whatever their order: a stable sort takes six times as long.
    order = np.argsort(keys, axis=-1)
    ordered = np.take_along_axis(keys, order, axis=-1)
    largest = np.abs(scores).max(axis=-1, keepdims=True, initial=0.0, where=known)
    places = np.arange(1.0, units + 1)
    with np.errstate(invalid="ignore"):  # the difference of two that are missing
        apart = np.diff(ordered, axis=-1) > tolerance * largest
    first = np.ones(scores.shape)
    first[..., 1:] = np.where(apart, places[1:], 1.0)
    first = np.maximum.accumulate(first, axis=-1)
    if ties == "mid":
        last = np.full(scores.shape, float(units))
        last[..., :-1] = np.where(apart, places[:-1], units)
        # Where scores are missing, those known end before them.
        last = np.minimum(last, known.sum(axis=-1, keepdims=True))
        first = (first + np.minimum.accumulate(last[..., ::-1], axis=-1)[..., ::-1]) / 2
    result = np.empty(scores.shape)
    np.put_along_axis(result, order, first, axis=-1)
    result[~known] = np.nan
    return result


def grouped_ranks(
    scores: Floats,
    groups: NDArray[np.int64],
    *,
    ties: Literal["min", "mid"] = "min",
    tolerance: float = TOLERANCE,
) -> Floats:
    """Ranks within each group of units.

    Parameters
    ----------
    scores : ndarray of float64, shape (..., units)
        Missing scores are NaN.
    groups : ndarray of int64, shape (units,)
        Number of each unit's group; units with a negative one have none, and no rank.
    ties : {'min', 'mid'}, optional
        As in `ranks`.
    tolerance : float, optional
        As in `ranks`, of the largest magnitude in the group.

    Returns
    -------
    ndarray of float64, shape (..., units)
        NaN where the score or the group is missing.
    """
    result = np.full(scores.shape, np.nan)
    for group in np.unique(groups[groups >= 0]):
        members = groups == group
        result[..., members] = ranks(scores[..., members], ties=ties, tolerance=tolerance)
    return result


def tied(scores: Floats, tolerance: float = TOLERANCE) -> Floats:
    """The scores, those that differ by rounding only made equal.

    Parameters
    ----------
    scores : ndarray of float64, shape (..., units)
        Missing scores are NaN.
    tolerance : float, optional
        As in `ranks`.

    Returns
    -------
    ndarray of float64, shape (..., units)
        Each that ties is the highest of those it ties with.
    """
    order = np.argsort(-scores, axis=-1, kind="stable")
    ordered = np.take_along_axis(scores, order, axis=-1)
    largest = np.abs(scores).max(axis=-1, keepdims=True, initial=0.0, where=~np.isnan(scores))
    with np.errstate(invalid="ignore"):  # the difference of two that are missing
        apart = -np.diff(ordered, axis=-1) > tolerance * largest
    first = np.zeros(scores.shape, np.intp)
    first[..., 1:] = np.where(apart, np.arange(1, scores.shape[-1]), 0)
    first = np.maximum.accumulate(first, axis=-1)
    result = np.empty(scores.shape)
    np.put_along_axis(result, order, np.take_along_axis(ordered, first, axis=-1), axis=-1)
    return np.where(np.isnan(scores), np.nan, result)
