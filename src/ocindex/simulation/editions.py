"""From a seed to whole editions."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ocindex.errors import RequestError
from ocindex.framework import BUNDLED, bundled_framework
from ocindex.scoring import consensus
from ocindex.simulation.raters import judged
from ocindex.simulation.texts import narratives_of
from ocindex.simulation.truth import Truth, draw_truth, drift
from ocindex.vocabulary import SIMULATED, Country, Edition, Framework

NOTICE = (
    f"{SIMULATED}: every rating, score and sentence of this edition is made up "
    "and says nothing about any country."
)
CREDIT = "No expert took part: raters and ratings are made up."


def simulate(
    framework: Framework,
    seed: int,
    year: int = 2025,
    countries: Sequence[Country] | None = None,
) -> Edition:
    """Make up one edition: a truth, raters who judge it, and the scores of their ratings.

    Parameters
    ----------
    framework : Framework
    seed : int
        Zero or more; the same seed gives the same edition.
    year : int, optional
        Year of the edition, and its id.
    countries : sequence of Country, optional
        The framework's members if left out.

    Returns
    -------
    Edition
        Marked as simulated, with ratings, scores and narratives.

    Raises
    ------
    RequestError
        The seed is below zero, or there are no countries.
    """
    chosen = tuple(framework.members if countries is None else countries)
    if not chosen:
        raise RequestError(
            f"Framework {framework.id} lists no members, so there are no countries to simulate. "
            "Name them, or give the framework a list of members."
        )
    rng = generator(seed)
    truth = draw_truth(framework, chosen, rng)
    return assessed(truth, framework, chosen, year, seed, rng)


def simulate_editions(seed: int) -> tuple[Edition, ...]:
    """Make up the Index's three editions, from the earliest on; each follows from the last.

    Raises
    ------
    RequestError
        The seed is below zero.
    """
    rng = generator(seed)
    # What only the last framework measures was there before, unmeasured.
    latest = bundled_framework(BUNDLED[-1])
    truth = draw_truth(latest, latest.members, rng)
    editions = []
    for name in BUNDLED:
        framework = bundled_framework(name)
        year = int(name.removeprefix("ocindex-"))
        editions.append(assessed(truth, framework, framework.members, year, seed, rng))
        truth = drift(truth, latest, latest.members, rng)
    return tuple(editions)


def generator(seed: int) -> np.random.Generator:
    if seed < 0:
        raise RequestError(f"A seed is a whole number from 0, this is {seed}.")
    return np.random.default_rng(seed)


def assessed(
    truth: Truth,
    framework: Framework,
    countries: tuple[Country, ...],
    year: int,
    seed: int,
    rng: np.random.Generator,
) -> Edition:
    """An edition in which raters have judged `truth`."""
    ratings = judged(truth, framework, countries, rng)
    units = consensus(ratings, framework, countries)
    units.setflags(write=False)
    covered = {country.iso3 for country in countries}
    return Edition(
        id=str(year),
        title=f"Simulated edition {year}",
        year=year,
        framework=framework,
        countries=countries,
        units=units,
        complete=all(member.iso3 in covered for member in framework.members),
        simulated=True,
        attribution=f"{SIMULATED}: made up by ocindex simulate, seed {seed}",
        origin=f"ocindex simulate, seed {seed}",
        credits=(CREDIT,),
        notices=(NOTICE,),
        narratives=narratives_of(framework, countries, units, ratings, rng),
        ratings=ratings,
    )
