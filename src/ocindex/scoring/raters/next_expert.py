"""Where one more expert helps most: how certain scores would be with one more rater."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ocindex.scoring.agreement.dependability import Variances

Floats = NDArray[np.float64]


def rater_errors(variances: Variances, shares: Floats) -> Floats:
    """Standard error of one rater's score of each node.

    Parameters
    ----------
    variances : Variances
    shares : ndarray of float64, shape (nodes, indicators)
        Effective weights of the indicators in each node; a row sums to one.

    Returns
    -------
    ndarray of float64, shape (nodes,)
        Severity and halo are the same on all indicators, and do not average out.
    """
    spread = (shares**2).sum(axis=1) * (variances.leaning + variances.noise)
    found: Floats = np.sqrt(variances.rater + variances.halo + spread)
    return found


def with_one_more(deviation: Floats, error: Floats) -> Floats:
    """Standard deviation of scores after one more rater who is like the others.

    The new rater's score of a node is an observation of it that is independent of those
    before: precisions add up. Heavy tails of the noise are taken at their variance, so what
    is promised is a little less than what is to be had.

    Parameters
    ----------
    deviation : ndarray of float64, shape (countries, nodes)
        Today's.
    error : ndarray of float64, shape (nodes,) or (countries, nodes)
        Of one rater's score.

    Returns
    -------
    ndarray of float64, shape (countries, nodes)

    References
    ----------
    Lindley, D. V. (1956). On a measure of the information provided by an experiment. Annals
    of Mathematical Statistics 27: 986-1005.
    """
    both = np.hypot(deviation, error)
    found: Floats = np.divide(deviation * error, both, out=0 * both, where=both > 0)
    return found
