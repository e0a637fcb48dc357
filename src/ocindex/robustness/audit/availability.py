"""How much of the data there is: by unit, and by unit and node of the tree."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class UnitAvailability:
    """Availability of each unit's data, arrays of shape (units,).

    Attributes
    ----------
    missing, zeros : ndarray of int64
        Number of indicators that are missing, and that are zero.
    available : ndarray of float64
        Share of indicators that are not missing.
    nonzero : ndarray of float64
        Share of values that are not zero among those that there are.
    """

    missing: NDArray[np.int64]
    zeros: NDArray[np.int64]
    available: Floats
    nonzero: Floats


def by_unit(values: Floats) -> UnitAvailability:
    """Availability of each unit's data over all indicators.

    Parameters
    ----------
    values : ndarray of float64, shape (units, indicators)

    Returns
    -------
    UnitAvailability
    """
    width = values.shape[1]
    missing = np.isnan(values).sum(axis=1)
    zeros = (values == 0).sum(axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        available = 1 - missing / width
        nonzero = 1 - zeros / (width - missing)
    return UnitAvailability(missing, zeros, available, nonzero)


def by_node(values: Floats, below: NDArray[np.bool_]) -> Floats:
    """Share of the indicators below each node that a unit has.

    Parameters
    ----------
    values : ndarray of float64, shape (units, indicators)
    below : ndarray of bool, shape (nodes, indicators)
        Which indicators stand below each node.

    Returns
    -------
    ndarray of float64, shape (units, nodes)
        NaN for a node without indicators.
    """
    members = below.astype(float).T
    with np.errstate(divide="ignore", invalid="ignore"):
        shares: Floats = (np.isfinite(values).astype(float) @ members) / members.sum(axis=0)
    return shares
