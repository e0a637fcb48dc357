"""Variances of severity, halo, leaning and error by restricted maximum likelihood."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ocindex.scoring.estimators.equations import Equations, solver_of
from ocindex.scoring.estimators.estimated import Floats

# Made-up sets of ratings that stand for an expectation, and how near an iteration must come.
MADE_UP, ITERATIONS, NEAR = 20, 60, 1e-3
SMALLEST = 1e-6


@dataclass(frozen=True, eq=False)
class Variances:
    """In squared points: of severity, halo and leaning, shape (3,), and of the error."""

    effects: Floats
    error: float

    @property
    def ratios(self) -> Floats:
        """The error's variance to each of the others."""
        return self.error / self.effects


def restricted_likelihood(equations: Equations, value: Floats, seed: int, step: float) -> Variances:
    """The variances that maximise the restricted likelihood of ratings.

    There, predicted effects and residuals have the squares that they have on average where ratings
    are made up under these variances. Each variance is multiplied by the ratio of the two until
    that holds. The average is over sets that are made up of the same seeded numbers throughout. No
    variance falls below a millionth of all, and the error's not below the grid's, step² / 12.

    References
    ----------
    Patterson, Thompson (1971). Recovery of inter-block information when block sizes are unequal.
    Biometrika 58, 545-554.
    Harville (1977). Maximum likelihood approaches to variance component estimation and to related
    problems. Journal of the American Statistical Association 72, 320-338.
    Garcia-Cortes, Moreno, Varona, Altarriba (1992). Variance component estimation by resampling.
    Journal of Animal Breeding and Genetics 109, 358-363.
    """
    rng = np.random.default_rng([seed, 0])
    effects = rng.standard_normal((equations.effects, MADE_UP))
    errors = rng.standard_normal((equations.ratings, MADE_UP))
    total = float(np.mean(equations.centred(value[:, None]) ** 2))
    least = np.array([*[SMALLEST * total + SMALLEST * step**2] * 3, step**2 / 12])
    found = np.maximum(np.full(4, total / 4), least)
    for _ in range(ITERATIONS):
        spread = np.sqrt(equations.by_effect(found[:3]))[:, None] * effects
        made = equations.design @ spread + np.sqrt(found[3]) * errors
        squares = squared_parts(equations, found, np.column_stack([value, made]))
        usual = squares[:, 1:].mean(axis=1)
        ratio = np.divide(squares[:, 0], usual, out=np.ones(4), where=usual > 0)
        before, found = found, np.maximum(found * ratio, least)
        if np.abs(found / before - 1).max() < NEAR:
            break
    return Variances(found[:3], float(found[3]))


def squared_parts(equations: Equations, variances: Floats, ratings: Floats) -> Floats:
    """Sums of squares of predicted effects and residuals; shape (4, columns)."""
    cells, effects = solver_of(equations, variances[3] / variances[:3]).solve(ratings)
    residuals = ratings - cells[equations.cell] - equations.design @ effects
    parts = [*np.split(effects, np.cumsum(equations.sizes)[:-1]), residuals]
    return np.stack([(part**2).sum(axis=0) for part in parts])
