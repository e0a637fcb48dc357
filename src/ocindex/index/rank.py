"""Standard competition ranks within groups: 1 + the number of countries strictly above."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def competition_ranks(values: NDArray[np.int64], groups: NDArray[np.int64]) -> NDArray[np.int32]:
    """Rank the countries of each group; the highest value has rank 1, ties the best rank.

    Parameters
    ----------
    values : ndarray of int64 or object, shape (..., countries, nodes)
    groups : ndarray of int64, shape (countries,)
        Number of each country's group, from 0.

    Returns
    -------
    ndarray of int32, shape (..., countries, nodes)
    """
    if values.size == 0:
        return np.zeros(values.shape, np.int32)
    # One sort a node orders groups, and within them countries from the highest down.
    top, span = values.max(), values.max() - values.min() + 1
    keys = np.swapaxes(top - values, -1, -2) + groups.astype(values.dtype) * span
    if keys.dtype != object and int(span) * (int(groups.max()) + 1) < 2**31:
        keys = keys.astype(np.int32)  # numpy sorts these twice as fast
    keys = np.ascontiguousarray(keys)
    order = np.argsort(keys, axis=-1)
    ordered = np.take_along_axis(keys, order, axis=-1)
    places = np.arange(keys.shape[-1], dtype=np.int32)
    first = np.zeros(keys.shape, np.int32)
    np.multiply(ordered[..., 1:] != ordered[..., :-1], places[1:], out=first[..., 1:])
    np.maximum.accumulate(first, axis=-1, out=first)
    # Group members stand together in the order, so a group's start is a count of those before.
    starts = np.concatenate([[0], np.cumsum(np.bincount(groups))[:-1]]).astype(np.int32)
    first -= starts[np.sort(groups)] - 1
    ranks = np.empty(keys.shape, np.int32)
    np.put_along_axis(ranks, order, first, axis=-1)
    return np.swapaxes(ranks, -1, -2)
