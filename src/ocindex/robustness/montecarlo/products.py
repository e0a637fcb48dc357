"""Products of matrices that take one thread and one order of sums."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Array = NDArray[np.floating[Any]]

# OpenBLAS splits a product of more multiplications than this over threads of its own; below
# it, a thread of ours is a thread, and sums are added in one order whatever the machine does.
UNSPLIT = 2**18
UNSPLIT_VECTOR = 9216  # the same for a matrix by a vector


def product_by_draw(weights: Array, values: Array) -> Array:
    """Sums over indicators: (draws, indicators) by (draws, indicators, units)."""
    result = np.empty((len(values), values.shape[2]), values.dtype)
    tile = max(16, UNSPLIT_VECTOR // values.shape[1])
    for first in range(0, values.shape[2], tile):
        some = slice(first, first + tile)
        np.matmul(weights[:, None, :], values[:, :, some], out=result[:, None, some])
    return result


def tiled_product(left: Floats, right: Floats) -> Floats:
    """`left @ right` in tiles that the library does not split over threads of its own."""
    inner, columns = right.shape
    wide = min(columns, 512)
    tall = max(1, UNSPLIT // (inner * wide))
    result = np.empty((len(left), columns))
    for row in range(0, len(left), tall):
        for first in range(0, columns, wide):
            tile = slice(row, row + tall), slice(first, first + wide)
            np.matmul(left[tile[0]], right[:, tile[1]], out=result[tile])
    return result
