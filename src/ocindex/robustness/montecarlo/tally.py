"""What is counted of a run of draws; tallies of parts add up to that of the whole."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ocindex.robustness.montecarlo.ranking import Units, by_unit

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Array = NDArray[np.floating[Any]]

SCORE_BINS = 256
# Of more units than this, ranks are counted in bins of several, so that memory is bounded.
RANK_BINS = 512
# Score bins reach this many standard deviations of the first block to either side.
REACH = 6.0
# Eight truth values to a word: so many draws add up before one of its bytes overflows.
WORDS = 2040


@dataclass(frozen=True, eq=False)
class Frame:
    """Where the bins of a simulation lie.

    Attributes
    ----------
    low, width : ndarray of float64, shape (nodes, units)
        Start and width of score bins.
    rank_width : int
        Ranks in a bin.
    before : ndarray of float64, shape (nodes, units)
        Scores to better.
    pairs : bool
        Whether to count which unit stands above which.
    """

    low: Floats
    width: Floats
    rank_width: int
    before: Floats
    pairs: bool


@dataclass(frozen=True, eq=False)
class Tally:
    """Counts and sums over draws.

    Attributes
    ----------
    ranks : ndarray of int64, shape (nodes, units, bins)
    rank_sum, rank_squares : ndarray of int64, shape (nodes, units)
        Of ranks from 0 and their squares.
    scores : ndarray of int64, shape (nodes, units, SCORE_BINS)
    score_sum, score_squares : ndarray of float64, shape (nodes, units)
        Of scores less the middle of the frame's bins, in widths of a bin.
    better : ndarray of int64, shape (nodes, units)
    above : ndarray of int64, shape (nodes, units, units), or (nodes, 0, 0)
    """

    ranks: Ints
    rank_sum: Ints
    rank_squares: Ints
    scores: Ints
    score_sum: Floats
    score_squares: Floats
    better: Ints
    above: Ints

    def add(self, other: Tally) -> None:
        """Take in another tally, in place; sums of floats depend on the order of calls."""
        for field in fields(self):
            total = getattr(self, field.name)
            total += getattr(other, field.name)


def empty(frame: Frame) -> Tally:
    """Nothing counted."""
    nodes, units = frame.low.shape
    pairs = units if frame.pairs else 0

    def zeros(*last: int) -> Ints:
        return np.zeros((nodes, *last), np.int64)

    return Tally(
        zeros(units, -(-units // frame.rank_width)),
        zeros(units),
        zeros(units),
        zeros(units, SCORE_BINS),
        np.zeros((nodes, units)),
        np.zeros((nodes, units)),
        zeros(units),
        zeros(pairs, pairs),
    )


def frame_of(scores: list[Floats], before: Floats, pairs: bool) -> Frame:
    """Lay the bins around the scores of a first block, each of shape (draws, units)."""
    centre = np.stack([each.mean(axis=0, dtype=np.float64) for each in scores])
    spread = np.stack([each.std(axis=0, dtype=np.float64) for each in scores])
    # Scores that do not vary still need bins of some width.
    spread = np.maximum(spread, 1e-9 * np.maximum(1, np.abs(centre)))
    units = centre.shape[1]
    return Frame(
        centre - REACH * spread,
        2 * REACH * spread / SCORE_BINS,
        -(-units // RANK_BINS),
        before,
        pairs,
    )


def count_ranks(tally: Tally, frame: Frame, node: int, unit: Units, rank: Units) -> None:
    """Add the ranks of some draws, as `ranked` gives them; `unit` is overwritten."""
    bins = tally.ranks.shape[2]
    if frame.rank_width == 1:
        # Sums of ranks follow from the counts.
        unit *= np.uint32(bins)
        unit += rank
        tally.ranks[node] += np.bincount(unit.ravel(), minlength=tally.ranks[node].size).reshape(
            tally.ranks[node].shape
        )
        return
    ranks = by_unit(unit, rank)
    tally.rank_sum[node] += ranks.sum(axis=0, dtype=np.int64)
    tally.rank_squares[node] += np.einsum("du,du->u", ranks, ranks, dtype=np.int64)
    _count_by_unit(tally.ranks[node], ranks // np.uint32(frame.rank_width))


def count_scores(tally: Tally, frame: Frame, node: int, scores: Array) -> None:
    """Add the scores of some draws, of shape (draws, units)."""
    known = np.isfinite(frame.before[node])
    if known.any():
        tally.better[node] += (scores > frame.before[node]).sum(axis=0)
    kind = scores.dtype.type
    places = scores * (1 / frame.width[node]).astype(kind)
    places -= (frame.low[node] / frame.width[node] + SCORE_BINS / 2).astype(kind)
    tally.score_sum[node] += places.sum(axis=0, dtype=np.float64)
    tally.score_squares[node] += np.einsum("du,du->u", places, places, dtype=np.float64)
    places += kind(SCORE_BINS / 2)
    np.clip(places, kind(0), kind(SCORE_BINS - 1), out=places)
    _count_by_unit(tally.scores[node], places.astype(np.int32))


def count_pairs(tally: Tally, node: int, ranks: Units) -> None:
    """Add which unit stands above which, from ranks of shape (draws, units)."""
    tally.above[node] += above_counts(ranks)


def above_counts(ranks: Units) -> Ints:
    """Draws in which one unit stands above another, shape (units, units)."""
    draws, units = ranks.shape
    counts = np.zeros((units, units), np.int64)
    for start in range(0, draws, WORDS):
        some = ranks[start : start + WORDS]
        padded = np.zeros((units, -(-len(some) // 8) * 8), np.uint16)
        padded[:, : len(some)] = some.T
        for unit in range(units):
            words = (padded[unit] < padded).view(np.uint64).sum(axis=1)
            found = words.view(np.uint8).reshape(units, 8)
            counts[unit] += found.sum(axis=1, dtype=np.int64)
    return counts


def _count_by_unit(counts: Ints, places: NDArray[np.uint32] | NDArray[np.int32]) -> None:
    """Count bins, of shape (draws, units), in counts of shape (units, bins)."""
    units, bins = counts.shape
    if places.size >= counts.size // 4:
        # One bin unused: rows a power of two apart would share a few lines of the cache.
        apart = bins + 1
        flat = places + np.arange(0, units * apart, apart, dtype=places.dtype)
        found = np.bincount(flat.ravel(), minlength=units * apart)
        counts += found.reshape(units, apart)[:, :bins]
    else:
        # Unit after unit, so that counts come from memory once.
        flat = places + np.arange(0, units * bins, bins, dtype=places.dtype)
        np.add.at(counts.reshape(-1), flat.T.ravel(), 1)
