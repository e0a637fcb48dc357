"""A small made-up edition of measured indicators, for tests of methods."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from ocindex.edition import measured_edition
from ocindex.vocabulary import Component, Country, Edition, Framework, Indicator

COUNTRIES = tuple(
    Country(f"C{i:02}", f"Country {i}", "North" if i % 3 else "South", f"Region {i % 2}")
    for i in range(12)
)
FRAMEWORK = Framework(
    id="made",
    title="Made-up index",
    grid=None,
    components=(
        Component("index", "Index"),
        Component("reach", "Reach", "index", Fraction(2)),
        Component("cost", "Cost", "index"),
    ),
    indicators=(
        Indicator("roads", "Roads", "reach", denominator="area", target=3.0),
        Indicator("rail", "Rail", "reach", Fraction(3), target=3.0),
        Indicator("ports", "Ports", "reach", target=3.0),
        Indicator("fares", "Fares", "cost", direction=-1, target=0.1),
        Indicator("tolls", "Tolls", "cost", target=3.0),
    ),
)


def made_values(seed: int = 1, missing: bool = False) -> NDArray[np.float64]:
    """Values above zero, shape (12, 5), one of them far out."""
    rng = np.random.default_rng(seed)
    values: NDArray[np.float64] = rng.lognormal(0.0, 0.4, (len(COUNTRIES), 5))
    values[3, 1] = 60.0
    if missing:
        values[[1, 5, 7], [0, 2, 4]] = np.nan
    return values


def made_edition(
    values: NDArray[np.float64] | None = None, framework: Framework = FRAMEWORK, year: int = 2024
) -> Edition:
    """An edition of twelve countries, five indicators, two denominators and a grouping."""
    rng = np.random.default_rng(9)
    return measured_edition(
        framework,
        COUNTRIES,
        made_values() if values is None else values,
        id=str(year),
        year=year,
        groups={"size": tuple("small" if i % 2 else "large" for i in range(len(COUNTRIES)))},
        denominators={
            "area": rng.uniform(1, 2, len(COUNTRIES)),
            "wealth": rng.uniform(1, 2, len(COUNTRIES)),
        },
    )
