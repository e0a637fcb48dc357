"""Aggregation by the order of a unit's children: extremes, median, ordered weights."""

from __future__ import annotations

import numpy as np

from ocindex.index.steps.aggregation.present import Floats, shares, weighted_sum
from ocindex.index.steps.refusal import Refusal

# Cumulated weights this close to a half are a half: a third and a sixth do not sum to it.
HALF = 1e-12


def minimum(values: Floats, weights: Floats, *, available: float = 0.0) -> Floats:
    r"""The lowest of the children that weigh anything: no compensation at all.

    Parameters
    ----------
    values : ndarray of float64, shape (..., units, children)
        Missing values are NaN.
    weights : ndarray of float64, shape (..., children)
        Only whether they are zero matters.
    available : float, optional
        Least share of children present, from 0 to 1.

    Returns
    -------
    ndarray of float64, shape (..., units)
        NaN for units with fewer children than `available`, or none.

    Notes
    -----
    .. math:: y = \min_{c : w_c > 0} x_c

    References
    ----------
    OECD and JRC (2008). Handbook on Constructing Composite Indicators, step 6, on compensability.
    """
    filled, portions = shares(values, weights, available)
    lowest = np.where(portions == 0, np.inf, filled).min(axis=-1)
    return np.where(np.isnan(portions[..., 0]), np.nan, lowest)


def maximum(values: Floats, weights: Floats, *, available: float = 0.0) -> Floats:
    r"""The highest of the children that weigh anything.

    Parameters
    ----------
    values : ndarray of float64, shape (..., units, children)
        Missing values are NaN.
    weights : ndarray of float64, shape (..., children)
        Only whether they are zero matters.
    available : float, optional
        Least share of children present, from 0 to 1.

    Returns
    -------
    ndarray of float64, shape (..., units)
        NaN for units with fewer children than `available`, or none.

    Notes
    -----
    .. math:: y = \max_{c : w_c > 0} x_c

    References
    ----------
    OECD and JRC (2008). Handbook on Constructing Composite Indicators, step 6, on compensability.
    """
    return -minimum(-values, weights, available=available)


def median(values: Floats, weights: Floats, *, available: float = 0.0) -> Floats:
    r"""Weighted median of the children.

    Parameters
    ----------
    values : ndarray of float64, shape (..., units, children)
        Missing values are NaN.
    weights : ndarray of float64, shape (..., children)
        Not negative.
    available : float, optional
        Least share of children present, from 0 to 1.

    Returns
    -------
    ndarray of float64, shape (..., units)
        The value at which the cumulated weight passes a half; halfway to the next where it
        is a half, so that equal weights give the ordinary median. NaN for units with fewer
        children than `available`, or none.

    Notes
    -----
    .. math:: y = \min \{ x_c : W(x_c) \ge \tfrac{1}{2} \}

    where W is the share of the weight of the children up to a value; halfway to the next child
    where W is a half there.

    References
    ----------
    Edgeworth, F. Y. (1888). On a new method of reducing observations relating to several
    quantities. Philosophical Magazine 25: 184-191.
    """
    ordered, cumulated, _ = cumulate(*shares(values, weights, available))
    lower = np.argmax(cumulated >= 0.5 - HALF, axis=-1)[..., None]
    upper = np.argmax(cumulated > 0.5 + HALF, axis=-1)[..., None]
    ends = [np.take_along_axis(ordered, place, axis=-1)[..., 0] for place in (lower, upper)]
    return np.where(np.isnan(cumulated[..., 0]), np.nan, ends[0] + (ends[1] - ends[0]) / 2)


def owa(values: Floats, weights: Floats, *, order: Floats, available: float = 0.0) -> Floats:
    r"""Ordered weighted average: weights by a child's place in the order of its unit.

    Parameters
    ----------
    values : ndarray of float64, shape (..., units, children)
        Missing values are NaN.
    weights : ndarray of float64, shape (..., children)
        Importance of the children, not negative; equal for Yager's plain OWA.
    order : ndarray of float64, shape (children,)
        Weights of the best child, the second and so on to the worst; not negative, any sum.
    available : float, optional
        Least share of children present, from 0 to 1.

    Returns
    -------
    ndarray of float64, shape (..., units)
        NaN for units with fewer children than `available`, or none.

    Raises
    ------
    Refusal
        If the order's weights are negative, all zero or not as many as the children.

    Notes
    -----
    .. math:: y = \sum_{k=1}^n v_k x_{(k)}

    with the highest child first and, where all children are alike important, v the importances of
    the order over their sum.

    Cumulated order weights, joined by straight lines, are a function Q from 0 to 1. The child
    between the cumulated importances a and b, from the best down, has weight Q(b) - Q(a):
    order weights for all children present, however many, and equal importances give them as
    they are.

    References
    ----------
    Yager, R. R. (1988). On ordered weighted averaging aggregation operators in multicriteria
    decision making. IEEE Transactions on Systems, Man and Cybernetics 18: 183-190.
    Torra, V. (1997). The weighted OWA operator. International Journal of Intelligent Systems
    12: 153-166.
    """
    if len(order) != values.shape[-1] or not (order >= 0).all() or not order.any():
        raise Refusal(
            "Ordered weights are not negative, not all zero, and one a child",
            "Give a weight for each place, from the best child to the worst.",
            [(None, None)],
        )
    filled, portions = shares(values, weights, available)
    ordered, cumulated, parts = cumulate(-filled, portions)
    steps = np.concatenate([[0.0], np.cumsum(order / order.sum())])
    places = np.linspace(0, 1, len(steps))
    reached = np.interp(np.stack([cumulated - parts, cumulated]), places, steps)
    return -weighted_sum(ordered, reached[1] - reached[0])


def cumulate(filled: Floats, portions: Floats) -> tuple[Floats, Floats, Floats]:
    """A unit's children from the lowest, the weights up to each, and of each."""
    filled, portions = np.broadcast_arrays(filled, portions)
    order = np.argsort(np.where(portions == 0, np.inf, filled), axis=-1, kind="stable")
    parts = np.take_along_axis(portions, order, axis=-1)
    return np.take_along_axis(filled, order, axis=-1), np.cumsum(parts, axis=-1), parts
