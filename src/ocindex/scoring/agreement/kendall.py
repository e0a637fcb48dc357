"""Kendall's W: whether raters put the same things in the same order."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.stats import chi2, rankdata

Floats = NDArray[np.float64]


class Concordance(NamedTuple):
    """Kendall's coefficient of concordance.

    Attributes
    ----------
    w : float
        From 0, as many orders as raters, to 1, one order; corrected for ties.
    statistic, freedom, p : float
        Friedman's chi-squared: how often chance alone would do as well. With few items it is
        an approximation.
    raters, items : int
    """

    w: float
    statistic: float
    freedom: int
    p: float
    raters: int
    items: int


def kendall_w(table: Floats) -> Concordance:
    """Kendall's coefficient of concordance, corrected for ties.

    Parameters
    ----------
    table : ndarray of float64, shape (raters, items)
        Complete: every rater rated every item.

    Returns
    -------
    Concordance
        NaN with fewer than two raters or items, or where each rater rated all items alike.

    References
    ----------
    Kendall, M. G., and J. D. Gibbons (1990). Rank Correlation Methods, 5th ed., ch. 6. Arnold.
    Siegel, S., and N. J. Castellan (1988). Nonparametric Statistics for the Behavioral
    Sciences, 2nd ed., ch. 9.7. McGraw-Hill.
    """
    raters, items = table.shape
    if raters < 2 or items < 2:
        return Concordance(np.nan, np.nan, max(0, items - 1), np.nan, raters, items)
    ranks = rankdata(table, axis=1)
    total = ranks.sum(axis=0)
    spread = ((total - total.mean()) ** 2).sum()
    ties = sum(float((count**3 - count).sum()) for count in map(tied, ranks))
    most = (raters**2 * (items**3 - items) - raters * ties) / 12
    w = float(spread / most) if most > 0 else np.nan
    statistic = raters * (items - 1) * w
    return Concordance(w, statistic, items - 1, float(chi2.sf(statistic, items - 1)), raters, items)


def tied(ranks: Floats) -> Floats:
    return np.unique(ranks, return_counts=True)[1].astype(np.float64)
