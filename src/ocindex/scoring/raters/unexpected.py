"""Ratings far from what is expected: to be asked about, never dropped."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
# Of ratings this improbable one in a thousand is there by chance.
RARE = 0.001


# So many are told in any case: an editor has time for these.
LEAST = 20


def unexpected(tail: Floats, rare: float = RARE, least: int = LEAST) -> NDArray[np.intp]:
    """Ratings that are rarely as far from what is expected, the rarest first.

    Parameters
    ----------
    tail : ndarray of float64, shape (ratings,)
        Chance of a rating as far off or farther; NaN where nothing is expected.
    rare : float, optional
        From where on a rating is told.
    least : int, optional
        So many are told even if they are not rare.

    Returns
    -------
    ndarray of intp
        Places of the ratings. By chance alone there are `rare` times the ratings.
    """
    known = np.flatnonzero(np.isfinite(tail))
    order = known[np.argsort(tail[known], kind="stable")]
    return order[: max(least, int((tail[known] < rare).sum()))]


def discoveries(tail: Floats, rate: float = 0.1) -> NDArray[np.bool_]:
    """Ratings of which at most the share `rate` is there by chance.

    References
    ----------
    Benjamini, Y., and Y. Hochberg (1995). Controlling the false discovery rate: a practical
    and powerful approach to multiple testing. Journal of the Royal Statistical Society B 57:
    289-300.
    """
    known = np.flatnonzero(np.isfinite(tail))
    order = known[np.argsort(tail[known], kind="stable")]
    below = tail[order] <= rate * np.arange(1, len(order) + 1) / max(1, len(order))
    found = np.zeros(len(tail), bool)
    if below.any():
        found[order[: int(np.flatnonzero(below)[-1]) + 1]] = True
    return found
