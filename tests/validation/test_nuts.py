"""Gibbs sampling against NUTS: one model, two codes."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from ocindex.scoring.rater_model import Priors, fit
from validation.generative import Truth, design, draw_ratings

Floats = NDArray[np.float64]
PRIORS = Priors(5.5, 3.0, 1.0, 0.5, 1.0)
SIZES = {"small": (12, 4, 16, 4, 4), "middling": (40, 8, 60, 3, 15)}
# Sweeps and draws: of few raters standard deviations have long tails, which want more of both.
LENGTHS = {"small": (20_000, 3_000), "middling": (6_000, 1_000)}


@pytest.mark.parametrize("size", SIZES)
def test_gibbs_and_nuts_draw_from_one_posterior(size: str) -> None:
    pytest.importorskip("numpyro", reason="the group `validation` is not installed")
    from validation.nuts import cut_to_scale, draws_by_nuts

    countries, indicators, raters, each, alone = SIZES[size]
    plan = design(countries, indicators, raters, each, alone=alone)
    rng = np.random.default_rng(7)
    truth = Truth(
        rng.normal(5.5, 2.0, (1, countries, indicators)),
        rng.normal(0, 0.4, raters),
        rng.normal(0, 0.5, (raters, countries)),
        rng.normal(0, 0.9, (raters, indicators)),
        np.exp(rng.normal(-0.2, 0.4, raters)),
        {},
        rng.normal(0, 0.15, raters),
        rng.normal(0, 2.0, (countries, indicators)),
    )
    observations = draw_ratings(plan, truth, rng)
    sweeps, draws = LENGTHS[size]
    ours = fit(observations, seed=1, sweeps=sweeps, draws=4000, priors=PRIORS)
    theirs = draws_by_nuts(observations, plan.whole, PRIORS, seed=1, draws=draws)
    assert ours.diagnostics.sound
    theta = cut_to_scale(observations, plan.whole, PRIORS, theirs, rng)
    cells = ours.theta[:, 0].astype(np.float64)
    severity = theirs["severity"]
    alike("cells", cells.mean(0), theta.mean(0), cells.std(0), theta.std(0))
    one, other = cells.mean(axis=2), theta.mean(axis=2)
    alike("components", one.mean(0), other.mean(0), one.std(0), other.std(0))
    alike("severities", ours.severity.mean, severity.mean(0), ours.severity.sd, severity.std(0))
    for name in ("severity", "halo", "leaning", "scale_use"):
        own, drawn = ours.scales[name], theirs[f"sd_{name}"]
        print(f"sd of {name}: {own.mean():.3f}, {drawn.mean():.3f}, of sd {drawn.std():.3f}")
        assert abs(own.mean() - drawn.mean()) < 0.25 * drawn.std()


def alike(what: str, mean: Floats, other_mean: Floats, sd: Floats, other_sd: Floats) -> None:
    correlation = float(np.corrcoef(mean.ravel(), other_mean.ravel())[0, 1])
    ratio = float(np.exp(np.log(sd / other_sd).mean()))
    away = float((np.abs(mean - other_mean) / other_sd).mean())
    print(f"{what}: correlation {correlation:.5f}, sd ratio {ratio:.4f}, {away:.3f} sd apart")
    assert correlation > 0.99
    assert 0.95 < ratio < 1.05
    assert away < 0.08
