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
    """
    return np.full(count, 1 / count)


def given(weights: Floats) -> Floats:
    """Weights as given, over their sum.

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
    """
    return to_one(weights, "A weight is zero or more", "Give another weight.")
