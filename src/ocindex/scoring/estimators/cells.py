"""Ratings by what they rate: a country and indicator of an edition."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ocindex.errors import RequestError
from ocindex.scoring.estimators.estimated import Draws, Estimated, Floats, Method
from ocindex.scoring.observations import Observations

# Numbers that are held at a time while draws are made.
AT_ONCE = 4_000_000


@dataclass(frozen=True, eq=False)
class Cells:
    """The cells that somebody has rated, and the ratings in their order.

    Attributes
    ----------
    shape : tuple of int
        Editions, countries, indicators.
    place : ndarray of int64, shape (cells,)
        Of each rated cell, in an array of that shape laid flat.
    order : ndarray of int64, shape (ratings,)
        Ratings by cell, from the lowest value on.
    starts, count : ndarray of int64, shape (cells,)
        Where a cell's ratings begin in that order, and how many they are.
    cell : ndarray of int64, shape (ratings,)
        The cell of each rating, in the order of the ratings.
    """

    shape: tuple[int, int, int]
    place: NDArray[np.int64]
    order: NDArray[np.intp]
    starts: NDArray[np.intp]
    count: NDArray[np.int64]
    cell: NDArray[np.intp]


def cells_of(observations: Observations) -> Cells:
    """Group ratings by cell."""
    shape = observations.editions, observations.countries, observations.indicators
    flat = observations.edition.astype(np.int64) * shape[1] + observations.country
    flat = flat * shape[2] + observations.indicator
    place, cell, count = np.unique(flat, return_inverse=True, return_counts=True)
    order = np.lexsort((observations.value, cell))
    return Cells(shape, place, order, np.cumsum(count) - count, count, cell)


def refuse_unrepeated(cells: Cells, method: str) -> None:
    """Refuse ratings of which no two are of the same: they say nothing of their spread."""
    if not (cells.count > 1).any():
        raise RequestError(
            "Nothing was rated twice on the same indicator, so that nothing says how far raters "
            f"differ, and method '{method}' has no standard errors. Add ratings, or score by "
            "method 'model'."
        )


def gathered(
    method: Method, cells: Cells, found: tuple[Floats, Floats, Floats], theta: Draws
) -> Estimated:
    """Estimates, standard errors and degrees of freedom of rated cells at their places."""
    spread = np.full((3, *cells.shape), np.nan)
    spread.reshape(3, -1)[:, cells.place] = found
    return Estimated(method, spread[0], spread[1], spread[2], theta)


def drawn(
    cells: Cells,
    draws: int,
    ends: tuple[float, float],
    at_once: int,
    draw: Callable[[int], Floats],
) -> Draws:
    """Draws at their places, cut at the ends of the scale, NaN where nobody has rated.

    `draw` makes as many as it is asked for, shape (so many, cells); `at_once` says how many
    numbers it holds for one draw.
    """
    theta = np.full((draws, *cells.shape), np.nan, np.float32)
    flat = theta.reshape(draws, -1)
    for part in parts(draws, at_once):
        made = draw(part.stop - part.start)
        flat[part, cells.place] = made.clip(*ends)
    return theta


def parts(draws: int, at_once: int) -> Iterator[slice]:
    """Draws in parts that fit into the memory that one may take."""
    size = max(1, AT_ONCE // max(at_once, 1))
    for start in range(0, draws, size):
        yield slice(start, min(start + size, draws))
