"""What children do to a score: correlation ratios, whatever the weights say."""

from __future__ import annotations

from typing import Literal

import numpy as np

from ocindex.index.steps.weights.complete import Floats, complete_rows, refuse_constant

# Bandwidths tried, as shares of a child's range.
BANDWIDTHS = np.geomspace(0.02, 4.0, 32)
# A smoothing spline needs as many different values.
FEWEST_SPLINE = 5


def correlation_ratios(
    values: Floats,
    scores: Floats,
    *,
    smoother: Literal["linear", "spline", "kernel"] = "linear",
) -> Floats:
    """First-order effect of each child: the share of the scores' variance that follows it.

    Parameters
    ----------
    values : ndarray of float64, shape (units, children)
        Units that lack a child, or a score, are left out.
    scores : ndarray of float64, shape (units,)
    smoother : {'linear', 'spline', 'kernel'}, optional
        How the mean of the score given a child is found: by a straight line, where the ratio
        is the squared correlation; by a cubic smoothing spline, smoothed by generalised
        cross-validation; by local lines under a normal kernel, whose bandwidth leaves the
        least error of each unit from the others.

    Returns
    -------
    ndarray of float64, shape (children,)
        From 0 to 1. They need not sum to one: children that go together share what they do.

    Raises
    ------
    Refusal
        If fewer than five units are complete; naming children, or beyond them the score
        (column: the number of children), that do not vary.

    References
    ----------
    Paruolo, P., M. Saisana and A. Saltelli (2013). Ratings and rankings: voodoo or science?
    Journal of the Royal Statistical Society A 176: 609-634.
    """
    kept = complete_rows(np.column_stack([values, scores]), FEWEST_SPLINE)
    refuse_constant(kept)
    y = kept[:, -1]
    fit = {"linear": line, "spline": spline, "kernel": local_lines}[smoother]
    fitted = np.stack([fit(x, y) for x in kept[:, :-1].T])
    return np.asarray(np.clip(fitted.var(axis=1) / y.var(), 0, 1))


def line(x: Floats, y: Floats) -> Floats:
    """Least squares."""
    away = x - x.mean()
    return np.asarray(y.mean() + away * (away @ y / (away @ away)))


def spline(x: Floats, y: Floats) -> Floats:
    """Cubic smoothing spline; units of one value are first brought to their mean."""
    from scipy.interpolate import make_smoothing_spline  # takes long to import

    places, back, count = np.unique(x, return_inverse=True, return_counts=True)
    means = np.bincount(back, y) / count
    if len(places) < FEWEST_SPLINE:
        return np.asarray(means[back])
    smooth = make_smoothing_spline(places, means, count.astype(float))
    return np.asarray(smooth(x), np.float64)


def local_lines(x: Floats, y: Floats) -> Floats:
    """Local linear regression under a normal kernel, cross-validated."""
    gaps = (x - x[:, None]) / np.ptp(x)
    weights = np.exp(-0.5 * (gaps / BANDWIDTHS[:, None, None]) ** 2)
    zeroth, first, second = (np.sum(weights * gaps**power, axis=-1) for power in (0, 1, 2))
    # Where all neighbours stand in one place, a line is their mean.
    spread = np.maximum(zeroth * second - first**2, 1e-12 * zeroth**2)
    smooth = weights * (second[..., None] - gaps * first[..., None]) / spread[..., None]
    smooth /= smooth.sum(axis=-1, keepdims=True)
    fitted = smooth @ y
    own = np.clip(np.diagonal(smooth, axis1=1, axis2=2), None, 1 - 1e-9)
    best = int(np.argmin((((y - fitted) / (1 - own)) ** 2).sum(axis=1)))
    return np.asarray(fitted[best])
