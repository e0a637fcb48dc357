"""Sweeps of one chain, and what is kept of them."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtr

from ocindex.scoring.rater_model.clusters import Clusters, clusters_of, shift_clusters
from ocindex.scoring.rater_model.effects import draw_effects
from ocindex.scoring.rater_model.joint import Meetings, meetings_of, shift_jointly
from ocindex.scoring.rater_model.latent import FREEDOM, draw_latent, draw_noise, predicted
from ocindex.scoring.rater_model.layout import Layout
from ocindex.scoring.rater_model.moves import translate
from ocindex.scoring.rater_model.scales import draw_scales
from ocindex.scoring.rater_model.state import State
from ocindex.scoring.rater_model.stretch import shift_stretch

Floats = NDArray[np.float64]
Singles = NDArray[np.float32]
# Tail probabilities take as long as a sweep, and need no more draws than this a stretch.
TAILS = 4


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


@dataclass(frozen=True, eq=False)
class Sampler:
    """All that sweeps go by and leave as it is."""

    layout: Layout
    following: Following
    meetings: Meetings
    clusters: Clusters


def sampler_of(layout: Layout, following: Following) -> Sampler:
    return Sampler(layout, following, meetings_of(layout), clusters_of(layout))


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
class Kept:
    """What a stretch of sweeps gives.

    Attributes
    ----------
    theta : ndarray of float32, shape (draws, editions, cells)
        Within the scale.
    followed : ndarray of float32, shape (sweeps, rows, combinations)
    scales : ndarray of float64, shape (draws, 6)
        Standard deviations of `EFFECTS`, and the level of the noise.
    sums : dict of str to Sums
        Of severity, scale_use, log_noise, halo and leaning.
    expected, tail : ndarray of float64, shape (ratings,)
        Sums over `sweeps` and over `tails` of them.
    """

    theta: Singles
    followed: Singles
    scales: Floats
    sums: dict[str, Sums]
    expected: Floats
    tail: Floats
    sweeps: int = 0
    tails: int = 0


@dataclass(frozen=True)
class Stretch:
    """A run of sweeps: how many, and which of them give draws; none while a chain warms up."""

    sweeps: int
    kept: tuple[int, ...] = field(default=())
    recorded: bool = False


def advance(sampler: Sampler, state: State, stretch: Stretch) -> tuple[State, Kept | None]:
    """Sweep on; the state is changed in place."""
    layout, following = sampler.layout, sampler.following
    record = empty(layout, stretch, following) if stretch.recorded else None
    keeps = {sweep: place for place, sweep in enumerate(stretch.kept)}
    every = max(1, stretch.sweeps // TAILS)
    for sweep in range(stretch.sweeps):
        sweep_once(sampler, state, jointly=sweep % sampler.meetings.every == 0)
        if record is None:
            continue
        follow(layout, state, record, following, sweep)
        if sweep in keeps:
            keep(layout, state, record, keeps[sweep])
        if sweep % every == 0:
            judge(layout, state, record)
    return state, record


def sweep_once(sampler: Sampler, state: State, *, jointly: bool) -> None:
    """Every block once, then the shifts."""
    layout = sampler.layout
    mean = predicted(layout, state)
    draw_latent(layout, state, mean)
    draw_noise(layout, state, mean)
    draw_effects(layout, state)
    translate(layout, state)
    if jointly:
        shift_jointly(layout, sampler.meetings, state)
    if jointly and layout.priors.scale_use:
        shift_stretch(layout, sampler.meetings, state)
    if layout.leans:
        shift_clusters(layout, sampler.clusters, state)
    draw_scales(layout, state)


def empty(layout: Layout, stretch: Stretch, following: Following) -> Kept:
    editions, _, _, raters = layout.shape
    sizes = {
        "severity": raters,
        "scale_use": raters,
        "log_noise": raters,
        "halo": len(layout.halo_rater),
        "leaning": len(layout.leaning_rater),
    }
    ratings = len(layout.value)
    combinations = following.weights.shape[1]
    return Kept(
        np.empty((len(stretch.kept), editions, layout.cells), np.float32),
        np.empty((stretch.sweeps, len(following.rows), combinations), np.float32),
        np.empty((len(stretch.kept), 6)),
        {name: Sums(np.zeros(size), np.zeros(size)) for name, size in sizes.items()},
        np.zeros(ratings),
        np.zeros(ratings),
    )


def follow(layout: Layout, state: State, record: Kept, following: Following, sweep: int) -> None:
    """Components and raters' effects of every sweep."""
    within = np.clip(state.theta, layout.low, layout.high)
    rows = within.reshape(-1, layout.shape[2])[following.rows]
    record.followed[sweep] = rows @ following.weights
    record.sums["severity"].add(state.severity)
    record.sums["scale_use"].add(state.scale_use)
    record.sums["log_noise"].add(np.log(state.noise) / 2)
    record.sums["halo"].add(state.halo)
    record.sums["leaning"].add(state.leaning)
    record.sweeps += 1


def keep(layout: Layout, state: State, record: Kept, place: int) -> None:
    """One of the draws that are given back."""
    np.clip(state.theta, layout.low, layout.high, out=record.theta[place], casting="same_kind")
    record.scales[place, :5] = np.sqrt(state.variance)
    record.scales[place, 5] = np.sqrt(state.level)


def judge(layout: Layout, state: State, record: Kept) -> None:
    """How far each rating lies from what is expected of its rater."""
    mean = predicted(layout, state)
    record.expected += np.clip(mean, layout.low, layout.high)
    away = np.abs(layout.value - mean) / np.sqrt(state.noise[layout.rater])
    record.tail += 2 * stdtr(FREEDOM, -away)
    record.tails += 1
