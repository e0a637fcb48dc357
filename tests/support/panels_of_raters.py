"""Editions with ratings whose effects are known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ocindex.ratings import RatingRow, Ratings, Scoring, ratings_of
from ocindex.scoring.rater_model import Posterior, Summary
from ocindex.scoring.rater_model.diagnosing import Diagnostics
from ocindex.vocabulary import Edition, Framework, unmade
from support.frameworks import countries_of, framework_of, framework_text

Array = NDArray[Any]
INDICATORS = 8


@cache
def framework(indicators: int = INDICATORS) -> Framework:
    """Two headlines, the second with a single indicator; from 1 to 10 by halves."""
    leaves = {f"i{k}": "bad" if k < indicators - 1 else "good" for k in range(indicators)}
    with TemporaryDirectory() as folder:
        text = framework_text({"bad": None, "good": None}, leaves)
        return framework_of(text, Path(folder))


@dataclass(frozen=True)
class Panel:
    """Who rates what, and how: effects in points."""

    countries: Sequence[Sequence[int]]
    severity: Array
    noise: Array

    @property
    def raters(self) -> int:
        return len(self.countries)


def panel(raters: int, countries: int, seed: int = 1) -> Panel:
    """Raters of two countries beside one another in a ring, so that all are linked."""
    rng = np.random.default_rng(seed)
    rated = [(r % countries, (r + 1) % countries) for r in range(raters)]
    return Panel(rated, rng.normal(0, 0.3, raters), np.full(raters, 0.6))


def rows_of(
    made: Panel, countries: int, indicators: int = INDICATORS, seed: int = 2
) -> list[RatingRow]:
    """First-round ratings of the panel, on the grid."""
    rng = np.random.default_rng(seed)
    truth = rng.uniform(3, 8, (countries, indicators))
    rows: list[RatingRow] = []
    for r, rated in enumerate(made.countries):
        for c in rated:
            for i in range(indicators):
                x = truth[c, i] + made.severity[r] + made.noise[r] * rng.normal()
                rows.append(
                    (c, i, f"R{r:02}", 1, int(2 * np.clip(np.round(2 * x) / 2, 1, 10)), None)
                )
    return rows


def edition(
    rows: Sequence[RatingRow], countries: int, indicators: int = INDICATORS, year: int = 2025,
    vignettes: tuple[str, ...] = (),
) -> Edition:  # fmt: skip
    """An edition whose scores wait for its ratings."""
    own = framework(indicators)
    return Edition(
        str(year), f"Rated {year}", year, own, countries_of(countries, ("North", "South")),
        unmade(own), simulated=True, ratings=ratings_of(rows, vignettes),
        scoring=replace(Scoring(), decided=False, vignettes=vignettes),
    )  # fmt: skip


def rated(raters: int = 24, countries: int = 12, seed: int = 1) -> Edition:
    """An edition whose raters are all sound."""
    return edition(rows_of(panel(raters, countries, seed), countries), countries)


def changed(base: Edition, **columns: Array) -> Edition:
    """The edition with other columns of ratings."""
    own = base.ratings
    names = ("country", "indicator", "rater", "round", "units", "confidence")
    now = {name: columns.get(name, getattr(own, name)) for name in names}
    return replace(base, ratings=Ratings(own.raters, own.vignettes, *now.values()))


def known(values: Array, error: float = 0.1) -> Summary:
    """Parameters that are known to a standard deviation."""
    return Summary(
        values, np.full(len(values), error), values - 1.645 * error, values + 1.645 * error
    )


def posterior_of(seen: Any, severity: Array, noise: Array, draws: int = 200) -> Posterior:
    """A posterior that knows the raters, and has the cells' means."""
    rng = np.random.default_rng(3)
    shape = seen.editions, seen.countries, seen.indicators
    place = seen.edition, seen.country, seen.indicator
    total, count = np.zeros(shape), np.zeros(shape)
    np.add.at(total, place, seen.value - severity[seen.rater])
    np.add.at(count, place, 1)
    mean = np.where(count > 0, total / np.maximum(count, 1), 5.5)
    error = 0.6 / np.sqrt(np.maximum(count, 0.05))
    theta = mean + error * rng.normal(size=(draws, *shape))

    stretch = np.zeros(seen.raters)
    stretch[0], stretch[1] = 0.7, -0.7
    scales = {
        "severity": 0.3, "halo": 0.1, "leaning": 0.1, "noise": 0.46, "scale_use": 0.0
    }  # fmt: skip
    nobody = np.zeros(0, np.int64)
    none = known(np.zeros(0))
    return Posterior(
        theta.astype(np.float32), known(severity), known(stretch), known(noise), none, nobody,
        nobody,
        none, nobody, nobody, {name: np.full(draws, x) for name, x in scales.items()},
        (mean[place] + severity[seen.rater]).astype(np.float32),
        np.full(len(seen), 0.5, np.float32), np.full(seen.raters, 0.5),
        Diagnostics(1.0, 1000.0, 1000.0, 1000, 4, 0),
    )  # fmt: skip
