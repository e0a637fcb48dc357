"""A linear mixed model: cells are fixed, severity, halo and leaning random, errors normal."""

from __future__ import annotations

import numpy as np

from ocindex.scoring.estimators.cells import cells_of, drawn, gathered, refuse_unrepeated
from ocindex.scoring.estimators.equations import Equations, equations_of, solver_of
from ocindex.scoring.estimators.estimated import Estimated, Floats
from ocindex.scoring.estimators.reml import Variances, restricted_likelihood
from ocindex.scoring.observations import Observations


def mixed_estimate(observations: Observations, draws: int, seed: int) -> Estimated:
    """Best linear unbiased estimates of all cells, by restricted maximum likelihood.

    rating = cell + severity[rater] + halo[rater, country] + leaning[rater, indicator] + error.

    Draws are of the estimates' joint normal errors under the fitted variances, so that errors that
    a rater makes in many cells at once stay together: ratings are made up under the model for
    each, and estimated like the real ones. Grid and ends of the scale are taken no notice of, nor
    is the variances' own uncertainty.

    Raises
    ------
    RequestError
        No cell has two ratings.

    References
    ----------
    Henderson (1975). Best linear unbiased estimation and prediction under a selection model.
    Biometrics 31, 423-447.
    Garcia-Cortes, Moreno, Varona, Altarriba (1992). Variance component estimation by resampling.
    Journal of Animal Breeding and Genetics 109, 358-363.
    """
    cells = cells_of(observations)
    refuse_unrepeated(cells, "mixed")
    equations = equations_of(observations, cells)
    variances = restricted_likelihood(equations, observations.value, seed, observations.step)
    solver = solver_of(equations, variances.ratios)
    estimate = solver.solve(observations.value[:, None])[0][:, 0]
    rng = np.random.default_rng([seed, 1])
    moments = np.zeros(len(estimate))

    def draw(many: int) -> Floats:
        off = solver.solve(made_up(equations, variances, many, rng))[0].T
        moments[:] += (off**2).sum(axis=0)
        return estimate + off

    ends = observations.low, observations.high
    theta = drawn(cells, draws, ends, 4 * equations.size, draw)
    error = np.sqrt(moments / draws)
    degrees = np.full(len(estimate), np.inf)
    return gathered("mixed", cells, (estimate, error, degrees), theta)


def made_up(
    equations: Equations, variances: Variances, many: int, rng: np.random.Generator
) -> Floats:
    """Ratings of cells that are all nought, shape (ratings, many)."""
    effects = rng.standard_normal((equations.effects, many))
    effects *= np.sqrt(equations.by_effect(variances.effects))[:, None]
    errors = rng.standard_normal((equations.ratings, many))
    ratings: Floats = equations.design @ effects + np.sqrt(variances.error) * errors
    return ratings
