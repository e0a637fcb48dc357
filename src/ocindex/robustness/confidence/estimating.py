"""What is known of some units: estimates with a covariance, or draws of a posterior."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ocindex.robustness.confidence.comparisons import Estimates

Floats = NDArray[np.float64]


def estimates_of(
    value: Floats, covariance: Floats, *, draws: int = 1000, seed: int = 1
) -> Estimates:
    """Estimates that are about normal around the truth.

    Parameters
    ----------
    value : ndarray of float64, shape (units,)
    covariance : ndarray of float64, shape (units, units)
        Of the estimates; `numpy.diag(standard_error**2)` where they are independent.
    draws : int, optional
        Draws of the normal distribution, from which critical values are taken.
    seed : int, optional

    Returns
    -------
    Estimates
    """
    roots, vectors = np.linalg.eigh(covariance)
    # Estimates may hang together wholly, as shares do, and roundings fall below zero.
    factor = vectors * np.sqrt(np.maximum(roots, 0))
    normal = np.random.default_rng(seed).standard_normal((len(value), draws))
    deviations = (factor @ normal).astype(np.float32)
    return Estimates(np.asarray(value, np.float64), deviations, spread_of(covariance))


def estimates_of_draws(draws: NDArray[np.floating[Any]]) -> Estimates:
    """A posterior's means, and its draws around them.

    Parameters
    ----------
    draws : ndarray of float, shape (draws, units)

    Returns
    -------
    Estimates
        With the posterior's own spread and tails in place of a normal distribution's.
    """
    values = np.asarray(draws, np.float64)
    mean = values.mean(axis=0)
    around = values - mean
    covariance = around.T @ around / max(1, len(values) - 1)
    return Estimates(mean, np.ascontiguousarray(around.T, np.float32), spread_of(covariance))


def spread_of(covariance: Floats) -> Floats:
    """Standard deviation of each difference; zero where it is that but for rounding."""
    variance = np.diagonal(covariance)
    sums = variance[:, None] + variance
    differences = sums - 2 * covariance
    differences[differences <= 1e-12 * sums] = 0
    return np.sqrt(differences)
