"""Small panels of raters."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from ocindex.scoring.observations import Observations

Panel = Callable[..., Observations]


def panel_of(
    rows: list[tuple[int, int, int, int, float]],
    shape: tuple[int, int, int, int],
    scale: tuple[float, float, float] = (1.0, 10.0, 0.5),
) -> Observations:
    """Observations of rows (edition, country, indicator, rater, value)."""
    edition, country, indicator, rater = (
        np.array([row[i] for row in rows], np.int32) for i in range(4)
    )
    editions, countries, indicators, raters = shape
    return Observations(
        country,
        indicator,
        rater,
        edition,
        np.ones(len(rows), np.int32),
        np.array([row[4] for row in rows], np.float64),
        np.full(len(rows), np.nan),
        tuple(f"C{i}" for i in range(countries)),
        tuple(f"I{i}" for i in range(indicators)),
        tuple(f"R{i}" for i in range(raters)),
        tuple(f"{2020 + i}" for i in range(editions)),
        0,
        *scale,
    )


@pytest.fixture
def panel() -> Panel:
    """Raters of three regions, two of them linked by one rater, in one edition or two."""

    def made(editions: int = 1, seed: int = 1) -> Observations:
        rng = np.random.default_rng(seed)
        regions = {0: (0, 1, 2), 1: (3, 4), 2: (5,)}
        raters = {0: (0, 1, 2, 3), 1: (4, 5, 6), 2: (7, 8)}
        truth = rng.uniform(2, 9, (6, 3))
        harsh = 0.5 * rng.standard_normal(9)
        pairs = [(r, c) for g in regions for c in regions[g] for r in raters[g][: 2 + c % 3]]
        rows = [
            (e, c, i, r, truth[c, i] + harsh[r] + 0.7 * rng.standard_normal())
            for e in range(editions)
            for r, c in [*pairs, (0, 3)]
            for i in range(3)
        ]
        snapped = [(*row[:4], float(np.clip(np.rint(2 * row[4]) / 2, 1, 10))) for row in rows]
        return panel_of(snapped, (editions, 6, 3, 9))

    return made
