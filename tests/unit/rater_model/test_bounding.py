"""Scores of a draw are given back within the scale, as the scale cuts their distribution."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal
from numpy.typing import NDArray
from scipy import stats

from ocindex.scoring.rater_model import Priors, bounding, fit
from ocindex.scoring.rater_model.bounding import within_scale
from ocindex.scoring.rater_model.layout import Layout, layout_of
from ocindex.scoring.rater_model.state import State, begin

from .conftest import panel_of

Floats = NDArray[np.float64]
PRIORS = Priors(5.5, 3.0, 1.0, 0.0, 1.0, (8.0, 8.0))
GRID = np.linspace(1, 10, 361)


def density_of(layout: Layout, state: State, edition: int) -> Floats:
    """Of a score on `GRID`, by the ratings of its edition, given the raters' effects."""
    found = np.zeros(len(GRID))
    for row in np.flatnonzero(layout.cell // layout.cells == edition):
        rater, value = layout.rater[row], layout.value[row]
        noise = stats.t(5, GRID + state.severity[rater], np.sqrt(state.noise[rater]))
        above = 1 if value == 10 else noise.cdf(value + 0.25)
        below = 0 if value == 1 else noise.cdf(value - 0.25)
        found += np.log(above - below)
    return found


def drawn(layout: Layout, state: State, times: int) -> Floats:
    return np.array([within_scale(layout, state)[:, 0] for _ in range(times)])


def beyond(values: list[list[float]], theta: list[float]) -> tuple[Layout, State]:
    """One cell in editions, and a state with scores beyond the scale."""
    rows = [(e, 0, 0, r, v) for e, row in enumerate(values) for r, v in enumerate(row)]
    layout = layout_of(panel_of(rows, (len(values), 1, 1, len(values[0]))), PRIORS)
    state = begin(layout, np.random.default_rng(1))
    state.theta[:, 0] = theta
    state.severity[:] = np.linspace(-0.5, 0.8, len(state.severity))
    state.noise[:] = np.linspace(0.4, 1.2, len(state.noise))
    state.step_weight[:] = 0.7
    state.variance[3] = 0.5
    return layout, state


@pytest.mark.parametrize(("values", "theta"), [([10, 10, 9], 12.0), ([1, 2.5, 1, 1], -1.0)])
def test_a_score_beyond_is_drawn_as_quadrature_says(values: list[float], theta: float) -> None:
    layout, state = beyond([values], [theta])
    weight = stats.norm(5.5, 3).logpdf(GRID) + density_of(layout, state, 0)
    weight = np.exp(weight - weight.max())
    found = drawn(layout, state, 4000)
    mean = np.average(GRID, weights=weight)
    sd = np.sqrt(np.average((GRID - mean) ** 2, weights=weight))
    assert_allclose(found.mean(), mean, atol=4 * sd / np.sqrt(4000))
    assert_allclose(found.std(), sd, rtol=0.05)


def test_editions_hold_each_other() -> None:
    layout, state = beyond([[10, 10, 9], [9.5, 10, 10]], [11.0, 12.0])
    one, two = (density_of(layout, state, edition) for edition in range(2))
    step = -((GRID[:, None] - GRID) ** 2) * state.step_weight[0, 0] / state.variance[3] / 2
    weight = (stats.norm(5.5, 3).logpdf(GRID) + one)[:, None] + two + step
    weight = np.exp(weight - weight.max())
    weight /= weight.sum()
    found = drawn(layout, state, 4000)
    means = np.array([GRID @ weight.sum(axis=1), GRID @ weight.sum(axis=0)])
    assert_allclose(found.mean(axis=0), means, atol=0.05)
    both = (GRID - means[0]) @ weight @ (GRID - means[1])
    assert_allclose(np.cov(found.T)[0, 1], both, atol=0.03)


def test_scores_within_stay_and_so_does_the_state() -> None:
    layout, state = beyond([[8, 9, 9]], [9.0])
    assert_array_equal(within_scale(layout, state), [[9.0]])
    state.theta[0, 0] = 11.0
    assert within_scale(layout, state)[0, 0] < 10
    assert state.theta[0, 0] == 11.0


@pytest.mark.parametrize("severity", [-60.0, 60.0])
def test_far_beyond_is_still_within(severity: float) -> None:
    layout, state = beyond([[1, 1, 1]], [-40.0])
    state.severity[:] = severity
    found = drawn(layout, state, 50)
    assert ((found >= 1) & (found <= 10)).all()


def test_no_interval_sits_at_the_end_alone() -> None:
    """Cut draws of a panel at the ceiling were all the same."""
    rows = [(0, c, i, r, 10.0) for c in range(3) for i in range(2) for r in range(4)]
    found = fit(panel_of(rows, (1, 3, 2, 4)), seed=1, sweeps=600, extend=False)
    assert (found.theta < 10).all()
    assert np.ptp(np.quantile(found.theta, [0.05, 0.95], axis=0), axis=0).min() > 0.05


def test_one_sweep_would_not_forget(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sweeps are what moves a score away from the end where it began."""
    layout, state = beyond([[7, 8.5, 8]], [14.0])
    far = drawn(layout, state, 500).mean()
    monkeypatch.setattr(bounding, "SWEEPS", 60)
    assert_allclose(drawn(layout, state, 500).mean(), far, atol=0.1)
