"""The unit of the scale changes nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from ocindex.scoring.observations import Observations
from ocindex.scoring.rater_model import fit


@pytest.mark.parametrize("unit", [2.0**-7, 0.25])
@pytest.mark.parametrize("editions", [1, 2])
def test_a_scale_in_other_units_gives_the_same_scores_in_them(
    unit: float, editions: int, panel: Callable[..., Observations]
) -> None:
    one = panel(editions)
    other = replace(
        one, value=one.value * unit, low=one.low * unit, high=one.high * unit, step=one.step * unit
    )
    first, second = (
        fit(each, seed=3, chains=2, sweeps=60, draws=40, extend=False) for each in (one, other)
    )
    np.testing.assert_allclose(second.theta, first.theta * unit, rtol=1e-5)
    np.testing.assert_allclose(second.scale_use.mean, first.scale_use.mean, rtol=1e-6)
    np.testing.assert_allclose(second.tail, first.tail, rtol=1e-5)
