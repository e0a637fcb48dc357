"""How much of all possible weights puts one unit above another."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

PAIRS = 2**14  # at a time, so that a column of them stays in a core's cache


def above_under_any_weights(values: Floats) -> Floats:
    """Probability that one unit stands above another, weights being uniform on the simplex.

    Parameters
    ----------
    values : ndarray of float64, shape (units, children)
        Normalised values of what is averaged arithmetically.

    Returns
    -------
    ndarray of float64, shape (units, units)
        [i, j] is the share of all sets of weights (none below zero, sum one) by which i has
        the higher score. Exact but for rounding, some 1e-14: only sums of positive numbers
        are taken. Equal rows have nought both ways.

    References
    ----------
    Varsi, G. (1973). The multidimensional content of the frustum of the simplex. Pacific
    Journal of Mathematics 46(1), 303-314.
    Ali, M. M. (1973). Content of the frustum of a simplex. Pacific Journal of Mathematics
    48(2), 313-322.
    """
    units = len(values)
    result = np.zeros((units, units))
    upper, lower = np.triu_indices(units, 1)
    for start in range(0, upper.size, PAIRS):
        one, other = upper[start : start + PAIRS], lower[start : start + PAIRS]
        apart = values[other] - values[one]
        share = _share_below_zero(np.sort(apart, axis=1)[:, ::-1].T.copy())
        result[one, other] = share
        result[other, one] = np.where((apart == 0).all(axis=1), 0, 1 - share)
    return result


def _share_below_zero(terms: Floats) -> Floats:
    """Share of the simplex on which a weighted sum is below zero.

    Parameters
    ----------
    terms : ndarray of float64, shape (children, pairs)
        Falling along the first axis.
    """
    children, pairs = terms.shape
    least = int((terms >= 0).sum(axis=0).min())
    most = int((terms >= 0).sum(axis=0).max())
    # shares[k] after the k-th term not below zero; of terms below, the one before is kept.
    shares = np.zeros((most + 1, pairs))
    shares[0] = 1
    for place in range(least, most):
        below = terms[place] < 0
        shares[place + 1, below] = shares[place, below]
    for negative in range(least, children):
        minus = np.minimum(terms[negative], 0)
        for place in range(most):
            plus = np.maximum(terms[place], 0)
            scale = plus - minus
            passed = (terms[place] < 0) | (scale == 0)
            mixed = plus * shares[place + 1] - minus * shares[place]
            kept = np.where(terms[place] < 0, shares[place], shares[place + 1])
            shares[place + 1] = np.where(passed, kept, mixed / np.where(passed, 1, scale))
    result: Floats = shares[most]
    return result
