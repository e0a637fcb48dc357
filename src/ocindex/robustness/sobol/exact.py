"""Sobol indices of discrete choices from every combination of them: exact, no sample."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain, combinations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Indices:
    """Shares of the variance of a result.

    Attributes
    ----------
    variance : float
        Over all combinations, each as likely as the others.
    first : ndarray of float64, shape (choices,)
        What each choice explains alone.
    total : ndarray of float64, shape (choices,)
        What would be left to explain if all other choices were made.
    """

    variance: float
    first: Floats
    total: Floats


def exact_indices(results: Floats) -> Indices:
    """First-order and total indices of a full factorial.

    Parameters
    ----------
    results : ndarray of float64, shape (n1, n2, ..., nk)
        The result of every combination of the options of k choices.

    Returns
    -------
    Indices
        All nought where the result does not vary. First-order indices are at most the total
        ones, as theory has it, since nothing is sampled.

    References
    ----------
    Saltelli, A. et al. (2008). Global Sensitivity Analysis: The Primer. Wiley, ch. 4.
    """
    centred = results - results.mean()
    variance = float(np.mean(centred**2))
    axes = range(results.ndim)
    if variance <= 1e-24 * max(1.0, float(np.abs(results).max()) ** 2):
        return Indices(0.0, np.zeros(results.ndim), np.zeros(results.ndim))
    first = [np.var(centred.mean(axis=tuple(a for a in axes if a != axis))) for axis in axes]
    total = [np.mean(np.var(centred, axis=axis)) for axis in axes]
    return Indices(variance, np.array(first) / variance, np.array(total) / variance)


def interactions(results: Floats) -> dict[tuple[int, ...], float]:
    """Share of the variance that belongs to each set of choices and to no smaller one.

    Parameters
    ----------
    results : ndarray of float64, shape (n1, n2, ..., nk)

    Returns
    -------
    dict of tuple of int to float
        For every set of choices but the empty one, smaller sets first; they sum to one.
    """
    axes = range(results.ndim)
    sets = chain.from_iterable(combinations(axes, size) for size in range(1, results.ndim + 1))
    variance = float(np.var(results))
    shares: dict[tuple[int, ...], float] = {}
    for chosen in sets:
        others = tuple(axis for axis in axes if axis not in chosen)
        closed = float(np.var(results.mean(axis=others))) / variance if variance else 0.0
        within = (share for part, share in shares.items() if set(part) < set(chosen))
        shares[chosen] = closed - sum(within)
    return shares
