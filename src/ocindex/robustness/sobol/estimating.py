"""Sobol indices of choices that vary continuously, from scrambled Sobol points."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

# Resamplings that are weighed at a time.
BATCH = 64


@dataclass(frozen=True, eq=False)
class Design:
    """Where a result has to be computed; all coordinates lie in [0, 1).

    Attributes
    ----------
    a, b : ndarray of float64, shape (points, choices)
    mixed : ndarray of float64, shape (choices, points, choices)
        [i] is `a` with choice i from `b`.
    """

    a: Floats
    b: Floats
    mixed: Floats


@dataclass(frozen=True, eq=False)
class Estimates:
    """Estimated shares of variance; arrays of shape (choices,).

    Attributes
    ----------
    variance : float
    first, total : ndarray of float64
        As reported: the first-order index from nought to the total one.
    first_low, first_high, total_low, total_high : ndarray of float64
        Bootstrap intervals of the estimates as they came.
    raw_first, raw_total : ndarray of float64
        As they came.
    too_small : ndarray of bool
        The sample does not settle the index: the first-order estimate came out above the
        total one, or an interval is wider than allowed.
    """

    variance: float
    first: Floats
    total: Floats
    first_low: Floats
    first_high: Floats
    total_low: Floats
    total_high: Floats
    raw_first: Floats
    raw_total: Floats
    too_small: NDArray[np.bool_]


def design(points: int, choices: int, seed: int) -> Design:
    """Points of two independent samples, and of their mixtures.

    Parameters
    ----------
    points : int
        A power of two; rounded up to one. The result is computed (choices + 2) times as often.
    choices : int
    seed : int

    Returns
    -------
    Design

    References
    ----------
    Owen, A. B. (1998). Scrambling Sobol' and Niederreiter-Xing points. Journal of Complexity
    14(4), 466-489.
    """
    from scipy.stats import qmc  # it takes half a second to import

    sampler = qmc.Sobol(2 * choices, scramble=True, rng=np.random.default_rng(seed))
    drawn = sampler.random_base2(max(0, points - 1).bit_length())
    a, b = drawn[:, :choices], drawn[:, choices:]
    mixed = np.repeat(a[None], choices, axis=0)
    for choice in range(choices):
        mixed[choice, :, choice] = b[:, choice]
    return Design(a, b, mixed)


def estimate(
    a: Floats,
    b: Floats,
    mixed: Floats,
    *,
    seed: int,
    resamples: int = 1000,
    level: float = 0.9,
    widest: float = 0.1,
) -> Estimates:
    """First-order and total indices, with intervals.

    Parameters
    ----------
    a, b : ndarray of float64, shape (points,)
        Results at a design's points.
    mixed : ndarray of float64, shape (choices, points)
    seed : int
        Of the bootstrap.
    resamples : int, optional
    level : float, optional
        Of the intervals.
    widest : float, optional
        An interval wider than this marks the sample as too small.

    Returns
    -------
    Estimates

    Notes
    -----
    Results are centred first: without, first-order estimates of a result whose mean is far
    from nought scatter about nought and above the total ones. The bootstrap takes points for
    independent; of Sobol points, which are more even, its intervals are on the wide side.

    References
    ----------
    Saltelli, A. et al. (2010). Variance based sensitivity analysis of model output. Computer
    Physics Communications 181(2), 259-270, table 2 (b: first order; f, of Jansen: total).
    """
    centre = np.concatenate([a, b]).mean()
    a, b, mixed = a - centre, b - centre, mixed - centre
    # One row a point: what the estimates are means of.
    terms = np.column_stack(
        [(a + b) / 2, (a * a + b * b) / 2, (b * (mixed - a)).T, ((a - mixed) ** 2).T / 2]
    )
    whole, variance = _shares(terms.mean(axis=0)[None], len(mixed))
    rng = np.random.default_rng(seed)
    points, drawn = len(a), []
    for start in range(0, resamples, BATCH):
        counts = rng.multinomial(points, np.full(points, 1 / points), min(BATCH, resamples - start))
        drawn.append(_shares(counts @ terms / points, len(mixed))[0])
    ends = np.quantile(np.concatenate(drawn), [(1 - level) / 2, (1 + level) / 2], axis=0)
    (first, total), (low, high) = whole[0], ends
    settled = (first <= total) & ((high - low).max(axis=0) <= widest)
    return Estimates(
        float(variance[0]),
        np.clip(first, 0, np.maximum(total, 0)),
        total,
        low[0],
        high[0],
        low[1],
        high[1],
        first,
        total,
        ~settled,
    )


def _shares(means: Floats, choices: int) -> tuple[Floats, Floats]:
    """Indices of shape (samples, 2, choices), and variances, from means of the terms."""
    variance = means[:, 1] - means[:, 0] ** 2
    known = variance > 0
    scale = np.where(known, variance, 1)[:, None, None]
    return means[:, 2:].reshape(-1, 2, choices) * known[:, None, None] / scale, variance
