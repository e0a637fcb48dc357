"""The Mazziotta-Pareto index: a mean with a penalty for unbalanced children."""

from __future__ import annotations

from typing import Literal

import numpy as np

from ocindex.index.steps.aggregation.present import Floats, shares, weighted_sum
from ocindex.index.steps.refusal import Refusal

Penalty = Literal[-1, 1]
# The reference stands at 100, the goalposts 30 on either side.
CENTRE, HALF_RANGE = 100.0, 30.0


def mazziotta_pareto(
    values: Floats,
    weights: Floats,
    *,
    penalty: Penalty = -1,
    ddof: Literal[0, 1] = 1,
    available: float = 0.0,
) -> Floats:
    r"""Mean of a unit's children less, or plus, their variance over the mean.

    Parameters
    ----------
    values : ndarray of float64, shape (..., units, children)
        Normalised, as z-scores to mean 100 and deviation 10 in the original index. Missing
        values are NaN.
    weights : ndarray of float64, shape (..., children)
        Not negative; equal in the original index.
    penalty : {-1, 1}, optional
        -1 takes the imbalance off, for children of which more is better; 1 adds it, for
        those of which more is worse.
    ddof : {0, 1}, optional
        1 for the sample variance of the children, 0 for that of the population.
    available : float, optional
        Least share of children present, from 0 to 1.

    Returns
    -------
    ndarray of float64, shape (..., units)
        NaN for units with fewer children than `available`, or none. A single child present
        has no imbalance.

    Raises
    ------
    Refusal
        Naming units whose mean is not above zero: the coefficient of variation has no
        meaning there.

    Notes
    -----
    .. math:: y = M \pm S^2 / M

    The sample variance with unequal weights divides by :math:`1 - \sum w^2`, which is
    (n - 1) / n where they are equal.

    References
    ----------
    Mazziotta, M. and A. Pareto (2016). On a generalized non-compensatory composite index for
    measuring socio-economic phenomena. Social Indicators Research 127: 983-1003.
    """
    filled, portions = shares(values, weights, available)
    mean = weighted_sum(filled, portions)
    refuse_low_means(mean)
    variance = weighted_sum((filled - mean[..., None]) ** 2, portions)
    if ddof:
        left = 1 - (portions**2).sum(axis=-1)
        variance = variance / np.where(left > 0, left, 1.0)
    return mean + penalty * variance / mean


def adjusted_mazziotta_pareto(
    values: Floats,
    weights: Floats,
    *,
    low: Floats,
    high: Floats,
    penalty: Penalty = -1,
    available: float = 0.0,
) -> Floats:
    r"""Adjusted index: children between goalposts that hold over the years, 100 the reference.

    Parameters
    ----------
    values : ndarray of float64, shape (..., units, children)
        More is better; not normalised. Missing values are NaN.
    weights : ndarray of float64, shape (..., children)
        Not negative; equal in the original index.
    low, high : ndarray of float64, shape (children,)
        Goalposts, brought to 70 and 130: see `adjusted_goalposts`.
    penalty : {-1, 1}, optional
        -1 takes the imbalance off; 1 adds it.
    available : float, optional
        Least share of children present, from 0 to 1.

    Returns
    -------
    ndarray of float64, shape (..., units)
        NaN for units with fewer children than `available`, or none.

    Raises
    ------
    Refusal
        Naming children whose goalposts are not in order, and units whose mean is not above
        zero.

    Notes
    -----
    .. math:: r_c = 70 + 60 \, \frac{x_c - a_c}{b_c - a_c}, \qquad y = M_r \pm S_r^2 / M_r

    between the goalposts a and b; the variance is that of the population of children.

    References
    ----------
    Mazziotta, M. and A. Pareto (2018). Measuring well-being over time: the adjusted
    Mazziotta-Pareto index versus other non-compensatory indices. Social Indicators Research
    136: 967-976.
    """
    equal = np.flatnonzero(~(high > low))
    if len(equal):
        raise Refusal(
            "The upper goalpost stands above the lower",
            "Leave out what is the same everywhere, or give goalposts.",
            [(None, int(column)) for column in equal],
        )
    centre = (low + high) / 2
    posted = CENTRE + (values - centre) / (high - low) * 2 * HALF_RANGE
    return mazziotta_pareto(posted, weights, penalty=penalty, ddof=0, available=available)


def adjusted_goalposts(values: Floats, reference: Floats | None = None) -> tuple[Floats, Floats]:
    r"""Goalposts that are half the range of all values to either side of the reference.

    Parameters
    ----------
    values : ndarray of float64, shape (..., units, children)
        All units and editions that are to be compared. Missing values are NaN.
    reference : ndarray of float64, shape (children,), optional
        What stands at 100; the mean of the values if left out.

    Returns
    -------
    low, high : ndarray of float64, shape (children,)
        NaN for a child without any value.

    Notes
    -----
    .. math:: a_c, \, b_c = \bar x_c \mp \tfrac{1}{2} (\max x_c - \min x_c)

    References
    ----------
    Mazziotta, M. and A. Pareto (2016). On a generalized non-compensatory composite index for
    measuring socio-economic phenomena. Social Indicators Research 127: 983-1003.
    """
    flat = values.reshape(-1, values.shape[-1])
    present = ~np.isnan(flat)
    known = present.any(axis=0)
    lowest = np.where(known, np.where(present, flat, np.inf).min(axis=0), np.nan)
    highest = np.where(known, np.where(present, flat, -np.inf).max(axis=0), np.nan)
    if reference is None:
        sums = np.where(present, flat, 0.0).sum(axis=0)
        reference = sums / np.where(known, present.sum(axis=0), np.nan)
    return reference - (highest - lowest) / 2, reference + (highest - lowest) / 2


def refuse_low_means(mean: Floats) -> None:
    """Refuse units whose mean is zero or less."""
    wrong = np.argwhere(mean <= 0)
    if len(wrong):
        raise Refusal(
            "A Mazziotta-Pareto index needs a mean above zero",
            "Normalise to positive values, say z-scores to mean 100 and deviation 10.",
            [(int(row), None) for row in np.unique(wrong[:, -1])],
        )
