"""Which units surely stand above which: all pairs tested at once, step by step."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ocindex.errors import RequestError

Floats = NDArray[np.float64]
Singles = NDArray[np.float32]
Bools = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Estimates:
    """Estimates, and how far they may lie from the truth together.

    Attributes
    ----------
    value : ndarray of float64, shape (units,)
    deviations : ndarray of float32, shape (units, draws)
        Draws of what the estimates miss the truth by; their mean is about zero.
    spread : ndarray of float64, shape (units, units)
        Standard deviation of the difference of two units' deviations.
    """

    value: Floats
    deviations: Singles
    spread: Floats


def surely_above(
    estimates: Estimates, pairs: Bools, *, coverage: float = 0.95, stepwise: bool = True
) -> Bools:
    """Test for many ordered pairs at once that the first stands above the second.

    Parameters
    ----------
    estimates : Estimates
    pairs : ndarray of bool, shape (units, units)
        [i, j] where it is asked whether i stands above j.
    coverage : float, optional
        Probability that no pair is said to be above and is not.
    stepwise : bool, optional
        Whether pairs that are decided no longer count for those that are not, which then
        are held to a lower bar; False for a single step.

    Returns
    -------
    ndarray of bool, shape (units, units)
        [i, j] where i surely stands above j; False wherever it was not asked.

    Raises
    ------
    RequestError
        The coverage is no probability between 0 and 1.

    Notes
    -----
    i is above j where ``value[i] - value[j] > c * spread[i, j]``, with c the quantile of the
    largest of all the pairs' deviations, each in its own `spread`. Tied units are never told
    apart. A difference without spread is what it seems.

    References
    ----------
    Mogstad, M., Romano, J. P., Shaikh, A. M., Wilhelm, D. (2024). Inference for ranks with
    applications to mobility across neighbourhoods and academic achievement across countries.
    Review of Economic Studies 91(1), 476-518 (Theorem 3.3 and Algorithm 3.2).
    Romano, J. P., Wolf, M. (2005). Exact and approximate stepdown methods for multiple
    hypothesis testing. Journal of the American Statistical Association 100, 94-108.
    """
    if not 0 < coverage < 1:
        raise RequestError(f"A coverage of {coverage} is none; give one between 0 and 1.")
    difference = estimates.value[:, None] - estimates.value
    certain = estimates.spread <= 0
    found = pairs & certain & (difference > 0)
    active = pairs & ~certain
    np.fill_diagonal(active, val=False)
    while active.any():
        bar = critical_value(estimates, active, coverage)
        new = active & (difference > bar * estimates.spread)
        found |= new
        active &= ~new
        if not (stepwise and new.any()):
            break
    return found


def critical_value(estimates: Estimates, pairs: Bools, coverage: float) -> float:
    """The least number that the pairs' largest deviation exceeds in 1 - `coverage` of draws."""
    largest = np.sort(largest_deviations(estimates, pairs))
    place = int(np.ceil(coverage * len(largest) - 1e-9)) - 1
    return float(largest[max(0, place)])


def largest_deviations(estimates: Estimates, pairs: Bools) -> Singles:
    """Of each draw the largest deviation over all pairs, in units of its spread."""
    deviations = estimates.deviations
    with np.errstate(divide="ignore"):
        scale = (1 / estimates.spread).astype(np.float32)
    largest = np.full(deviations.shape[1], -np.inf, np.float32)
    for unit in np.flatnonzero(pairs.any(axis=1)).tolist():
        others = np.flatnonzero(pairs[unit])
        # One unit against all others at a time: their draws stay in a core's cache.
        block = deviations[unit] - deviations[others]
        block *= scale[unit, others, None]
        np.maximum(largest, block.max(axis=0), out=largest)
    return largest
