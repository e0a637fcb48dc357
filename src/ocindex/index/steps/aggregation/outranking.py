"""Comparing units two by two: concordance, Copeland scores, dominance."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ocindex.index.steps.aggregation.present import Floats, present_enough


def outranking(values: Floats, weights: Floats) -> Floats:
    """Outranking matrix: the weight of children in which one unit is better than another.

    Parameters
    ----------
    values : ndarray of float64, shape (..., units, children)
        More is better; only the order within a child matters. Missing values are NaN.
    weights : ndarray of float64, shape (..., children)
        Not negative, of any sum but zero.

    Returns
    -------
    ndarray of float64, shape (..., units, units)
        Row: the unit that is better; column: the one that it is compared with. Ties count
        half, so that an element and its mirror sum to one; zero on the diagonal. Only
        children that both units have are compared, their weights raised to a sum of one;
        NaN where there are none.

    Notes
    -----
    Children of equal weight are counted, not summed, so that a draw of, say, ten against ten
    is exactly a half. No element depends on the order of the units.

    References
    ----------
    Munda, G. and M. Nardo (2009). Noncompensatory/nonlinear composite indicators for ranking
    countries: a defensible setting. Applied Economics 41: 1513-1523.
    """
    if weights.ndim > 1:
        draws = np.broadcast_shapes(weights.shape[:-1], values.shape[:-2])
        tables = np.broadcast_to(values, (*draws, *values.shape[-2:]))
        sets = np.broadcast_to(weights, (*draws, weights.shape[-1]))
        return np.array([outranking(*each) for each in zip(tables, sets, strict=True)])
    won: Floats = np.zeros(())
    common: Floats = np.zeros(())
    distinct = np.unique(weights[weights > 0])
    for weight in distinct:
        some = values[..., weights == weight]
        # Counts are as they are where all weights are equal.
        share = weight if len(distinct) > 1 else np.float64(1)
        won = np.asarray(won + share * better(some))
        common = np.asarray(common + share * compared(some))
    doubled = won - np.swapaxes(won, -1, -2) + common
    concordance = np.asarray(doubled / (2 * np.where(common > 0, common, np.nan)))
    diagonal = np.arange(values.shape[-2])
    concordance[..., diagonal, diagonal] = 0
    return concordance


# As many children as a byte can count.
BYTE = 255


def better(values: Floats) -> NDArray[np.int64] | NDArray[np.uint8]:
    """In how many children each unit is better than each other, (..., units, units)."""
    columns = np.ascontiguousarray(np.moveaxis(values, -1, 0))
    units = values.shape[-2]
    if len(columns) > BYTE:
        parts = [values[..., start : start + BYTE] for start in range(0, len(columns), BYTE)]
        return np.asarray(np.sum([better(part) for part in parts], axis=0, dtype=np.int64))
    # Bytes are compared and added many at once.
    wins = np.zeros((*values.shape[:-2], units, units), np.uint8)
    for column in columns:
        wins += (column[..., :, None] > column[..., None, :]).view(np.uint8)
    return wins


def compared(values: Floats) -> Floats:
    """How many children both units have, (..., units, units) or one number for all."""
    present = ~np.isnan(values)
    if present.all():
        return np.full((), float(values.shape[-1]))
    # Products of zeros and ones are whole numbers: BLAS gets them exactly.
    both: Floats = present.astype(float) @ np.swapaxes(present, -1, -2).astype(float)
    return both


def copeland(
    values: Floats, weights: Floats, *, available: float = 0.0, majority: bool = False
) -> Floats:
    r"""Copeland scores: what a unit wins when compared with every other.

    Parameters
    ----------
    values : ndarray of float64, shape (..., units, children)
        More is better; only the order within a child matters. Missing values are NaN.
    weights : ndarray of float64, shape (..., children)
        Not negative, of any sum but zero.
    available : float, optional
        Least share of children present, from 0 to 1; units with less are compared with none.
    majority : bool, optional
        Count one for every unit that a majority of weight places below, less one for every
        unit that it places above, as Copeland did. Otherwise concordances are summed.

    Returns
    -------
    ndarray of float64, shape (..., units)
        Between 0 and the number of other units; between minus and plus that number with
        `majority`. Where some pairs have no child in common, the mean over the others counts
        for them. NaN for units that can be compared with none.

    Notes
    -----
    .. math::

        y_u = \sum_{v \ne u} E_{uv}, \qquad
        E_{uv} = \sum_{c : x_{uc} > x_{vc}} w_c + \tfrac{1}{2} \sum_{c : x_{uc} = x_{vc}} w_c

    or, with `majority`, the sum of the signs of E - 1/2.

    Scores depend on all units together: one that enters may change the order of two others.

    References
    ----------
    Copeland, A. H. (1951). A reasonable social welfare function. University of Michigan.
    Athanasoglou, S. (2015). Multidimensional welfare rankings under weight imprecision.
    Social Choice and Welfare 44: 719-744.
    """
    enough = present_enough(np.isnan(values), available)
    matrix = outranking(np.where(enough, values, np.nan), weights)
    units = values.shape[-2]
    others = ~np.isnan(matrix) & ~np.eye(units, dtype=bool)
    won = np.sign(np.round(matrix - 0.5, 12)) if majority else matrix
    rivals = others.sum(axis=-1)
    # A lone unit has nobody to win against, and has won all it could: nothing.
    alone = 0.0 if units == 1 else np.nan
    sums = np.where(others, won, 0.0).sum(axis=-1)
    scaled = sums * ((units - 1) / np.maximum(rivals, 1))
    return np.where(rivals > 0, scaled, np.where(enough[..., 0], alone, np.nan))


def dominance(matrix: Floats) -> tuple[int, float]:
    """Pairs of which one unit is better in everything.

    Parameters
    ----------
    matrix : ndarray of float64, shape (units, units)
        As `outranking` gives it.

    Returns
    -------
    count : int
        Pairs in which one unit is better in all children compared.
    share : float
        Of all pairs; zero where there is none.
    """
    count, units = int((matrix == 1).sum()), len(matrix)
    return count, count / max(units * (units - 1) / 2, 1)
