"""Scores to the values of all nodes, in whole numbers."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ocindex.index.weights import weighting
from ocindex.vocabulary import Framework


def node_values(framework: Framework, units: NDArray[np.int64]) -> NDArray[np.int64]:
    """The value of every node: the weighted mean of means, exactly.

    Parameters
    ----------
    framework : Framework
    units : ndarray of int64, shape (..., countries, indicators)
        Scores in units of the scale.

    Returns
    -------
    ndarray of int64 or object, shape (..., countries, nodes)
        Scores in units of the scale, times the weighting's `denominator`.
    """
    weights = weighting(framework)
    matrix = weights.matrix
    exact = units.astype(matrix.dtype, copy=False)
    return np.concatenate([exact @ matrix, exact * weights.denominator], axis=-1)
