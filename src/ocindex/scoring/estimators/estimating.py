"""One door to all estimators."""

from __future__ import annotations

from ocindex.scoring.estimators.bootstrap import bootstrap_estimate
from ocindex.scoring.estimators.estimated import Estimated, Method
from ocindex.scoring.estimators.mean import mean_estimate
from ocindex.scoring.estimators.mixed import mixed_estimate
from ocindex.scoring.observations import Observations
from ocindex.scoring.threads import one_thread


def estimated(
    observations: Observations, method: Method, *, draws: int = 1000, seed: int = 1
) -> Estimated:
    """Estimate the true value of each country and indicator by one of the plain estimators.

    Parameters
    ----------
    observations : Observations
        Vignettes are estimated like countries.
    method : {"mean", "median", "trimmed", "mixed"}
        The mean with t standard errors; the median or the mean without a fifth at either end,
        with the bootstrap's; or a linear mixed model of severity, halo and leaning.
    draws : int, optional
    seed : int, optional
        The same seed, the same draws.

    Returns
    -------
    Estimated

    Raises
    ------
    RequestError
        No country and indicator has two ratings.
    """
    if method == "mean":
        return mean_estimate(observations, draws, seed)
    if method == "mixed":
        with one_thread():
            return mixed_estimate(observations, draws, seed)
    return bootstrap_estimate(observations, method, draws, seed)
