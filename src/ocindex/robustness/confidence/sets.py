"""Confidence sets for ranks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from ocindex.robustness.confidence.comparisons import Estimates, surely_above

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
Sides = Literal["both", "low", "high"]


@dataclass(frozen=True, eq=False)
class RankSets:
    """Ranks that units may have.

    Attributes
    ----------
    low, high : ndarray of int64, shape (units,)
        Best and worst rank of each unit, 1 for the highest value.
    """

    low: Ints
    high: Ints


def simultaneous_sets(
    estimates: Estimates,
    *,
    coverage: float = 0.95,
    sides: Sides = "both",
    stepwise: bool = True,
    units: Ints | None = None,
) -> RankSets:
    """Sets that hold the true ranks of all units at once.

    Parameters
    ----------
    estimates : Estimates
    coverage : float, optional
        Probability that the rank of every unit, tied or not, lies in its set.
    sides : {"both", "low", "high"}, optional
        Whether the sets bound ranks from both sides, or only the best or the worst rank.
    stepwise : bool, optional
        As for `surely_above`.
    units : ndarray of int64, optional
        Places of the units for which the sets must hold; all if left out.

    Returns
    -------
    RankSets
        Of shape (units,), in the order of `units`.

    Notes
    -----
    A unit's best rank is one more than the number of units surely above it, its worst the
    number of all less those surely below it.

    References
    ----------
    Mogstad, M., Romano, J. P., Shaikh, A. M., Wilhelm, D. (2024). Inference for ranks with
    applications to mobility across neighbourhoods and academic achievement across countries.
    Review of Economic Studies 91(1), 476-518 (Sections 3.1 and 3.2).
    """
    count = len(estimates.value)
    chosen = np.arange(count) if units is None else units
    asked = compared(count, chosen, sides)
    above = surely_above(estimates, asked, coverage=coverage, stepwise=stepwise)
    return sets_of(above, chosen, sides)


def marginal_sets(
    estimates: Estimates,
    *,
    coverage: float = 0.95,
    sides: Sides = "both",
    stepwise: bool = True,
    units: Ints | None = None,
) -> RankSets:
    """Sets each of which holds the true rank of its own unit.

    Parameters
    ----------
    estimates, coverage, sides, stepwise, units
        As for `simultaneous_sets`; the coverage is that of each set by itself.

    Returns
    -------
    RankSets

    References
    ----------
    Mogstad, Romano, Shaikh and Wilhelm (2024), as for `simultaneous_sets` (Section 3.1).
    """
    count = len(estimates.value)
    chosen = np.arange(count) if units is None else units
    found = [
        simultaneous_sets(estimates, coverage=coverage, sides=sides, stepwise=stepwise, units=unit)
        for unit in chosen[:, None]
    ]
    empty = np.zeros(0, np.int64)
    return RankSets(
        np.concatenate([empty, *(each.low for each in found)]),
        np.concatenate([empty, *(each.high for each in found)]),
    )


def compared(count: int, units: Ints, sides: Sides) -> Bools:
    """The ordered pairs on which the ranks of some units rest."""
    asked = np.zeros((count, count), np.bool_)
    if sides != "low":
        asked[units] = True
    if sides != "high":
        asked[:, units] = True
    np.fill_diagonal(asked, val=False)
    return asked


def sets_of(above: Bools, units: Ints, sides: Sides = "both") -> RankSets:
    """Ranks that are left to some units by the pairs of which one is surely above."""
    low = np.ones(len(units), np.int64)
    high = np.full(len(units), len(above), np.int64)
    if sides != "high":
        low += above[:, units].sum(axis=0)
    if sides != "low":
        high -= above[units].sum(axis=1)
    return RankSets(low, high)
