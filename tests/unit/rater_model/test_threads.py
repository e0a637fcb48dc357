"""Results hang on the seed, and not on how many threads linear algebra would take."""

from __future__ import annotations

from typing import Any

import numpy as np
from threadpoolctl import threadpool_limits

from ocindex.scoring.estimators import estimated
from ocindex.scoring.observations import Observations
from ocindex.scoring.rater_model import fit

from .conftest import panel_of


def test_threads_change_nothing() -> None:
    """So many countries that numpy's own library would share a factorisation among threads."""
    rng = np.random.default_rng(1)
    countries, raters = 200, 250
    pairs = {(r, int(c)) for r in range(raters) for c in rng.integers(0, countries, 4)}
    rows = [(0, c, i, r, float(rng.integers(2, 21)) / 2) for r, c in sorted(pairs) for i in (0, 1)]
    panel: Observations = panel_of(rows, (1, countries, 2, raters))
    options: dict[str, Any] = {"seed": 1, "sweeps": 20, "draws": 4, "chains": 1, "extend": False}
    found = []
    for threads in (1, 4):
        with threadpool_limits(threads, user_api="blas"):
            fitted = fit(panel, **options, processes=1).severity.mean
            mixed = estimated(panel, "mixed", draws=4).estimate
            found.append((fitted, mixed))
    for one, four in zip(*found, strict=True):
        np.testing.assert_array_equal(one, four)
