"""Ranks of draws from the right posterior are right as often as they say."""

from __future__ import annotations

import numpy as np
import pytest

from ocindex.robustness.confidence import (
    above_shares,
    estimates_of_draws,
    rank_quantiles,
    ranks_of_draws,
    simultaneous_sets,
    top_shares,
)

UNITS, DRAWS, WORLDS = 25, 400, 250
# Truth from a standard normal, seen with an error of this; the posterior is known in closed form.
ERROR = 0.5


def one_world(rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Ranks in truth, and draws of the posterior."""
    truth = rng.standard_normal(UNITS)
    seen = truth + ERROR * rng.standard_normal(UNITS)
    shrunk = 1 / (1 + ERROR**2)
    draws = seen * shrunk + ERROR * np.sqrt(shrunk) * rng.standard_normal((DRAWS, UNITS))
    return ranks_of_draws(truth[None])[0], draws


@pytest.fixture(scope="module")
def worlds() -> list[tuple[np.ndarray, np.ndarray]]:
    rng = np.random.default_rng(11)
    return [one_world(rng) for _ in range(WORLDS)]


def test_rank_intervals_cover_their_level(worlds: list[tuple[np.ndarray, np.ndarray]]) -> None:
    held = []
    for truth, draws in worlds:
        low, high = rank_quantiles(ranks_of_draws(draws), (0.05, 0.95))
        held.append((low <= truth) & (truth <= high))
    # Ranks are whole, so that intervals hold somewhat more.
    assert 0.9 <= np.mean(held) <= 0.95


def test_sets_hold_all_ranks_at_once(worlds: list[tuple[np.ndarray, np.ndarray]]) -> None:
    held = []
    for truth, draws in worlds[:120]:
        sets = simultaneous_sets(estimates_of_draws(draws), coverage=0.9)
        held.append(((sets.low <= truth) & (truth <= sets.high)).all())
    assert np.mean(held) >= 0.9


def test_probabilities_are_frequencies(worlds: list[tuple[np.ndarray, np.ndarray]]) -> None:
    said, came = [], []
    for truth, draws in worlds:
        ranks = ranks_of_draws(draws)
        said += [above_shares(ranks).ravel(), top_shares(ranks, 5)]
        came += [(truth[:, None] < truth).ravel(), truth <= 5]
    probability, true = np.concatenate(said), np.concatenate(came)
    for low in (0.05, 0.25, 0.45, 0.65, 0.85):
        some = (probability >= low) & (probability < low + 0.1)
        assert np.mean(true[some]) == pytest.approx(np.mean(probability[some]), abs=0.03)
