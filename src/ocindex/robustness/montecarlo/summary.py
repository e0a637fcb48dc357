"""What a simulation says: quantiles, and probabilities of being somewhere or above someone."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ocindex.robustness.montecarlo.running import Simulation
from ocindex.robustness.montecarlo.tally import SCORE_BINS

Floats = NDArray[np.float64]


def score_mean(simulation: Simulation) -> Floats:
    """Mean score, of shape (nodes, units)."""
    frame = simulation.job.frame
    middle = simulation.tally.score_sum / simulation.score_draws + SCORE_BINS / 2
    return frame.low + frame.width * middle


def score_sd(simulation: Simulation) -> Floats:
    """Standard deviation of the score over draws, of shape (nodes, units)."""
    draws, tally = simulation.score_draws, simulation.tally
    squares = tally.score_squares / draws - (tally.score_sum / draws) ** 2
    return simulation.job.frame.width * np.sqrt(np.maximum(squares, 0))


def rank_mean(simulation: Simulation) -> Floats:
    """Mean rank, of shape (nodes, units)."""
    return 1 + simulation.tally.rank_sum / simulation.job.draws


def rank_sd(simulation: Simulation) -> Floats:
    """Standard deviation of the rank over draws, of shape (nodes, units)."""
    draws, tally = simulation.job.draws, simulation.tally
    squares = tally.rank_squares / draws - (tally.rank_sum / draws) ** 2
    return np.sqrt(np.maximum(squares, 0))


def rank_probabilities(simulation: Simulation) -> Floats:
    """Probability of each rank, or of each bin of `rank_width` ranks.

    Returns
    -------
    ndarray of float64, shape (nodes, units, bins)
    """
    return simulation.tally.ranks / simulation.job.draws


def rank_quantiles(simulation: Simulation, shares: Sequence[float]) -> NDArray[np.int64]:
    """The lowest rank that a share of the draws does not exceed.

    Parameters
    ----------
    simulation : Simulation
    shares : sequence of float
        0.05 for the rank that the unit is at or above in one draw of twenty.

    Returns
    -------
    ndarray of int64, shape (shares, nodes, units)
        Where ranks are counted in bins, the last rank of the bin.
    """
    below = np.cumsum(simulation.tally.ranks, axis=2)
    needed = np.ceil(np.asarray(shares) * simulation.job.draws - 1e-9)
    bins = np.stack([(below < max(1.0, count)).sum(axis=2) for count in needed])
    ranks: NDArray[np.int64] = (bins + 1) * simulation.job.frame.rank_width
    return np.minimum(ranks, below.shape[1])


def score_quantiles(simulation: Simulation, shares: Sequence[float]) -> Floats:
    """Scores that a share of the draws does not exceed, between bins on a straight line.

    Returns
    -------
    ndarray of float64, shape (shares, nodes, units)
        Good to a thousandth of the score's standard deviation where its density is smooth;
        never finer than a bin, a twentieth of it, where scores lie on a few points.
    """
    counts = simulation.tally.scores
    below = np.concatenate(
        [np.zeros((*counts.shape[:2], 1), np.int64), np.cumsum(counts, axis=2)], axis=2
    )
    frame, result = simulation.job.frame, []
    for share in shares:
        goal = share * simulation.score_draws
        place = np.clip((below < goal).sum(axis=2) - 1, 0, counts.shape[2] - 1)[..., None]
        before = np.take_along_axis(below, place, axis=2)[..., 0]
        within = np.maximum(np.take_along_axis(counts, place, axis=2)[..., 0], 1)
        step = place[..., 0] + (goal - before) / within
        result.append(frame.low + frame.width * step)
    return np.stack(result)


def top(simulation: Simulation, places: int) -> Floats:
    """Probability of a rank of `places` or better.

    Returns
    -------
    ndarray of float64, shape (nodes, units)
        Where ranks are counted in bins, of the last bin that lies within `places` wholly.
    """
    bins = places // simulation.job.frame.rank_width
    within: NDArray[np.int64] = simulation.tally.ranks[:, :, :bins].sum(axis=2)
    return within / simulation.job.draws


def better_score(simulation: Simulation) -> Floats:
    """Probability of a score above that of `plan.before`; NaN where it has none.

    Returns
    -------
    ndarray of float64, shape (nodes, units)
    """
    shares = simulation.tally.better / simulation.score_draws
    return np.where(np.isfinite(simulation.job.frame.before), shares, np.nan)


def better_rank(simulation: Simulation, before: Floats) -> Floats:
    """Probability of a rank nearer to 1 than one before.

    Parameters
    ----------
    simulation : Simulation
    before : ndarray of float64, shape (nodes, units)
        Ranks; NaN where there is none.

    Returns
    -------
    ndarray of float64, shape (nodes, units)
        Where ranks are counted in bins, of the bins that lie before that rank wholly.
    """
    below = np.cumsum(simulation.tally.ranks, axis=2) / simulation.job.draws
    below = np.concatenate([np.zeros((*below.shape[:2], 1)), below], axis=2)
    known = np.isfinite(before)
    bins = (np.where(known, before, 1) - 1).astype(np.int64) // simulation.job.frame.rank_width
    shares = np.take_along_axis(below, bins[..., None], axis=2)[..., 0]
    return np.where(known, shares, np.nan)


def above(simulation: Simulation) -> Floats:
    """Probability that one unit stands above another; simulated with `pairs=True`.

    Returns
    -------
    ndarray of float64, shape (nodes, units, units)
        [n, i, j] is that i has the better rank; ties belong to neither.
    """
    return simulation.tally.above / simulation.job.draws
