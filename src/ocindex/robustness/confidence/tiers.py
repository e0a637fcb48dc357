"""Tiers: units in order, parted where they can be told apart."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


def tiers(value: Floats, above: NDArray[np.bool_]) -> Ints:
    """The fewest runs of units, from the highest down, within which no two are told apart.

    Parameters
    ----------
    value : ndarray of float64, shape (units,)
        By which units are ordered: estimates, or scores that were published of them.
    above : ndarray of bool, shape (units, units)
        [i, j] where i surely stands above j, as `surely_above` says of all pairs.

    Returns
    -------
    ndarray of int64, shape (units,)
        Number of each unit's tier, 1 the highest.

    Notes
    -----
    Going down, a tier takes in units until one comes that can be told apart from a unit of
    the tier; that one opens the next. So two units of one tier are never told apart, each
    tier holds a unit that stands apart from one of the tier before, and no other cut of the
    order does with fewer. Two units of neighbouring tiers may still be too close to be told
    apart: that is asked of the pair, not of the tiers. Equal values share a tier, whatever
    is known of them.
    """
    apart = above | above.T
    found = np.zeros(len(value), np.int64)
    tier, members = 0, np.zeros(len(value), np.bool_)
    for score in np.unique(value)[::-1]:
        tied = value == score
        if tier == 0 or apart[np.ix_(members, tied)].any():
            tier += 1
            members[:] = False
        members |= tied
        found[tied] = tier
    return found
