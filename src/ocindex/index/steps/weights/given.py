"""Weights that are given, or all equal."""

from __future__ import annotations

import numpy as np

from ocindex.index.steps.weights.complete import Floats, to_one


def equal(count: int) -> Floats:
    """The same weight for each child.

    Parameters
    ----------
    count : int
        Of children.

    Returns
    -------
    ndarray of float64, shape (children,)
        Summing to one.

    Notes
    -----
    .. math:: w_c = 1 / n

    References
    ----------
    OECD and JRC (2008). Handbook on Constructing Composite Indicators, step 6.
    Greco, S., A. Ishizaka, M. Tasiou and G. Torrisi (2019). On the methodological framework of
    composite indices: a review of the issues of weighting, aggregation, and robustness. Social
    Indicators Research 141: 61-94.
    """
    return np.full(count, 1 / count)


def given(weights: Floats) -> Floats:
    r"""Weights as given, over their sum.

    Parameters
    ----------
    weights : ndarray of float64, shape (children,)
        Not negative, of any sum but zero.

    Returns
    -------
    ndarray of float64, shape (children,)
        Summing to one.

    Raises
    ------
    Refusal
        Naming weights that are negative or missing; or if all are zero.

    Notes
    -----
    .. math:: w_c = g_c / \sum_k g_k

    References
    ----------
    OECD and JRC (2008). Handbook on Constructing Composite Indicators, step 6.
    """
    return to_one(weights, "A weight is zero or more", "Give another weight.")
