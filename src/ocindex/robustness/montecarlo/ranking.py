"""Ranks of many draws by one sort of small whole numbers.

A draw's scores become whole numbers of 24 bits, the highest score zero, and the unit's number
stands in the bits below: sorting these keys sorts units, many times as fast as an argsort of
floats. Where units may be tied, and two keys are so near that rounding may have put them in
the wrong order, that draw is ranked again from its scores.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Units = NDArray[np.uint32]
Scores = NDArray[np.floating[Any]]

# Scores within this share of a draw's range are tied: a sum in doubles is no more exact.
TIED = 1e-12


def ranked(scores: Scores) -> tuple[Units, Units]:
    """Units and their ranks, draw by draw.

    Parameters
    ----------
    scores : ndarray of float64 or float32, shape (draws, units)
        Of doubles, those within 1e-12 of a draw's range are tied. Singles hold noise, whose
        ties mean nothing; they are broken, at 2**-24 of the range, by the unit's number.

    Returns
    -------
    unit : ndarray of uint32, shape (draws, units)
        From the highest score to the lowest.
    rank : ndarray of uint32, shape (draws, units) or (units,)
        Competition rank from 0 of the unit at this place; of shape (units,), and then simply
        the place, where no draw has ties.
    """
    keys, bits = _keys(scores)
    keys.sort(axis=1)
    place = np.arange(scores.shape[1], dtype=np.uint32)
    near = _doubtful(keys, bits) if scores.dtype == np.float64 else np.empty(0, np.int64)
    keys &= keys.dtype.type((1 << bits) - 1)
    unit = keys.astype(np.uint32, copy=False)
    near = near[~_in_order(scores[near], unit[near])]
    if not near.size:
        return unit, place
    unit[near], exact = _ranked_by_scores(scores[near])
    rank = np.repeat(place[None], len(scores), axis=0)
    rank[near] = exact
    return unit, rank


def _keys(scores: Scores) -> tuple[NDArray[np.uint32] | NDArray[np.uint64], int]:
    """Keys that sort from the highest score down, and how many low bits hold the unit."""
    units = scores.shape[1]
    top = scores.max(axis=1, keepdims=True)
    span = top - scores.min(axis=1, keepdims=True)
    span[span == 0] = 1
    scaled = top - scores
    if units <= 256:
        # Up to 2**24 - 256 and no further: in single precision 2**24 - 1 may round up.
        scaled *= scores.dtype.type(2**24 - 256) / span
        # By way of signed numbers, to which processors convert floats many at a time.
        keys = scaled.astype(np.int32).view(np.uint32)
        keys <<= np.uint32(8)
        keys |= np.arange(units, dtype=np.uint32)
        return keys, 8
    scaled *= scores.dtype.type(2**39) / span
    wide = scaled.astype(np.int64).view(np.uint64)
    bits = (units - 1).bit_length()
    wide <<= np.uint64(bits)
    wide |= np.arange(units, dtype=np.uint64)
    return wide, bits


def _doubtful(keys: NDArray[np.uint32] | NDArray[np.uint64], bits: int) -> Ints:
    """Draws in which two neighbours are one step apart or none."""
    steps = keys[:, 1:] - keys[:, :-1]
    return np.flatnonzero(steps.min(axis=1, initial=2 << bits) < (2 << bits))


def _in_order(scores: Scores, unit: Units) -> NDArray[np.bool_]:
    """Draws whose keys have sorted the scores, all of them apart."""
    ordered = np.take_along_axis(scores, unit, axis=1)
    apart: NDArray[np.bool_] = np.logical_and.reduce(_apart(ordered), axis=1)
    return apart


def _apart(ordered: Scores) -> NDArray[np.bool_]:
    """Whether each score is below the one before by more than rounding."""
    return ordered[:, :-1] - ordered[:, 1:] > TIED * (ordered[:, :1] - ordered[:, -1:])


def _ranked_by_scores(scores: Scores) -> tuple[Ints, Ints]:
    """The same from an argsort, with ties."""
    unit = np.argsort(-scores, axis=1, kind="stable")
    ordered = np.take_along_axis(scores, unit, axis=1)
    rank = np.zeros(scores.shape, np.int64)
    rank[:, 1:] = np.where(_apart(ordered), np.arange(1, scores.shape[1]), 0)
    np.maximum.accumulate(rank, axis=1, out=rank)
    return unit, rank


def by_unit(unit: Units, rank: Units) -> Units:
    """Ranks from 0 in the order of units, of shape (draws, units), from those of `ranked`."""
    # Not like `unit`, whose memory may run down the columns: reshape must give a view.
    result = np.empty(unit.shape, unit.dtype)
    flat = unit + np.arange(0, unit.size, unit.shape[1], dtype=np.int64)[:, None]
    result.reshape(-1)[flat] = np.broadcast_to(rank, unit.shape)
    return result
