"""The centre of the scores' prior follows its margins as a dense solution says."""

from __future__ import annotations

import numpy as np
from numpy.testing import assert_allclose

from ocindex.scoring.rater_model import Priors
from ocindex.scoring.rater_model.layout import layout_of
from ocindex.scoring.rater_model.margins import begin_margins, draw_margins

from .conftest import panel_of

PRIORS = Priors(5.5, 3.0, 1.0, 0.0, 1.0)
COUNTRIES, INDICATORS, DRAWS = 4, 3, 6000


def test_draws_are_those_of_the_dense_solution() -> None:
    # Two parts: raters 0 and 1 rate the first two countries, rater 2 the others.
    pairs = ((0, 0), (0, 1), (1, 1), (2, 2), (2, 3))
    # Nobody has rated the last indicator of the first country.
    unrated = INDICATORS - 1
    rows = [(0, c, i, r, 5.0) for r, c in pairs for i in range(INDICATORS) if c or i != unrated]
    layout = layout_of(panel_of(rows, (1, COUNTRIES, INDICATORS, 3)), PRIORS)
    rng = np.random.default_rng(2)
    theta = rng.normal(7, 3, COUNTRIES * INDICATORS)
    margins = begin_margins(layout)
    found = np.array([draw_margins(margins, layout, theta, rng) for _ in range(DRAWS)])
    country, indicator = np.divmod(np.arange(theta.size), INDICATORS)
    design = np.hstack(
        [np.eye(2)[country // 2], np.eye(COUNTRIES)[country], np.eye(INDICATORS)[indicator]]
    )
    known = np.delete(design, unrated, axis=0)
    covariance = np.linalg.inv(known.T @ known / 9 + np.eye(design.shape[1]) / 3)
    mean = 5.5 + design @ covariance @ known.T @ (np.delete(theta, unrated) - 5.5) / 9
    assert_allclose(found.mean(axis=0), mean, atol=0.15)
    sd = np.sqrt(np.diag(design @ covariance @ design.T))
    assert_allclose(found.std(axis=0), sd, rtol=0.05)


def test_the_prior_of_a_margin_is_as_wide_as_that_of_a_score() -> None:
    assert_allclose(3 * PRIORS.margin_sd**2, PRIORS.theta_sd**2)
