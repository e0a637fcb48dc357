"""Fits: what they give, whatever the ratings are like."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from ocindex.errors import RequestError
from ocindex.scoring.observations import Observations
from ocindex.scoring.rater_model import Posterior, fit, usual_priors
from ocindex.scoring.rater_model.layout import layout_of

from .conftest import panel_of

Panel = Callable[..., Observations]
SHORT: dict[str, Any] = {"seed": 1, "sweeps": 60, "draws": 40, "chains": 2, "extend": False}
ONE = (1, 1, 1, 1)


def fitted(rows: list[tuple[int, int, int, int, float]], shape: tuple[int, int, int, int],
           **options: Any) -> Posterior:  # fmt: skip
    found = fit(panel_of(rows, shape), **{**SHORT, **options})
    for name in ("theta", "expected", "tail", "grid"):
        assert np.isfinite(getattr(found, name)).all()
    for name in ("severity", "scale_use", "noise", "halo", "leaning"):
        summary = getattr(found, name)
        assert np.isfinite(np.stack([summary.mean, summary.sd, summary.low, summary.high])).all()
    return found


def test_what_a_fit_gives(panel: Panel) -> None:
    observations = panel()
    found = fit(observations, **SHORT)
    assert found.theta.shape == (40, 1, 6, 3)
    assert found.theta.dtype == np.float32
    assert found.theta.min() >= 1
    assert found.theta.max() <= 10
    assert set(found.scales) == {"severity", "halo", "leaning", "scale_use", "noise"}
    assert found.expected.shape == found.tail.shape == (len(observations),)
    assert ((found.tail > 0) & (found.tail <= 1)).all()
    assert len(found.halo.mean) == len(found.halo_rater) == len(found.halo_country)
    told = layout_of(observations, usual_priors(observations)).told
    assert abs(told @ found.scale_use.mean) < 1e-9
    means = np.zeros((6, 3))
    np.add.at(means, (observations.country, observations.indicator), observations.value)
    count = np.zeros((6, 3))
    np.add.at(count, (observations.country, observations.indicator), 1)
    # Severities apart, scores are about the means of their ratings.
    assert np.corrcoef(found.theta.mean(axis=0).ravel(), (means / count).ravel())[0, 1] > 0.9


def test_processes_stretches_and_the_order_of_ratings_change_nothing(panel: Panel) -> None:
    observations = panel(2)
    one = fit(observations, **SHORT, processes=1)
    two = fit(observations, **SHORT, processes=2)
    back = np.arange(len(observations))[::-1]
    columns = ("country", "indicator", "rater", "edition", "round", "value", "confidence")
    turned = replace(observations, **{name: getattr(observations, name)[back] for name in columns})
    other = fit(turned, **SHORT)
    for found in (two, other):
        np.testing.assert_array_equal(one.theta, found.theta)
        np.testing.assert_array_equal(one.noise.mean, found.noise.mean)
    np.testing.assert_array_equal(one.expected, two.expected)
    np.testing.assert_array_equal(one.expected[back], other.expected)
    assert "innovation" in one.scales
    assert not np.array_equal(one.theta, fit(observations, **{**SHORT, "seed": 2}).theta)


def test_progress_counts_up_and_goes_on_where_chains_do_not_agree(panel: Panel) -> None:
    told: list[tuple[str, int, int]] = []
    found = fit(panel(), **{**SHORT, "extend": True}, progress=lambda *each: told.append(each))
    assert [each for each in told if each[0] == "Sweeping"][-1] == ("Sweeping", 120, 120)
    assert told[-1][0] == "Sweeping on"
    assert (found.diagnostics.extended, found.diagnostics.sweeps) == (2, 240)
    assert not found.diagnostics.sound
    assert "do not agree well enough" in found.diagnostics.sentence
    assert "extended 2 times" in found.diagnostics.sentence


def test_long_chains_agree(panel: Panel) -> None:
    found = fit(panel(), seed=1, sweeps=2000, draws=100).diagnostics
    assert found.sound, found.sentence
    assert found.sentence.startswith("The chains agree: R-hat at most 1.0")


def test_nobody_rated_a_cell_and_one_rated_it_alone() -> None:
    rows = [(0, 0, 0, r, 4.0 + r / 2) for r in range(4)] + [(0, 1, 0, 0, 7.0)]
    found = fitted(rows, (1, 3, 2, 4), draws=200, sweeps=900)
    spread = np.quantile(found.theta, [0.05, 0.95], axis=0)[:, 0]
    width = spread[1] - spread[0]
    assert width[2, 0] > 7  # nearly the whole scale, of a country without ratings
    assert width[0, 1] > 7  # and of an indicator without any
    assert width[0, 0] < width[1, 0] < 7


@pytest.mark.parametrize("scores", [[1.0] * 5, [10.0] * 5, [5.0] * 5])
def test_raters_who_all_say_the_same(scores: list[float]) -> None:
    rows = [(0, c, i, r, scores[r]) for c in range(2) for i in range(2) for r in range(5)]
    found = fitted(rows, (1, 2, 2, 5), sweeps=200)
    assert np.abs(np.median(found.theta) - scores[0]) < 0.8


def test_five_raters_of_many_scores_are_not_lenient_because_scores_are_high() -> None:
    """By priors about the middle alone the mean of 320 scores would be known beforehand."""
    rng = np.random.default_rng(1)
    truth = np.clip(8 + rng.standard_normal((40, 1)) + 0.7 * rng.standard_normal((40, 8)), 1, 10)
    severity = np.array([0.6, -0.3, 0.1, -0.5, 0.1])
    rows = [
        (0, c, i, r, float(np.clip(np.rint(2 * (truth[c, i] + severity[r] + e)) / 2, 1, 10)))
        for (c, i, r), e in np.ndenumerate(0.8 * rng.standard_t(5, (40, 8, 5)))
    ]  # fmt: skip
    found = fitted(rows, (1, 40, 8, 5), sweeps=300, draws=100)
    assert abs(found.theta.mean() - truth.mean()) < 0.25
    assert np.abs(found.severity.mean - severity).max() < 0.4


def test_all_at_the_ceiling_of_many_scores_are_at_the_ceiling() -> None:
    rows = [(0, c, i, r, 10.0) for c in range(10) for i in range(8) for r in range(5)]
    found = fitted(rows, (1, 10, 8, 5), sweeps=300, draws=100)
    assert np.quantile(found.theta.mean(axis=(2, 3)), 0.05) > 9
    assert np.abs(found.severity.mean).max() < 3


def test_a_rater_of_one_rating_and_one_of_one_country() -> None:
    rows = [(0, c, i, r, 3.0 + c + i) for c in range(3) for i in range(2) for r in range(3)]
    rows += [(0, 0, 0, 3, 9.5), *((0, 1, i, 4, 8.0) for i in range(2))]
    found = fitted(rows, (1, 3, 2, 5))
    assert found.severity.sd[3] > found.severity.sd[0]


def test_a_panel_in_two_parts() -> None:
    rows = [
        (0, part * 2 + c, i, part * 3 + r, 4.0 + part + c)
        for part in (0, 1) for c in (0, 1) for i in (0, 1) for r in range(3)
    ]  # fmt: skip
    fitted(rows, (1, 4, 2, 6))


def test_many_editions_of_one_indicator_keep_their_scale() -> None:
    """Scores that hardly move would be paid for by raters who all stretch the scale."""
    rng = np.random.default_rng(4)
    editions, countries, each = 25, 6, 4
    truth = rng.uniform(3, 8, countries) + np.cumsum(
        0.15 * rng.standard_normal((editions, countries)), axis=0
    )
    rows = [
        (e, c, 0, c * each + r, float(np.clip(np.rint(2 * truth[e, c] + rng.normal()) / 2, 1, 10)))
        for e in range(editions) for c in range(countries) for r in range(each)
    ]  # fmt: skip
    found = fitted(rows, (editions, countries, 1, countries * each), sweeps=300, draws=100)
    assert not found.leaning.mean.size
    assert "leaning" not in found.scales
    away = found.theta.mean(axis=0)[:, :, 0] - truth
    assert np.sqrt((away**2).mean()) < 0.35
    assert found.scale_use.mean.max() < 0.3


def test_a_single_rating() -> None:
    found = fitted([(0, 0, 0, 0, 5.0)], ONE)
    assert abs(found.scale_use.mean[0]) < 1e-12  # there is nobody to compare with


def test_raters_who_use_the_scale_alike_have_no_shares(panel: Panel) -> None:
    observations = panel()
    priors = replace(usual_priors(observations), scale_use=0.0)
    found = fit(observations, **SHORT, priors=priors)
    assert not found.scale_use.mean.any()


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"seed": -1}, "from 0"),
        ({"chains": 0}, "one chain or more"),
        ({"draws": 1}, "a draw of each"),
        ({"sweeps": 25}, "too few for 40 draws"),
        ({"monitor": np.ones((2, 1))}, "a row for each of the 3"),
    ],
)
def test_what_cannot_be_asked(options: dict[str, Any], told: str, panel: Panel) -> None:
    with pytest.raises(RequestError, match=told):
        fit(panel(), **{**SHORT, **options})


def test_no_ratings() -> None:
    with pytest.raises(RequestError, match="no ratings"):
        fit(panel_of([(0, 0, 0, 0, 5.0)], ONE).__class__(
            **{**panel_of([(0, 0, 0, 0, 5.0)], ONE).__dict__, **{
                name: np.zeros(0, np.int32)
                for name in ("country", "indicator", "rater", "edition", "round")
            }, "value": np.zeros(0), "confidence": np.zeros(0)}
        ), seed=1)  # fmt: skip
