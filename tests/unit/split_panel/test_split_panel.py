"""The split-panel check, on panels drawn from the model and on panels that break it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import numpy as np
import pytest

from ocindex.errors import RequestError
from ocindex.scoring.observations import Observations
from ocindex.scoring.rater_model import Posterior, fit
from ocindex.scoring.split_panel import split_panel
from ocindex.scoring.split_panel.checking import outcome
from ocindex.scoring.split_panel.predicting import distance, plain_means, ratings_of_others
from ocindex.scoring.split_panel.splitting import cells_of, held_out, taken
from validation.generative import Truth, design, draw_ratings

PLAN = design(20, 5, 30, 4)


def panel(halo: float = 0.8) -> Observations:
    rng = np.random.default_rng(3)
    shape = PLAN.countries, PLAN.indicators
    truth = Truth(
        rng.uniform(3, 8, (1, *shape)),
        rng.normal(0, 0.4, PLAN.raters),
        rng.normal(0, halo, (PLAN.raters, PLAN.countries)),
        rng.normal(0, 0.5, (PLAN.raters, PLAN.indicators)),
        np.full(PLAN.raters, 0.6),
        {},
        np.zeros(PLAN.raters),
        np.zeros(shape),
    )
    return draw_ratings(PLAN, truth, rng)


short = partial(fit, seed=1, chains=2, sweeps=400, draws=100, extend=False)


def sure(observations: Observations) -> Posterior:
    """A posterior that claims to know scores and raters by heart."""
    found = short(observations)
    still = {name: np.full_like(values, 0.01) for name, values in found.scales.items()}
    noise = replace(found.noise, mean=np.full_like(found.noise.mean, 0.01))
    theta = np.repeat(found.theta.mean(axis=0, keepdims=True), 100, axis=0)
    return replace(found, theta=theta, scales=still, noise=noise)


def test_the_model_covers_what_it_made() -> None:
    found = split_panel(panel(), short, seed=1)
    assert found.covers
    assert 0.82 < found.cells.coverage < 0.97
    # Halos move all of a country's cells together, which plain standard errors do not know.
    assert found.plain_countries.coverage < found.countries.coverage
    assert found.sentence.startswith("The intervals cover what they claim.")
    assert found.raters + found.held_out == PLAN.raters


def test_intervals_that_are_too_short_are_told() -> None:
    found = split_panel(panel(), sure, seed=1)
    assert not found.covers
    assert found.cells.high < 0.85
    assert "do not cover" in found.sentence


def test_same_seed_same_check() -> None:
    assert split_panel(panel(), short, seed=4) == split_panel(panel(), short, seed=4)


@pytest.mark.parametrize("share", [0.0, 1.0, -1.0, float("nan")])
def test_a_share_is_between_nothing_and_all(share: float) -> None:
    with pytest.raises(RequestError, match="between 0 and 1"):
        split_panel(panel(), short, seed=1, share=share)


def test_nobody_is_held_out_where_each_country_has_one_rater() -> None:
    whole = panel()
    first = np.unique(cells_of(whole), return_index=True)[1]
    alone = taken(whole, np.isin(np.arange(len(whole)), first))
    alone = taken(alone, alone.rater == alone.rater[0])
    with pytest.raises(RequestError, match="Nobody can be held out"):
        split_panel(alone, short, seed=1)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_raters_go_whole_and_countries_keep_one(share: float) -> None:
    whole = panel()
    away = held_out(whole, share, np.random.default_rng(1))
    assert not set(whole.rater[away]) & set(whole.rater[~away])
    assert set(whole.country) == set(whole.country[~away])
    assert 0 < away.mean() <= share


def test_plain_means_by_hand() -> None:
    kept = taken(panel(), np.arange(len(panel())) < 4)
    kept = replace(
        kept,
        country=np.array([0, 0, 1, 1], np.int32),
        indicator=np.zeros(4, np.int32),
        value=np.array([2.0, 4.0, 5.0, 5.0]),
    )
    mean, variance, reach = plain_means(kept, np.array([0, 5]), np.array([1, 2]))
    assert mean.tolist() == [3, 5]
    # Pooled variance: 2 over 2 degrees of freedom.
    assert variance.tolist() == [1.5, 1.0]
    assert reach == pytest.approx(2.919986, abs=1e-6)


def test_scale_use_of_new_raters_follows_the_distance_from_the_middle() -> None:
    whole = panel()
    found = short(whole)
    wide = replace(found, scales={**found.scales, "scale_use": np.full(100, 3.0)})
    rest = {name: draws for name, draws in found.scales.items() if name != "scale_use"}
    none = replace(found, scales=rest)
    rng = np.random.default_rng
    spread = [ratings_of_others(whole, whole, each, rng(1)).std() for each in (none, found, wide)]
    assert spread[0] < spread[2]
    assert spread[1] < spread[2]
    middle = distance(whole, whole)
    cells = cells_of(whole)
    assert middle[cells == cells[0]].mean() == pytest.approx(
        whole.value[cells == cells[0]].mean() - 5.5
    )


def test_coverage_is_resampled_by_country() -> None:
    said = np.repeat([0.0, 9.0], 50)
    zeros = np.zeros(100)
    country = np.repeat([0, 1], 50)
    found = outcome(said, zeros, zeros - 1, zeros + 1, country, np.random.default_rng(1))
    assert (found.count, found.coverage) == (100, 0.5)
    # Two countries, all right and all wrong: nothing is known.
    assert (found.low, found.high) == (0, 1)
    assert found.rmse == pytest.approx(np.sqrt(40.5))
