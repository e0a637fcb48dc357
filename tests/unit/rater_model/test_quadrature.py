"""A fit so small that its posterior can be summed over a grid."""

from __future__ import annotations

import numpy as np
from numpy.testing import assert_allclose
from scipy import stats

from ocindex.scoring.rater_model import Priors, fit

from .conftest import panel_of

RATINGS = (3.0, 4.5, 4.5, 1.0)
# Effects of no size, and a known freedom of the raters' noise: scores and noise are left.
FREEDOM = 8.0
PRIORS = Priors(5.5, 2.0, 1e-4, 0.0, 1.0, (FREEDOM, FREEDOM))


def test_one_cell_is_as_quadrature_says() -> None:
    rows = [(0, 0, 0, rater, value) for rater, value in enumerate(RATINGS)]
    found = fit(
        panel_of(rows, (1, 1, 1, 4)), seed=1, chains=2, sweeps=2500, draws=2500,
        priors=PRIORS, extend=False,
    )  # fmt: skip
    theta = np.linspace(-4, 14, 181)[:, None]
    level = np.linspace(0.02, 10, 120)[:, None, None]
    # Raters' variances at the middles of thirty equal shares of their distribution.
    scale = np.sqrt(level * FREEDOM / stats.chi2(FREEDOM).ppf((np.arange(30) + 0.5) / 30))
    # The centre of the prior is unknown, and varies as much.
    joint = (
        stats.norm(PRIORS.theta_mean, np.sqrt(2) * PRIORS.theta_sd).logpdf(theta[:, 0])
        - level[:, 0]
    )
    for value in RATINGS:
        noise = stats.t(5, theta, scale)
        # A rating at the floor of the scale stands for everything below.
        below = 0 if value == 1 else noise.cdf(value - 0.25)
        joint = joint + np.log((noise.cdf(value + 0.25) - below).mean(axis=-1))
    joint = np.exp(joint - joint.max())
    # What is beyond the scale is drawn anew within it, as the noise of that draw has it.
    score = theta[:, 0]
    within = joint * ((score >= 1) & (score <= 10))
    weight = (within * (joint.sum(axis=1) / within.sum(axis=1))[:, None]).sum(axis=0)
    mean = np.average(score, weights=weight)
    sd = np.sqrt(np.average((score - mean) ** 2, weights=weight))
    draws = found.theta[:, 0, 0, 0]
    assert_allclose(draws.mean(), mean, atol=0.08)
    assert_allclose(draws.std(), sd, rtol=0.08)
