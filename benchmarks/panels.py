"""A made-up panel of years: one indicator, raters of one country each and some of two."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ocindex.scoring.observations import Observations

Floats = NDArray[np.float64]
Places = NDArray[np.int32]
COUNTRIES, YEARS, RATERS_EACH = 180, 100, 9
LOW, HIGH, STEP = 1.0, 10.0, 0.5
SEVERITY, HALO, NOISE, INNOVATION = 0.45, 0.37, 0.6, 0.12
# A rater's first year at the latest, how many there are, and how many raters have two countries.
LATEST, SPANS, BRIDGES = 60, (30, 85), 0.3


def panel_of_years(seed: int) -> tuple[Observations, Floats]:
    """Ratings, and what they are of, shape (years, countries)."""
    rng = np.random.default_rng(seed)
    steps = INNOVATION * rng.standard_t(5, (YEARS - 1, COUNTRIES))
    truth = np.empty((YEARS, COUNTRIES))
    truth[0] = rng.uniform(LOW + 1, HIGH - 1, COUNTRIES)
    for year, step in enumerate(steps, 1):
        truth[year] = np.clip(truth[year - 1] + step, LOW, HIGH)
    raters = range(COUNTRIES * RATERS_EACH)
    found = [rated(truth, rater, rng) for rater in raters]
    rater, country, when = (np.concatenate([each[0][k] for each in found]) for k in range(3))
    value = np.concatenate([each[1] for each in found])
    observations = Observations(
        country, np.zeros_like(rater), rater, when, np.ones_like(rater), value,
        np.full(len(value), np.nan),
        tuple(f"C{number}" for number in range(COUNTRIES)),
        ("indicator",),
        tuple(f"R{number}" for number in raters),
        tuple(str(number) for number in range(YEARS)),
        0, LOW, HIGH, STEP,
    )  # fmt: skip
    return observations, truth


def rated(truth: Floats, rater: int, rng: np.random.Generator) -> tuple[Places, Floats]:
    """One rater's ratings: rater, country and year, shape (3, ratings), and values."""
    first = int(rng.integers(0, LATEST))
    years = np.arange(first, min(YEARS, first + int(rng.integers(*SPANS))))
    home = rater // RATERS_EACH
    away = [int(rng.integers(COUNTRIES))] if rng.random() < BRIDGES else []
    countries = np.unique([home, *away])
    severity, noise = SEVERITY * rng.standard_normal(), NOISE * np.exp(0.3 * rng.standard_normal())
    year, country = (each.reshape(-1) for each in np.meshgrid(years, countries))
    halo = np.repeat(HALO * rng.standard_normal(len(countries)), len(years))
    judged = truth[year, country] + severity + halo + noise * rng.standard_t(5, len(year))
    value = np.clip(np.rint(judged / STEP) * STEP, LOW, HIGH)
    places = np.stack([np.full(len(year), rater), country, year]).astype(np.int32)
    return places, value
