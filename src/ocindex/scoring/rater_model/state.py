"""All that a chain carries from sweep to sweep."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ocindex.scoring.rater_model.factors import Factors, begin_factors
from ocindex.scoring.rater_model.layout import Layout
from ocindex.scoring.rater_model.margins import Margins, begin_margins
from ocindex.scoring.rater_model.priors import Priors

Floats = NDArray[np.float64]
# The standard deviations with half-Cauchy priors, in the order in which they stand.
EFFECTS = ("severity", "halo", "leaning", "innovation", "scale_use")


@dataclass(eq=False)
class State:
    """Parameters and latent values; changed in place.

    Attributes
    ----------
    theta : ndarray of float64, shape (editions, cells)
    severity, scale_use, noise : ndarray of float64, shape (raters,)
        `noise` is the square of each rater's own scale.
    halo, leaning : ndarray of float64, shape (halos,), (leanings,)
    centre, precision : ndarray of float64, shape (cells,)
        Mean and precision of the normal prior of the first edition's scores.
    latent : ndarray of float64, shape (ratings,)
        The judgement that was rounded to the rating.
    weight : ndarray of float64, shape (ratings,)
        By which a rating's precision differs from its rater's: small for outliers.
    step_weight : ndarray of float64, shape (editions - 1, cells)
        The same of innovations.
    variance, auxiliary : ndarray of float64, shape (5,)
        Squares of the standard deviations of `EFFECTS`, and what makes their priors
        half-Cauchy.
    level, freedom : float
        Common level of the noise variances, and by how much they keep to it.
    margins : Margins
        Of which the centre is made.
    factors : Factors or None
        Of the factor prior, where there is one: the centre is theirs then.
    """

    rng: np.random.Generator
    theta: Floats
    severity: Floats
    scale_use: Floats
    noise: Floats
    halo: Floats
    leaning: Floats
    centre: Floats
    precision: Floats
    latent: Floats
    weight: Floats
    step_weight: Floats
    variance: Floats
    auxiliary: Floats
    level: float
    freedom: float
    margins: Margins
    factors: Factors | None


def prior_scales(priors: Priors) -> Floats:
    """Scales of the half-Cauchy priors, in the order of `EFFECTS`."""
    # One that is turned off has a prior of its own all the same, which nothing uses.
    return np.array([*4 * (priors.effect_scale,), priors.scale_use or 1.0])


def begin(layout: Layout, rng: np.random.Generator) -> State:
    """A start that differs from chain to chain: cells' means, and effects of little size."""
    editions, _, _, raters = layout.shape
    size = editions * layout.cells
    count = np.bincount(layout.cell, minlength=size)
    total = np.bincount(layout.cell, layout.value, size)
    priors = layout.priors
    theta = np.where(count > 0, total / np.maximum(count, 1), priors.theta_mean)
    theta += 0.3 * priors.effect_scale * rng.standard_normal(size)
    square = prior_scales(priors) ** 2
    return State(
        rng,
        theta.reshape(editions, -1),
        0.3 * priors.effect_scale * rng.standard_normal(raters),
        np.zeros(raters),
        np.full(raters, priors.noise_scale**2) * rng.uniform(0.5, 2),
        np.zeros(len(layout.halo_rater)),
        np.zeros(len(layout.leaning_rater)),
        np.full(layout.cells, priors.theta_mean),
        np.full(layout.cells, 1 / priors.theta_sd**2),
        layout.value.copy(),
        np.ones(len(layout.value)),
        np.ones((editions - 1, layout.cells)),
        square * rng.uniform(0.1, 1.0, len(EFFECTS)),
        # In units of one over the variances: of another order they would throw these far off.
        np.array([*4 * (1 / priors.effect_scale**2,), 0.25]),
        priors.noise_scale**2,
        float(np.clip(8.0, *priors.noise_df)),
        begin_margins(layout),
        begin_factors(layout.scored, layout.shape[2], priors, rng) if priors.factors else None,
    )
