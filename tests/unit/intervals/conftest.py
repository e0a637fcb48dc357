"""A small rated index, and draws of its cells."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from ocindex.ratings import Ratings, Scoring, ratings_of
from ocindex.vocabulary import Edition, Framework
from support.frameworks import countries_of, edition_of, framework_of, framework_text

COMPONENTS = {"all": None, "left": "all", "right": "all", "care": None}
INDICATORS = {"a": "left", "b": "left", "c": "right", "d": "care", "e": "care"}
WEIGHTS = {"a": "2/3", "right": 2, "e": "0.5"}
SCORES = np.array(
    [[5, 6.5, 3, 1, 2], [5, 6, 3.5, 1, 4], [9, 8.5, 7, 10, 3], [2, 2, 2, 1, 9],
     [4.5, 6.5, 3, 6, 6], [7, 3, 5, 5, 5.5], [1, 1, 1, 2, 7]]
)  # fmt: skip


@pytest.fixture(scope="session")
def framework(tmp_path_factory: pytest.TempPathFactory) -> Framework:
    text = framework_text(COMPONENTS, INDICATORS, WEIGHTS)
    return framework_of(text, tmp_path_factory.mktemp("framework"))


def ratings(countries: int) -> Ratings:
    """Two raters of every cell, a third of country 0 in two rounds, and one vignette."""
    rows = [
        (country, indicator, rater, 1, 8, None)
        for country in range(countries)
        for indicator in range(5)
        for rater in (f"R{country % 3}", f"S{country}")
    ]
    rows += [(0, 3, "T", number, 9, None) for number in (1, 2)]
    rows += [(countries, 0, "R0", 1, 9, None)]
    return ratings_of(rows, ("V",))


@pytest.fixture(scope="session")
def rated(framework: Framework) -> Edition:
    """Its scores were made of the ratings."""
    countries = countries_of(len(SCORES), ("North", "South", "South", "East"))
    edition = edition_of(framework, countries, SCORES.tolist())
    scoring = Scoring(decided=False)
    return replace(edition, ratings=ratings(len(countries)), scoring=scoring)


@pytest.fixture(scope="session")
def decided(rated: Edition) -> Edition:
    """Its scores are the editors' decision."""
    return replace(rated, scoring=Scoring(decided=True))


@pytest.fixture(scope="session")
def theta() -> NDArray[np.float32]:
    rng = np.random.default_rng(7)
    noise = rng.normal(0, 0.8, (200, *SCORES.shape)) + rng.normal(0, 0.4, (200, len(SCORES), 1))
    return np.clip(SCORES + 0.3 + noise, 1, 10).astype(np.float32)
