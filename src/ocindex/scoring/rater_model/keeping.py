"""What is kept of the sweeps of chains."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtr

from ocindex.scoring.rater_model.bounding import within_scale
from ocindex.scoring.rater_model.latent import FREEDOM, predicted
from ocindex.scoring.rater_model.layout import Layout
from ocindex.scoring.rater_model.state import State

Floats = NDArray[np.float64]
Singles = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Following:
    """What is followed of every sweep, to tell whether chains agree.

    Attributes
    ----------
    weights : ndarray of float64, shape (indicators, combinations)
        Linear combinations of a country's scores: components.
    rows : ndarray of intp
        Which of (editions x countries) are followed: all, or some where there are very many.
    """

    weights: Floats
    rows: NDArray[np.intp]


@dataclass(eq=False)
class Sums:
    """Sums of a parameter over draws, and of its squares."""

    total: Floats
    squares: Floats

    def add(self, values: Floats) -> None:
        self.total += values
        self.squares += values * values

    def merge(self, other: Sums) -> None:
        self.total += other.total
        self.squares += other.squares


@dataclass(eq=False)
class Totals:
    """What is summed over sweeps.

    Attributes
    ----------
    sums : dict of str to Sums
        Of severity, scale_use, log_noise, halo and leaning.
    expected, tail : ndarray of float64, shape (ratings,)
        Sums over `judged` sweeps, in the order of the layout.
    sweeps, judged : int
    """

    sums: dict[str, Sums]
    expected: Floats
    tail: Floats
    sweeps: int = 0
    judged: int = 0

    def merge(self, other: Totals) -> None:
        for name, sums in self.sums.items():
            sums.merge(other.sums[name])
        self.expected += other.expected
        self.tail += other.tail
        self.sweeps += other.sweeps
        self.judged += other.judged


@dataclass(eq=False)
class Kept:
    """What a stretch of sweeps gives.

    Attributes
    ----------
    theta : ndarray of float32, shape (draws, editions, cells)
        Within the scale.
    followed : ndarray of float32, shape (sweeps, rows x combinations)
    scales : ndarray of float64, shape (draws, 6)
        Standard deviations of `EFFECTS`, and the level of the noise.
    totals : Totals
    """

    theta: Singles
    followed: Singles
    scales: Floats
    totals: Totals


@dataclass(frozen=True, eq=False)
class Gathered:
    """What all chains have kept: draws chain after chain, and totals over all.

    Attributes
    ----------
    theta : ndarray of float32, shape (draws, editions, cells)
    scales : ndarray of float64, shape (draws, 6)
    followed : sequence of list of ndarray of float32
        Of each chain its stretches.
    totals : Totals
    filled : list of int
        Up to where each chain has put its draws.
    """

    theta: Singles
    scales: Floats
    followed: Sequence[list[Singles]]
    totals: Totals
    filled: list[int]

    def take(self, chain: int, kept: Kept) -> None:
        here = slice(self.filled[chain], self.filled[chain] + len(kept.theta))
        self.theta[here], self.scales[here] = kept.theta, kept.scales
        self.filled[chain] = here.stop
        self.followed[chain].append(kept.followed)
        # At once: those of many stretches would fill memory.
        self.totals.merge(kept.totals)


def nothing_gathered(layout: Layout, draws: Sequence[int]) -> Gathered:
    """Room for the draws of each chain."""
    total, starts = sum(draws), np.cumsum(draws) - draws
    theta = np.empty((total, layout.shape[0], layout.cells), np.float32)
    followed: list[list[Singles]] = [[] for _ in draws]
    return Gathered(theta, np.empty((total, 6)), followed, no_totals(layout), starts.tolist())


def no_totals(layout: Layout) -> Totals:
    raters, ratings = layout.shape[3], len(layout.value)
    sizes = {
        "severity": raters,
        "scale_use": raters,
        "log_noise": raters,
        "halo": len(layout.halo_rater),
        "leaning": len(layout.leaning_rater),
    }
    sums = {name: Sums(np.zeros(size), np.zeros(size)) for name, size in sizes.items()}
    return Totals(sums, np.zeros(ratings), np.zeros(ratings))


def nothing_kept(layout: Layout, following: Following, sweeps: int, draws: int) -> Kept:
    """Room for a stretch of sweeps, some of which give draws."""
    editions = layout.shape[0]
    quantities = len(following.rows) * following.weights.shape[1]
    return Kept(
        np.empty((draws, editions, layout.cells), np.float32),
        np.empty((sweeps, quantities), np.float32),
        np.empty((draws, 6)),
        no_totals(layout),
    )


def follow(layout: Layout, state: State, kept: Kept, following: Following, sweep: int) -> None:
    """Components and raters' effects of every sweep."""
    within = np.clip(state.theta, layout.low, layout.high)
    rows = within.reshape(-1, layout.shape[2])[following.rows]
    kept.followed[sweep] = (rows @ following.weights).reshape(-1)
    sums = kept.totals.sums
    sums["severity"].add(state.severity)
    sums["scale_use"].add(state.scale_use)
    sums["log_noise"].add(np.log(state.noise) / 2)
    sums["halo"].add(state.halo)
    sums["leaning"].add(state.leaning)
    kept.totals.sweeps += 1


def keep(layout: Layout, state: State, kept: Kept, place: int) -> None:
    """One of the draws that are given back."""
    kept.theta[place] = within_scale(layout, state)
    kept.scales[place, :5] = np.sqrt(state.variance)
    kept.scales[place, 5] = np.sqrt(state.level)


def judge(layout: Layout, state: State, totals: Totals) -> None:
    """How far each rating lies from what is expected of its rater."""
    mean = predicted(layout, state)
    totals.expected += np.clip(mean, layout.low, layout.high)
    away = np.abs(layout.value - mean) / np.sqrt(layout.by_rater.spread(state.noise))
    totals.tail += 2 * stdtr(FREEDOM, -away)
    totals.judged += 1
