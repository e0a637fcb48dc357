"""Henderson's mixed model equations of ratings, with the cells eliminated."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse.linalg import splu

from ocindex.errors import RequestError
from ocindex.scoring.estimators.cells import Cells
from ocindex.scoring.estimators.estimated import Floats
from ocindex.scoring.observations import Observations

# Severities, halos and leanings; those of 400 raters of the world take seconds a solution.
MOST = 50_000


@dataclass(frozen=True, eq=False)
class Equations:
    """Which cell and which of the raters' effects each rating has.

    Attributes
    ----------
    cell : ndarray of int64, shape (ratings,)
    count : ndarray of int64, shape (cells,)
        Ratings of each cell.
    design : sparse array, shape (ratings, effects)
        One where a rating has an effect: severities, then halos, then leanings.
    sizes : tuple of int
        How many effects of each of the three there are.
    """

    cell: NDArray[np.intp]
    count: NDArray[np.int64]
    design: Any
    sizes: tuple[int, int, int]

    @property
    def ratings(self) -> int:
        return len(self.cell)

    @property
    def effects(self) -> int:
        return sum(self.sizes)

    @property
    def size(self) -> int:
        """Numbers that stand for one draw."""
        return self.ratings + self.effects

    def by_effect(self, values: Floats) -> Floats:
        """The value of its kind for each effect; `values` has shape (3,)."""
        return np.repeat(values, self.sizes)

    def sums(self, values: Floats) -> Floats:
        """Sums over each cell's ratings; values have shape (ratings, columns)."""
        order = np.argsort(self.cell, kind="stable")
        starts = np.cumsum(self.count) - self.count
        total: Floats = np.add.reduceat(values[order], starts, axis=0)
        return total

    def centred(self, values: Floats) -> Floats:
        """Values less the mean of their cell; shape (ratings, columns)."""
        means = self.sums(values) / self.count[:, None]
        return values - means[self.cell]


@dataclass(frozen=True, eq=False)
class Solver:
    """Solves the equations for given ratios of variances; the factors are kept."""

    equations: Equations
    factors: Any

    def solve(self, values: Floats) -> tuple[Floats, Floats]:
        """Estimates of cells and predictions of effects for ratings, shape (ratings, columns).

        Returns
        -------
        cells : ndarray of float64, shape (cells, columns)
        effects : ndarray of float64, shape (effects, columns)
        """
        equations = self.equations
        effects = self.factors.solve(equations.design.T @ equations.centred(values))
        cells = equations.sums(values - equations.design @ effects) / equations.count[:, None]
        return cells, effects


def equations_of(observations: Observations, cells: Cells) -> Equations:
    """The design of severity, halo and leaning; only effects that some rating has."""
    rater = observations.rater.astype(np.int64)
    keys = (
        rater,
        rater * observations.countries + observations.country,
        rater * observations.indicators + observations.indicator,
    )
    found = [np.unique(key, return_inverse=True) for key in keys]
    sizes = tuple(len(values) for values, _ in found)
    refuse_too_many(sum(sizes))
    starts = np.cumsum((0, *sizes[:-1]))
    columns = np.stack([start + place for start, (_, place) in zip(starts, found, strict=True)], 1)
    rows = np.arange(0, 3 * len(rater) + 1, 3)
    design = sparse.csr_array(
        (np.ones(columns.size), columns.ravel(), rows), shape=(len(rater), sum(sizes))
    )
    return Equations(cells.cell, cells.count, design, (sizes[0], sizes[1], sizes[2]))


def refuse_too_many(effects: int) -> None:
    """Refuse equations whose factors would take gigabytes."""
    if effects > MOST:
        raise RequestError(
            f"Method 'mixed' solves for all effects of raters at once, up to {MOST:,} of them; "
            f"these ratings have {effects:,}. Score by method 'model' or 'mean'."
        )


def solver_of(equations: Equations, ratios: Floats) -> Solver:
    """Factorise Z'MZ + D, where M takes each cell's mean away.

    `ratios` are the error's variance to those of severity, halo and leaning.
    """
    design = equations.design
    member = sparse.csr_array(
        (np.ones(equations.ratings), (np.arange(equations.ratings), equations.cell))
    )
    sums = member.T @ design
    weights = sparse.diags_array(1 / equations.count)
    own = design.T @ design - sums.T @ weights @ sums
    matrix = (own + sparse.diags_array(equations.by_effect(ratios))).tocsc()
    factors = splu(
        matrix, permc_spec="MMD_AT_PLUS_A", diag_pivot_thresh=0.0,
        options={"SymmetricMode": True},
    )  # fmt: skip
    return Solver(equations, factors)
