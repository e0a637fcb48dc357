"""Decision studies: how dependable scores are with so many raters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np


@dataclass(frozen=True, slots=True)
class Variances:
    """Variances of the effects that make up a rating, none below zero.

    Attributes
    ----------
    country, country_indicator : float
        How countries differ, over all indicators and on each.
    rater : float
        Severity: how far raters differ over all.
    halo : float
        Country by rater.
    leaning : float
        Indicator by rater.
    noise : float
        All else.
    """

    country: float
    country_indicator: float
    rater: float
    halo: float
    leaning: float
    noise: float

    def single(self, indicators: float = 1) -> float:
        """Error variance of one rater's mean over so many indicators of a country."""
        return self.rater + self.halo + (self.leaning + self.noise) / indicators


class Dependability(NamedTuple):
    """How dependable the mean of several raters is.

    Attributes
    ----------
    generalizability : float
        The G coefficient: of differences between countries that the same raters rated, so
        that their severity is in both.
    dependability : float
        The Phi coefficient: of scores from raters of their own.
    error : float
        Standard error of such a score, in points.
    """

    generalizability: float
    dependability: float
    error: float


def dependability(variances: Variances, raters: int, indicators: float = 1) -> Dependability:
    """G and Phi of a country's score from so many raters.

    Parameters
    ----------
    variances : Variances
    raters : int
        Of the country; each rates all of the indicators.
    indicators : float, optional
        The score is the mean over so many, and these are the ones that count: no sample of
        others. Of unequal weights, one by the sum of their squares.

    Returns
    -------
    Dependability
        NaN where nothing varies.

    References
    ----------
    Cronbach, L. J., G. C. Gleser, H. Nanda and N. Rajaratnam (1972). The Dependability of
    Behavioral Measurements. Wiley.
    Brennan, R. L. (2001). Generalizability Theory, ch. 4. Springer.
    Shavelson, R. J., and N. M. Webb (1991). Generalizability Theory: A Primer. SAGE.
    """
    universe = variances.country + variances.country_indicator / indicators
    relative = (variances.halo + variances.noise / indicators) / raters
    absolute = variances.single(indicators) / raters
    return Dependability(
        share(universe, relative), share(universe, absolute), float(np.sqrt(absolute))
    )


def share(universe: float, error: float) -> float:
    total = universe + error
    return universe / total if total > 0 else np.nan
