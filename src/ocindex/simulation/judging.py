"""What raters of three kinds say when they see the truth.

- *aligned*: they see it shifted by their own severity, halo and leaning, and with noise;
- *curved*: they also stretch the scale about its middle and bend it, never out of order;
- *ordinal*: they see a latent trait, and say how many of their own thresholds it passes. The
  truth stands on the scale where the population's thresholds put it.
"""

from __future__ import annotations

import numpy as np

from ocindex.simulation.raters import Floats, Kind, Raters
from ocindex.vocabulary import Scale

FREEDOM = 5


def impressions(
    kind: Kind,
    theta: Floats,
    raters: Raters,
    halo: Floats,
    scale: Scale,
    rng: np.random.Generator,
) -> Floats:
    """What each rater would say of a country if there were no grid.

    Parameters
    ----------
    kind : str
    theta : ndarray of float64, shape (pairs, indicators)
        The truth of each pair of country and rater, in points.
    raters : Raters
        One a pair.
    halo : ndarray of float64, shape (pairs,)
        In points.

    Returns
    -------
    ndarray of float64, shape (pairs, indicators)
        In points, not clipped to the scale.
    """
    low, high = float(scale.minimum), float(scale.maximum)
    shift = (raters.severity + halo)[:, None] + raters.leaning
    error = raters.noise[:, None] * rng.standard_t(FREEDOM, theta.shape)
    random = rng.uniform(low, high, theta.shape)
    if kind == "curved":
        seen = curved(theta + shift, raters, low, high) + error
    elif kind == "ordinal":
        seen = through_thresholds(trait_of(theta, low, high) + shift + error, raters, scale)
    else:
        seen = theta + shift + error
    fault = raters.fault[:, None]
    seen = np.where(fault == "random", random, seen)
    return np.where(fault == "constant", raters.favourite[:, None], seen)


def curved(points: Floats, raters: Raters, low: float, high: float) -> Floats:
    """Points on each rater's own scale: stretched about the middle, then bent between its ends."""
    share = (points - low) / (high - low)
    share = 0.5 + np.exp(raters.stretch)[:, None] * (share - 0.5)
    inner = share.clip(0, 1)
    # What lies beyond the ends does so on every rater's scale, and is cut by the grid.
    bent: Floats = inner ** np.exp(raters.bend)[:, None] + (share - inner)
    return low + (high - low) * bent


def trait_of(points: Floats, low: float, high: float) -> Floats:
    """The latent trait of true points: the farther out, the more of it makes a point."""
    margin = 0.05
    share = (points - low) / (high - low) * (1 - 2 * margin) + margin
    return low + (high - low) * (0.5 + np.log(share / (1 - share)) / 4)


def through_thresholds(trait: Floats, raters: Raters, scale: Scale) -> Floats:
    """Points at which a trait stands between a rater's own thresholds."""
    low, high, step = (float(x) for x in (scale.minimum, scale.maximum, scale.step))
    steps = raters.thresholds.shape[1]
    middles: Floats = low + step * (np.arange(steps, dtype=np.float64) + 0.5)
    about = (low + high) / 2
    usual = about + np.exp(raters.stretch / 2)[:, None] * (trait_of(middles, low, high) - about)
    own = np.sort(usual + raters.thresholds, axis=1)
    ends = np.concatenate([[low], middles, [high]])
    return np.stack([
        np.interp(seen, np.concatenate([[mine[0] - step], mine, [mine[-1] + step]]), ends)
        for seen, mine in zip(trait, own, strict=True)
    ])  # fmt: skip
