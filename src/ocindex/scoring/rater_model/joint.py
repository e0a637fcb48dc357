"""All countries and raters shifted at once against the halos between them.

Raters of one region judge its countries and hardly any others. Whether they are all harsh or
its countries all low is then a question of many small shifts together, which shifts one by
one would take thousands of sweeps to answer.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import cholesky, solve_triangular

from ocindex.scoring.rater_model.layout import Layout, Places
from ocindex.scoring.rater_model.runs import sums_by
from ocindex.scoring.rater_model.state import State

Floats = NDArray[np.float64]
# Of up to so many countries or raters, the shift takes less time than the rest of a sweep.
EVERY_SWEEP = 400


@dataclass(frozen=True, eq=False)
class Meetings:
    """Which of the smaller side, countries or raters, meet in one of the larger.

    Attributes
    ----------
    small, large : ndarray of intp, shape (halos,)
        The two places of each halo.
    sizes : tuple of int
    first, second : ndarray of intp, shape (pairs,)
        Two halos that meet in one of the larger side.
    among, by : ndarray of intp, shape (pairs,)
        Place in the square matrix of the smaller side, and who of the larger they meet in.
    every : int
        Sweeps from one joint shift to the next.
    """

    small: Places
    large: Places
    sizes: tuple[int, int]
    first: Places
    second: Places
    among: Places
    by: Places
    every: int


def meetings_of(layout: Layout) -> Meetings:
    """Meetings of countries in raters, or of raters in countries, whichever are fewer."""
    sides = [(layout.halo_country, layout.shape[1]), (layout.halo_rater, layout.shape[3])]
    (small, few), (large, many) = sorted(sides, key=lambda side: side[1])
    order = np.argsort(large, kind="stable")
    count = np.bincount(large, minlength=many)
    starts = np.cumsum(count) - count
    # For each halo all halos of the same place on the larger side.
    first = np.repeat(np.arange(len(large)), count[large[order]])
    offset = np.arange(len(first)) - np.repeat(
        np.cumsum(count[large[order]]) - count[large[order]], count[large[order]]
    )
    second = np.repeat(starts[large[order]], count[large[order]]) + offset
    first, second = order[first], order[second]
    every = max(1, round((few / EVERY_SWEEP) ** 3))
    among = small[first] * few + small[second]
    return Meetings(small, large, (few, many), first, second, among, large[first], every)


@dataclass(frozen=True, eq=False)
class Pull:
    """What a side's priors say of its shifts: precisions, and where they pull."""

    precision: Floats
    pull: Floats


def shift_jointly(layout: Layout, meetings: Meetings, state: State) -> None:
    """Draw shifts of all countries' scores and all severities; halos take what is left."""
    own = np.full(len(state.halo), 1 / state.variance[1])
    solved = solve(
        meetings, own, own * state.halo, *sides(layout, scores(layout, state), severities(state))
    )
    by_country, by_rater = in_sides(layout, *solved.draw(state.rng))
    state.halo -= by_country[layout.halo_country] + by_rater[layout.halo_rater]
    state.theta.reshape(-1, layout.shape[1], layout.shape[2])[...] += by_country[:, None]
    state.severity += by_rater


Side = TypeVar("Side")


def sides(layout: Layout, country: Side, rater: Side) -> tuple[Side, Side]:
    """The smaller side and the larger."""
    return (rater, country) if layout.shape[1] > layout.shape[3] else (country, rater)


def in_sides(layout: Layout, few: Floats, many: Floats) -> tuple[Floats, Floats]:
    """Back: those of countries and of raters."""
    return (many, few) if layout.shape[1] > layout.shape[3] else (few, many)


@dataclass(frozen=True, eq=False)
class Solved:
    """A normal distribution of shifts of two sides, of which the larger is eliminated."""

    meetings: Meetings
    weight: Floats
    few_pull: Floats
    many_pull: Floats
    many_total: Floats
    root: Floats

    def draw(self, rng: np.random.Generator) -> tuple[Floats, Floats]:
        """A draw of both sides."""
        few, many = self.meetings.sizes
        return self.backward(
            self.forward(self.few_pull, self.many_pull) + rng.standard_normal(few),
            self.many_pull,
            rng.standard_normal(many) / np.sqrt(self.many_total),
        )

    def times_covariance(self, few: Floats, many: Floats) -> tuple[Floats, Floats]:
        """The covariance of both sides by a vector."""
        return self.backward(self.forward(few, many), many, 0.0)

    def forward(self, few: Floats, many: Floats) -> Floats:
        across = np.bincount(
            self.meetings.small,
            self.weight * (many / self.many_total)[self.meetings.large],
            len(few),
        )
        found: Floats = solve_triangular(self.root, few - across, lower=True, check_finite=False)
        return found

    def backward(self, half: Floats, many: Floats, noise: Floats | float) -> tuple[Floats, Floats]:
        one: Floats = solve_triangular(self.root, half, lower=True, trans="T", check_finite=False)
        taken = np.bincount(self.meetings.large, self.weight * one[self.meetings.small], len(many))
        return one, (many - taken) / self.many_total + noise


def solve(meetings: Meetings, weight: Floats, pull: Floats, few: Pull, many: Pull) -> Solved:
    """The normal of shifts a and b of two sides that meet in pairs.

    Parameters
    ----------
    weight, pull : ndarray of float64, shape (halos,)
        A pair's log-likelihood is pull (a + b) - weight (a + b)**2 / 2.
    few, many : Pull
        Of the smaller side and of the larger.
    """
    size, other = meetings.sizes
    few_total = few.precision + np.bincount(meetings.small, weight, size)
    many_total = many.precision + np.bincount(meetings.large, weight, other)
    # A side that nothing is known of, and that meets nobody, stays where it is.
    many_total[many_total == 0] = 1.0
    few_total[few_total == 0] = 1.0
    both = weight[meetings.first] * weight[meetings.second] / many_total[meetings.by]
    square = -sums_by(meetings.among, both, size * size).reshape(size, size)
    square.reshape(-1)[:: size + 1] += few_total
    root = cholesky(square, lower=True, overwrite_a=True, check_finite=False)
    return Solved(
        meetings,
        weight,
        few.pull + np.bincount(meetings.small, pull, size),
        many.pull + np.bincount(meetings.large, pull, other),
        many_total,
        root,
    )


def scores(layout: Layout, state: State) -> Pull:
    """What priors of scores say of shifts of all scores of a country."""
    _, countries, indicators, _ = layout.shape
    pull = -state.precision * (state.theta[0] - state.centre)
    shape = countries, indicators
    return Pull(state.precision.reshape(shape).sum(axis=1), pull.reshape(shape).sum(axis=1))


def severities(state: State) -> Pull:
    prior = 1 / state.variance[0]
    return Pull(np.full(state.severity.size, prior), -prior * state.severity)
