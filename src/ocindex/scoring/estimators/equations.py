"""Henderson's mixed model equations of ratings, with the cells eliminated."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NoReturn

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse.linalg import splu

from ocindex.errors import RequestError
from ocindex.scoring.estimators.cells import Cells
from ocindex.scoring.estimators.estimated import Floats
from ocindex.scoring.estimators.ordering import elimination_order
from ocindex.scoring.observations import Observations

# Entries of a triangular factor; so many take half a gigabyte, and ten seconds each of up to sixty
# times. Those of 400 raters of the world are two million.
MOST = 20_000_000


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
    order : ndarray of int64, shape (effects,)
        In which they are eliminated.
    """

    cell: NDArray[np.intp]
    count: NDArray[np.int64]
    design: Any
    sizes: tuple[int, int, int]
    order: NDArray[np.intp]

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
        sides = equations.design.T @ equations.centred(values)
        effects = np.empty_like(sides)
        effects[equations.order] = self.factors.solve(sides[equations.order])
        cells = equations.sums(values - equations.design @ effects) / equations.count[:, None]
        return cells, effects


def equations_of(observations: Observations, cells: Cells) -> Equations:
    """The design of severity, halo and leaning; only effects that some rating has.

    Raises
    ------
    RequestError
        Factors of the equations would take gigabytes.
    """
    raters, rater = np.unique(observations.rater.astype(np.int64), return_inverse=True)
    keys = (
        rater,
        rater * observations.countries + observations.country,
        rater * observations.indicators + observations.indicator,
    )
    found = [np.unique(key, return_inverse=True) for key in keys]
    sizes = len(raters), len(found[1][0]), len(found[2][0])
    order = elimination_order(
        pairs(found[1][0], observations.countries), pairs(found[2][0], observations.indicators),
        len(raters), MOST,
    )  # fmt: skip
    if order is None:
        refuse_full(sizes)
    starts = np.cumsum((0, *sizes[:-1]))
    columns = np.stack([start + place for start, (_, place) in zip(starts, found, strict=True)], 1)
    rows = np.arange(0, 3 * len(rater) + 1, 3)
    design = sparse.csr_array(
        (np.ones(columns.size), columns.ravel(), rows), shape=(len(rater), sum(sizes))
    )
    return Equations(cells.cell, cells.count, design, sizes, order.effects)


def pairs(keys: NDArray[np.int64], width: int) -> NDArray[np.int64]:
    """Rater and country, or rater and indicator, of effects by their keys."""
    return np.stack(np.divmod(keys, width), axis=1)


def refuse_full(sizes: tuple[int, int, int]) -> NoReturn:
    """Refuse equations whose factors would take gigabytes, or none knows how many."""
    severities, halos, leanings = sizes
    raise RequestError(
        "Method 'mixed' solves for all effects of raters at once, and these ratings have "
        f"{sum(sizes):,} ({severities:,} raters; {halos:,} pairs of rater and unit; {leanings:,} "
        f"of rater and indicator) that hang together so closely that solving may take more than "
        f"{MOST:,} figures. Score by method 'model' or 'mean'."
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
    matrix = (own + sparse.diags_array(equations.by_effect(ratios))).tocsr()
    matrix = matrix[equations.order][:, equations.order].tocsc()
    factors = splu(
        matrix, permc_spec="NATURAL", diag_pivot_thresh=0.0,
        options={"SymmetricMode": True},
    )  # fmt: skip
    return Solver(equations, factors)
