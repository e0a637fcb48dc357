"""The factor prior: scores of a country go together, indicator by indicator, as others' do.

theta[c, i] of the first edition is normal about mean[i] + loadings[i] . scores[c], with a
variance of the indicator's own. Signs and order of factors are not determined, and nothing
that hangs on them leaves this file.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammainc, gammaincinv

from ocindex.scoring.rater_model.priors import Priors

Floats = NDArray[np.float64]
# Of the length of the scale, scales of the half-Cauchy priors of the standard deviations of
# loadings and of what is an indicator's own.
OF_LOADINGS, OF_OWN = 1 / 9, 1 / 9
# Factors for so many indicators each, and at the most.
INDICATORS_EACH, MOST = 4, 3
# Of the length of the scale: no score is told by others to less than this, a quarter of a point
# on 1 to 10, or chains stand still where a factor explains an indicator wholly. And of loadings.
LEAST_OWN, LEAST_LOADINGS = 1 / 36, 1e-3


@dataclass(eq=False)
class Factors:
    """Parameters of the factor prior; changed in place.

    Attributes
    ----------
    mean : ndarray of float64, shape (indicators,)
    loadings : ndarray of float64, shape (indicators, factors)
    scores : ndarray of float64, shape (countries, factors)
    own : ndarray of float64, shape (indicators,)
        Variances of what no factor explains.
    spread : ndarray of float64, shape (factors,)
        Variances of each factor's loadings; of a factor that nothing needs it goes to nought.
    own_auxiliary, spread_auxiliary : ndarray of float64
        What makes the priors of their roots half-Cauchy.
    """

    mean: Floats
    loadings: Floats
    scores: Floats
    own: Floats
    spread: Floats
    own_auxiliary: Floats
    spread_auxiliary: Floats


def usual_number(indicators: int) -> int:
    """How many factors so many indicators can tell; none of fewer than four."""
    return min(MOST, indicators // INDICATORS_EACH)


def begin_factors(
    countries: int, indicators: int, priors: Priors, rng: np.random.Generator
) -> Factors:
    """A start that differs from chain to chain."""
    number, length = priors.factors, priors.theta_sd
    return Factors(
        np.full(indicators, priors.theta_mean),
        OF_LOADINGS * length * rng.standard_normal((indicators, number)),
        rng.standard_normal((countries, number)),
        np.full(indicators, (OF_OWN * length) ** 2) * rng.uniform(0.5, 2, indicators),
        np.full(number, (OF_LOADINGS * length) ** 2),
        np.full(indicators, (OF_OWN * length) ** -2),
        np.full(number, (OF_LOADINGS * length) ** -2),
    )


def draw_factors(
    factors: Factors,
    theta: Floats,
    rated: NDArray[np.bool_],
    priors: Priors,
    rng: np.random.Generator,
) -> tuple[Floats, Floats]:
    """Draw all of them, given scores; what they say of scores.

    Scores that nobody has rated are integrated out: drawn from the factors themselves, they
    would hold them where they are.

    Parameters
    ----------
    factors : Factors
    theta : ndarray of float64, shape (countries, indicators)
        Of the first edition.
    rated : ndarray of bool, shape (countries, indicators)
    priors : Priors
    rng : numpy.random.Generator

    Returns
    -------
    centre, precision : ndarray of float64, shape (countries, indicators)
        Of the normal prior of each score.

    References
    ----------
    Lopes, H. F., and M. West (2004). Bayesian model assessment in factor analysis. Statistica
    Sinica 14: 41-67.
    """
    counts = rated.astype(np.float64)
    draw_scores(factors, theta, counts, rng)
    draw_loadings(factors, theta, counts, priors, rng)
    centre = factors.mean + factors.scores @ factors.loadings.T
    squares, length = counts * (theta - centre) ** 2, priors.theta_sd
    factors.own, factors.own_auxiliary = draw_variances(
        squares.sum(axis=0), counts.sum(axis=0), factors.own_auxiliary,
        OF_OWN * length, LEAST_OWN * length, rng,
    )  # fmt: skip
    factors.spread, factors.spread_auxiliary = draw_variances(
        (factors.loadings**2).sum(axis=0), np.full(len(factors.spread), len(theta.T) * 1.0),
        factors.spread_auxiliary, OF_LOADINGS * length, LEAST_LOADINGS * length, rng,
    )  # fmt: skip
    return centre, np.broadcast_to(1 / factors.own, centre.shape)


def draw_scores(factors: Factors, theta: Floats, counts: Floats, rng: np.random.Generator) -> None:
    """Countries' factor scores, standard normal beforehand, given loadings."""
    number, loadings = len(factors.spread), factors.loadings
    weighted = counts / factors.own
    pairs = (loadings[:, :, None] * loadings[:, None, :]).reshape(len(loadings), -1)
    precision = np.eye(number) + (weighted @ pairs).reshape(-1, number, number)
    pull = (weighted * (theta - factors.mean)) @ loadings
    factors.scores = normal(precision, pull, rng)


def draw_loadings(
    factors: Factors, theta: Floats, counts: Floats, priors: Priors, rng: np.random.Generator
) -> None:
    """Each indicator's mean and loadings: a regression of scores on factor scores."""
    design = np.column_stack([np.ones(len(theta)), factors.scores])
    size = design.shape[1]
    weighted = (counts / factors.own).T
    pairs = (design[:, :, None] * design[:, None, :]).reshape(len(design), -1)
    prior = np.concatenate([[1 / priors.theta_sd**2], 1 / factors.spread])
    precision = np.diag(prior) + (weighted @ pairs).reshape(-1, size, size)
    pull = (weighted * theta.T) @ design
    pull[:, 0] += priors.theta_mean / priors.theta_sd**2
    found = normal(precision, pull, rng)
    factors.mean, factors.loadings = found[:, 0], found[:, 1:]


def normal(precision: Floats, pull: Floats, rng: np.random.Generator) -> Floats:
    """Draws of normal vectors, by precisions of shape (rows, size, size) and pulls."""
    noise = np.linalg.cholesky(precision) @ rng.standard_normal((*pull.shape, 1))
    return np.asarray(np.linalg.solve(precision, pull[..., None] + noise), np.float64)[..., 0]


def draw_variances(
    squares: Floats, count: Floats, auxiliary: Floats, scale: float, least: float,
    rng: np.random.Generator,
) -> tuple[Floats, Floats]:  # fmt: skip
    """Variances whose roots are half-Cauchy above the least, and their auxiliary values."""
    shape, rate = (count + 1) / 2, 1 / auxiliary + squares / 2
    # A gamma variate below a bound, by its distribution function.
    below = rng.random(len(squares)) * gammainc(shape, rate / least**2)
    found = np.maximum(rate / gammaincinv(shape, below), least**2)
    return found, (1 / scale**2 + 1 / found) / rng.standard_exponential(len(found))
