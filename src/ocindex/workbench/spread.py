"""Scores and ranks over draws, summed up alike wherever the draws came from."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from ocindex.robustness.montecarlo import Simulation, summary
from ocindex.workbench.rebuilding import Rebuilt

Floats = NDArray[np.float64]
SHARES = (0.5, 0.05, 0.95)
# Pairs of countries that are compared for groups, and draws that it takes in any case.
COMPARISONS, FEWEST = 2 * 10**8, 200


@dataclass(frozen=True, eq=False)
class Spread:
    """What the draws say; arrays of shape (nodes, units) where no other is given.

    Attributes
    ----------
    scores, ranks : ndarray of float64, shape (3, nodes, units)
        At 50, 5 and 95 % of the draws.
    top : ndarray of float64
        Probability of a rank of `places` or better.
    better_score, better_rank : ndarray of float64
        Probability of more than before; NaN where there is no before.
    kept : ndarray of float64 or uint16, shape (kept, nodes, units)
        Ranks of the first draws, from 1.
    above : ndarray of float64, shape (nodes, units, units), or None
        Probability that one stands above another, if it was counted in all draws.
    score_draws : int
        Draws whose scores are counted; ranks are of all draws.
    """

    scores: Floats
    score_mean: Floats
    score_sd: Floats
    ranks: Floats
    rank_mean: Floats
    rank_sd: Floats
    top: Floats
    better_score: Floats
    better_rank: Floats
    kept: NDArray[np.uint16] | NDArray[np.float32]
    above: Floats | None
    score_draws: int


def of_simulation(found: Simulation, places: int, before: Floats, pairs: bool) -> Spread:
    """Sum up a simulation; `before` are ranks, shape (nodes, units), NaN where there are none."""
    return Spread(
        summary.score_quantiles(found, SHARES),
        summary.score_mean(found),
        summary.score_sd(found),
        summary.rank_quantiles(found, SHARES).astype(np.float64),
        summary.rank_mean(found),
        summary.rank_sd(found),
        summary.top(found, places),
        summary.better_score(found),
        summary.better_rank(found, before),
        found.kept,
        summary.above(found) if pairs else None,
        found.score_draws,
    )


def of_rebuilt(
    found: Rebuilt, places: int, before_scores: Floats, before_ranks: Floats, keep: int
) -> Spread:
    """Sum up draws that were built anew; shares are of the draws that have the country."""
    scores = found.scores[found.scored].astype(np.float64)
    ranks = found.ranks.astype(np.float64)
    with warnings.catch_warnings():
        # Of a country that no draw has a score of there is nothing to say.
        warnings.simplefilter("ignore", RuntimeWarning)
        of_scores = summed(scores, "linear")
        of_ranks = summed(ranks, "inverted_cdf")
    return Spread(
        *of_scores,
        *of_ranks,
        share(ranks <= places, ranks),
        known(before_scores, share(scores > before_scores, scores)),
        known(before_ranks, share(ranks < before_ranks, ranks)),
        found.ranks[:keep],
        None,
        len(scores),
    )


def summed(
    values: Floats, method: Literal["linear", "inverted_cdf"]
) -> tuple[Floats, Floats, Floats]:
    """Quantiles, mean and standard deviation over draws, without those that are missing."""
    return (
        np.nanquantile(values, SHARES, axis=0, method=method),
        np.nanmean(values, axis=0),
        np.nanstd(values, axis=0),
    )


def share(told: NDArray[np.bool_], values: Floats) -> Floats:
    """Share of the draws with a value of which something holds; 0 where there is none."""
    found: Floats = told.sum(axis=0) / np.maximum(1, np.isfinite(values).sum(axis=0))
    return found


def known(before: Floats, shares: Floats) -> Floats:
    return np.where(np.isnan(before), np.nan, shares)


def paired(kept: NDArray[np.uint16] | NDArray[np.float32]) -> int:
    """Of how many kept draws pairs are counted: fewer where there are very many countries."""
    draws, _, units = kept.shape
    return int(min(draws, max(FEWEST, COMPARISONS // units**2)))


def above_in(kept: NDArray[np.uint16] | NDArray[np.float32]) -> Floats:
    """Share of draws, shape (draws, units), in which one stands above another.

    Of those draws that have both.
    """
    if np.isfinite(kept).all():
        return np.stack([(own[:, None] < kept).mean(axis=0) for own in kept.T])
    there = np.isfinite(kept).astype(np.float64)
    both = np.maximum(1, there.T @ there)
    found: Floats = np.stack([(own[:, None] < kept).sum(axis=0) for own in kept.T]) / both
    return found
