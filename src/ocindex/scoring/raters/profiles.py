"""Flat profiles: raters whose scores of a country hardly differ between indicators (halo)."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.stats import binom
from scipy.stats import f as f_distribution

from ocindex.scoring.agreement.components import crossed

Floats = NDArray[np.float64]
Places = NDArray[np.integer[Any]]
# Of fewer indicators of a country a profile says nothing.
FEWEST = 3


class Profiles(NamedTuple):
    """By rater.

    Attributes
    ----------
    ratio : ndarray of float64, shape (raters,)
        Standard deviation over the indicators of a country, by that of its other raters over
        the same indicators; NaN where no country has both.
    same : ndarray of int64, shape (raters,)
        Countries all of whose indicators have one score of theirs, of those with three or
        more.
    p_ratio, p_same : ndarray of float64, shape (raters,)
        How rarely chance alone makes profiles as flat (by the F distribution), or as many of
        one score, at the rate of the other raters (binomial).
    """

    ratio: Floats
    same: NDArray[np.int64]
    p_ratio: Floats
    p_same: Floats


def profiles_of(
    country: Places, indicator: Places, rater: Places, value: Floats, raters: int
) -> Profiles:
    """How far each rater tells the indicators of a country apart.

    A general impression of a country that colours all of its scores, a halo, makes them
    alike. What other raters of the same indicators do is what it is held against: countries
    do differ in how uneven they are.

    Parameters
    ----------
    country, indicator, rater : ndarray of int, shape (ratings,)
    value : ndarray of float64, shape (ratings,)
    raters : int

    Returns
    -------
    Profiles

    References
    ----------
    Saal, F. E., R. G. Downey and M. A. Lahey (1980). Rating the ratings: assessing the
    psychometric quality of rating data. Psychological Bulletin 88: 413-428 (halo as the
    standard deviation over dimensions).
    Myford, C. M., and E. W. Wolfe (2004). Detecting and measuring rater effects using
    many-facet Rasch measurement: part II. Journal of Applied Measurement 5: 189-227.
    """
    profile = crossed(country, rater)
    cell = crossed(country, indicator)
    n = np.bincount(profile)
    own = np.zeros(len(n), np.int64)
    own[profile] = rater
    x = value - (np.bincount(profile, value) / n)[profile]
    squares = np.bincount(profile, x * x)
    k = np.bincount(cell)[cell]
    # Each of the others' squared departures from their own mean, on the same indicators.
    others = (np.bincount(cell, x * x)[cell] - x * x) / np.maximum(k - 1, 1)
    told = (n >= FEWEST) & (np.bincount(profile, k > 1) == n)
    freedom = np.bincount(own[told], n[told] - 1.0, raters)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.sqrt(
            np.bincount(own[told], squares[told], raters)
            / np.bincount(own[told], np.bincount(profile, others)[told], raters)
        )
    flat = (n >= FEWEST) & (squares < 1e-9)
    same = np.bincount(own[flat], minlength=raters)
    several = np.bincount(own[n >= FEWEST], minlength=raters)
    rest = several.sum() - several
    rate = (same.sum() - same) / np.maximum(rest, 1)
    # The others' spread is of as many ratings of each of several raters.
    p_ratio = f_distribution.cdf(ratio**2, freedom, 3 * freedom)
    return Profiles(ratio, same, p_ratio, binom.sf(same - 1, several, rate))
