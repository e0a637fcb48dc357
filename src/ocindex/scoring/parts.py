"""Parts of a panel that no rater links."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

Places = NDArray[np.integer[Any]]


def linked_parts(country: Places, rater: Places, countries: int, raters: int) -> NDArray[np.int64]:
    """The connected part of every country and rater.

    Parameters
    ----------
    country, rater : ndarray of int, shape (meetings,)
        Who rated which; a meeting may come twice.
    countries, raters : int

    Returns
    -------
    ndarray of int64, shape (countries + raters,)
        Countries first. Whoever meets nobody is a part alone.
    """
    size = countries + raters
    ones = np.ones(len(country), np.int8)
    graph = coo_array((ones, (country, countries + rater)), shape=(size, size))
    found: NDArray[np.int64] = connected_components(graph, directed=False)[1].astype(np.int64)
    return found
