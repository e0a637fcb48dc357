"""Where one more expert helps: what is promised against a fit with one more expert."""

from __future__ import annotations

from typing import Any

import numpy as np
import polars as pl

from ocindex.ratings import RatingRow
from ocindex.scoring.observations import observe
from ocindex.scoring.rater_model import fit
from ocindex.scoring.raters import audit_ratings
from support.panels_of_raters import INDICATORS, edition, panel, rows_of

COUNTRIES = 60


def widths(rows: list[RatingRow]) -> pl.DataFrame:
    """Widths of intervals, today and with one more rater."""
    made = edition(rows, COUNTRIES)
    seen = observe([made])
    found = fit(seen, seed=1, chains=2, sweeps=300, draws=300, processes=1)
    return audit_ratings([made], 0, seen, found.theta, found).tables["next_expert"]


def test_intervals_come_out_as_they_were_promised() -> None:
    base = panel(90, COUNTRIES)
    rows = rows_of(base, COUNTRIES)
    # The same truth, and a new rater of each country.
    rng = np.random.default_rng(9)
    truth = np.random.default_rng(2).uniform(3, 8, (COUNTRIES, INDICATORS))
    severity, noise = rng.normal(0, 0.3, COUNTRIES), rng.normal(0, 0.6, truth.shape)
    said = np.clip(np.round(2 * (truth + severity[:, None] + noise)), 2, 20).astype(int)
    more: list[RatingRow] = [
        (c, i, f"X{c:02}", 1, int(said[c, i]), None)
        for c in range(COUNTRIES) for i in range(INDICATORS)
    ]  # fmt: skip
    promised, refitted = widths(rows), widths([*rows, *more])
    for nodes in (["bad"], [f"i{k}" for k in range(INDICATORS)]):
        chosen: list[Any] = [
            table.filter(pl.col("node").is_in(nodes)) for table in (promised, refitted)
        ]
        then, now = chosen[0]["width90_then"].mean(), chosen[1]["width90"].mean()
        assert abs(then / now - 1) < 0.06
        # None promised would be farther off than that.
        assert chosen[0]["width90"].mean() / now > 1.08
