"""The Wroclaw taxonomic method: how near a unit comes to the ideal one."""

from __future__ import annotations

import numpy as np

from ocindex.index.steps.aggregation.present import Floats, shares, weighted_sum
from ocindex.index.steps.refusal import Refusal


def wroclaw(values: Floats, weights: Floats, *, available: float = 0.0) -> Floats:
    r"""Hellwig's measure of development: one for the ideal unit, less the further away.

    Parameters
    ----------
    values : ndarray of float64, shape (..., units, children)
        Normalised, more is better. Missing values are NaN.
    weights : ndarray of float64, shape (..., children)
        Not negative; equal in the original measure.
    available : float, optional
        Least share of children present, from 0 to 1.

    Returns
    -------
    ndarray of float64, shape (..., units)
        One less `wroclaw_distance`; seldom below zero. NaN for units with fewer children
        than `available`, or none.

    Raises
    ------
    Refusal
        If all units are the same.

    Notes
    -----
    .. math::

        y_u = 1 - \frac{D_u}{\bar D + 2 \hat\sigma_D}, \qquad
        D_u = \sqrt{ \sum_c w_c \, (\max_v x_{vc} - x_{uc})^2 }

    References
    ----------
    Hellwig, Z. (1968). Zastosowanie metody taksonomicznej do typologicznego podzialu krajow.
    Przeglad Statystyczny 15: 307-327.
    """
    return 1 - wroclaw_distance(values, weights, available=available)


def wroclaw_distance(values: Floats, weights: Floats, *, available: float = 0.0) -> Floats:
    """Distance from the ideal unit, over the mean distance and two standard deviations.

    Parameters
    ----------
    values : ndarray of float64, shape (..., units, children)
        Normalised, more is better. Missing values are NaN.
    weights : ndarray of float64, shape (..., children)
        Not negative.
    available : float, optional
        Least share of children present, from 0 to 1.

    Returns
    -------
    ndarray of float64, shape (..., units)
        Zero for a unit that is the best in everything: lower is better. NaN for units with
        fewer children than `available`, or none.

    Raises
    ------
    Refusal
        If all units are the same: there is no distance to compare with.

    Notes
    -----
    The ideal unit has the highest value of every child. Distances are Euclidean, squares
    weighted, the standard deviation that of a sample. A unit's score depends on all others.

    References
    ----------
    UNESCO (1974). Social Indicators: Problems of Definition and of Selection. Paris.
    """
    filled, portions = shares(values, weights, available)
    ideal = np.where(portions > 0, filled, -np.inf).max(axis=-2, keepdims=True, initial=-np.inf)
    # What is missing or weighs nothing lies at no distance; it has no weight either.
    gaps = np.where(portions > 0, ideal - filled, 0.0)
    distance = np.sqrt(weighted_sum(gaps**2, portions))
    known = ~np.isnan(distance)
    count = known.sum(axis=-1, keepdims=True)
    mean = np.where(known, distance, 0.0).sum(axis=-1, keepdims=True) / np.maximum(count, 1)
    squares = np.where(known, (distance - mean) ** 2, 0.0).sum(axis=-1, keepdims=True)
    scale = mean + 2 * np.sqrt(squares / np.maximum(count - 1, 1))
    if ((scale == 0) & (count > 0)).any():
        raise Refusal(
            "The Wroclaw method compares distances from the best, and here all units are the same",
            "Leave this component out, or aggregate another way.",
            [(None, None)],
        )
    return distance / np.where(scale > 0, scale, np.nan)
