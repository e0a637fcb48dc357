"""What is known of some units: estimates with a covariance, or draws of a posterior."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ocindex.errors import RequestError
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

    Raises
    ------
    RequestError
        Values are missing, or the covariance is none of as many units.
    """
    refuse_covariance(value, covariance)
    roots, vectors = np.linalg.eigh(covariance)
    # Estimates may hang together wholly, as shares do, and roundings fall below zero.
    # The symmetric root is the only one: vectors by themselves have the sign that LAPACK likes.
    factor = np.einsum("ik,k,jk->ij", vectors, np.sqrt(np.maximum(roots, 0)), vectors)
    normal = np.random.default_rng(seed).standard_normal((len(value), draws))
    deviations = np.einsum("ij,jd->id", factor, normal).astype(np.float32)
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

    Raises
    ------
    RequestError
        Draws are missing, or fewer than two.
    """
    values = np.asarray(draws, np.float64)
    if len(values) < 2 or not np.isfinite(values).all():
        raise RequestError("A spread needs two draws or more of every unit, and none missing.")
    mean = values.mean(axis=0)
    around = values - mean
    # No product of matrices, which would round by the number of threads.
    covariance = np.einsum("di,dj->ij", around, around) / (len(values) - 1)
    return Estimates(mean, np.ascontiguousarray(around.T, np.float32), spread_of(covariance))


def refuse_covariance(value: Floats, covariance: Floats) -> None:
    """Values or a covariance that no sets can be made of."""
    if covariance.shape != (len(value), len(value)):
        raise RequestError(
            f"A covariance of {len(value)} units is a square of as many, not {covariance.shape}. "
            "Give numpy.diag(standard_error**2) where estimates are independent."
        )
    if not (np.isfinite(value).all() and np.isfinite(covariance).all()):
        raise RequestError("Estimates or their covariance are missing. Leave such units out.")
    if not np.allclose(covariance, covariance.T) or (np.diagonal(covariance) < 0).any():
        raise RequestError("A covariance is symmetric, and no variance is below zero.")


def spread_of(covariance: Floats) -> Floats:
    """Standard deviation of each difference; zero where it is that but for rounding."""
    variance = np.diagonal(covariance)
    sums = variance[:, None] + variance
    differences = sums - 2 * covariance
    differences[differences <= 1e-12 * sums] = 0
    return np.sqrt(differences)
