"""What holds for all units at once: rank intervals with a joint coverage, and groups."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class JointIntervals:
    """Rank intervals that hold together.

    Attributes
    ----------
    low, high : ndarray of int64, shape (units,)
        Best and worst rank of each unit.
    coverage : float
        Share of the draws in which every unit is within its interval.
    level : float
        Probability of either tail of one unit that was needed for it.
    """

    low: Ints
    high: Ints
    coverage: float
    level: float


def joint_intervals(ranks: NDArray[np.integer], coverage: float) -> JointIntervals:
    """Widen each unit's interval by the same tail probability until all hold together.

    Parameters
    ----------
    ranks : ndarray of int, shape (draws, units)
        From 1, as a simulation keeps them for one node.
    coverage : float
        Share of draws in which all units must be within their intervals.

    Returns
    -------
    JointIntervals
        The narrowest of their kind that reach the coverage in these draws.

    References
    ----------
    Besag, J., Green, P., Higdon, D., Mengersen, K. (1995). Bayesian computation and
    stochastic systems. Statistical Science 10(1), 3-41 (simultaneous credible regions, p. 30).
    Mogstad, M., Romano, J. P., Shaikh, A. M., Wilhelm, D. (2024). Inference for ranks.
    Review of Economic Studies 91(1), 476-518 (why marginal intervals mislead).
    """
    draws, units = ranks.shape
    counts = np.zeros((units, int(ranks.max()) + 1), np.int64)
    np.add.at(counts, (np.arange(units), ranks), 1)
    up_to = np.cumsum(counts, axis=1)
    # How far out in its unit's distribution a rank lies: draws that lie as far out or farther.
    tail = np.minimum(up_to, draws - up_to + counts)
    outmost = np.sort(tail[np.arange(units), ranks].min(axis=1))
    allowed = int(np.floor(draws * (1 - coverage) + 1e-9))
    level = int(outmost[allowed])
    inside = (tail >= level) & (counts > 0)
    low = inside.argmax(axis=1)
    high = inside.shape[1] - 1 - inside[:, ::-1].argmax(axis=1)
    held = ((ranks >= low) & (ranks <= high)).all(axis=1).mean()
    return JointIntervals(low, high, float(held), level / draws)


def alike(above: Floats, order: Ints, level: float) -> list[tuple[int, int]]:
    """Runs of units, in an order, in which no two can be told apart.

    Parameters
    ----------
    above : ndarray of float64, shape (units, units)
        [i, j] is the probability that i stands above j.
    order : ndarray of int64, shape (units,)
        Units from the highest down, by mean rank say.
    level : float
        Two are told apart where the first of them stands above with this probability.

    Returns
    -------
    list of tuple of int
        First and last place, from 0, of each run that no other holds; runs may overlap, as
        letters of a compact display do.
    """
    told = above[np.ix_(order, order)] >= level
    runs: list[tuple[int, int]] = []
    for first in range(len(order)):
        last = first
        while last + 1 < len(order) and not told[first : last + 1, last + 1].any():
            last += 1
        if not runs or last > runs[-1][1]:
            runs.append((first, last))
    return runs
