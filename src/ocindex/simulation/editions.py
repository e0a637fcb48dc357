"""From a seed to whole editions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from ocindex.errors import RequestError
from ocindex.framework import BUNDLED, bundled_framework
from ocindex.ratings import Scoring
from ocindex.scoring import consensus
from ocindex.simulation.assessment import Assessment, assessed, panel_of
from ocindex.simulation.raters import Kind
from ocindex.simulation.texts import narratives_of
from ocindex.simulation.truth import draw_truth, drift
from ocindex.vocabulary import Country, Edition, Framework


def assess(
    framework: Framework,
    seed: int,
    raters: Kind = "aligned",
    year: int = 2025,
    countries: Sequence[Country] | None = None,
) -> Assessment:
    """Make up the ratings of one edition: a truth, and raters of a kind who judge it.

    Parameters
    ----------
    framework : Framework
    seed : int
        Zero or more; the same seed gives the same ratings.
    raters : {"aligned", "curved", "ordinal"}, optional
        Whether raters use the scale alike but for a shift, stretch and bend it, or see a latent
        trait through thresholds of their own.
    year : int, optional
        Year of the edition, and its id.
    countries : sequence of Country, optional
        The framework's members if left out.

    Returns
    -------
    Assessment

    Raises
    ------
    RequestError
        The seed is below zero, or there are no countries.
    """
    chosen = countries_of(framework, countries)
    rng = generator(seed)
    truth = draw_truth(framework, chosen, rng)
    panel = panel_of(raters, framework, chosen, None, rng)
    return assessed(truth, panel, raters, framework, framework, chosen, year, seed, rng)


def assess_editions(
    seed: int, raters: Kind = "aligned", countries: Sequence[Country] | None = None
) -> tuple[Assessment, ...]:
    """Make up the ratings of the Index's three editions, from the earliest on.

    Each truth follows from the last, and most raters stay, as harsh and as steady as they were.

    Parameters
    ----------
    seed, raters, countries
        As `assess` has them; all members of the Index if countries are left out.

    Returns
    -------
    tuple of Assessment

    Raises
    ------
    RequestError
        The seed is below zero, or there are no countries.
    """
    return tuple(series(seed, raters, countries))


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
    return settled(assess(framework, seed, "aligned", year, countries), seed)


def simulate_editions(seed: int, countries: Sequence[Country] | None = None) -> tuple[Edition, ...]:
    """Make up the Index's three editions, from the earliest on; each follows from the last.

    Parameters
    ----------
    seed, countries
        As `simulate` has them; all members of the Index if countries are left out.

    Returns
    -------
    tuple of Edition

    Raises
    ------
    RequestError
        The seed is below zero, or there are no countries.
    """
    return tuple(settled(each, seed) for each in series(seed, "aligned", countries))


def series(
    seed: int, kind: Kind, countries: Sequence[Country] | None = None
) -> Iterator[Assessment]:
    """The Index's three editions, one after the other."""
    rng = generator(seed)
    # What only the last framework measures was there before, unmeasured.
    latest = bundled_framework(BUNDLED[-1])
    members = countries_of(latest, countries)
    truth = draw_truth(latest, members, rng)
    panel = None
    for name in BUNDLED:
        framework = bundled_framework(name)
        year = int(name.removeprefix("ocindex-"))
        panel = panel_of(kind, latest, members, panel, rng)
        yield assessed(truth, panel, kind, framework, latest, members, year, seed, rng)
        truth = drift(truth, latest, members, rng)


def countries_of(framework: Framework, countries: Sequence[Country] | None) -> tuple[Country, ...]:
    """The countries of an edition: those that are asked for, else all members."""
    chosen = tuple(framework.members if countries is None else countries)
    if not chosen:
        raise RequestError(
            f"Framework {framework.id} lists no members, so there are no countries to simulate. "
            "Name them, or give the framework a list of members."
        )
    return chosen


def generator(seed: int) -> np.random.Generator:
    if seed < 0:
        raise RequestError(f"A seed is a whole number from 0, this is {seed}.")
    return np.random.default_rng(seed)


def settled(assessment: Assessment, seed: int) -> Edition:
    """The edition with the scores of its editors, who take the last round's mean, and texts."""
    edition = assessment.edition
    framework, countries = edition.framework, edition.countries
    units: NDArray[np.int64] = consensus(edition.ratings, framework, countries)
    units.setflags(write=False)
    # A stream of its own: texts do not change what the next edition's raters say.
    rng = np.random.default_rng([seed, edition.year])
    texts = narratives_of(framework, countries, units, edition.ratings, rng)
    return replace(edition, units=units, scoring=Scoring(), narratives=texts)
