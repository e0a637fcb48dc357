"""A truth, and a panel that judges it, to ratings that wait for their scores."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ocindex.ratings import Scoring
from ocindex.simulation.panels import STAY, assigned, homes_of
from ocindex.simulation.raters import Floats, Kind, Raters, draw_raters, joined
from ocindex.simulation.rounds import judged
from ocindex.simulation.truth import Truth, on_scale
from ocindex.vocabulary import SIMULATED, Country, Edition, Framework, unmade

NOTICE = (
    f"{SIMULATED}: every rating, score and sentence of this edition is made up "
    "and says nothing about any country."
)
CREDIT = "No expert took part: raters and ratings are made up."


@dataclass(frozen=True, eq=False)
class Assessment:
    """An edition that waits for its scores, and what they should come to.

    Attributes
    ----------
    edition : Edition
        With ratings of two rounds, and no scores.
    theta : ndarray of float64, shape (countries, indicators)
        The truth, in points of the scale.
    raters : Raters
        In the order of `edition.ratings.raters`.
    """

    edition: Edition
    theta: Floats
    raters: Raters


def panel_of(
    kind: Kind,
    framework: Framework,
    countries: Sequence[Country],
    earlier: Raters | None,
    rng: np.random.Generator,
) -> Raters:
    """The raters of an edition: newcomers, and most of those of the last."""
    latest = (len(countries), len(framework.indicators), framework.scale, rng)
    if earlier is None:
        return draw_raters(kind, homes_of([country.region for country in countries]), 1, *latest)
    stays = rng.random(len(earlier.number)) < STAY
    first = int(earlier.number.max()) + 1
    new = draw_raters(kind, earlier.home[~stays], first, *latest)
    return joined(earlier.take(np.flatnonzero(stays)), new)


def assessed(
    truth: Truth,
    panel: Raters,
    kind: Kind,
    framework: Framework,
    whole: Framework,
    countries: tuple[Country, ...],
    year: int,
    seed: int,
    rng: np.random.Generator,
) -> Assessment:
    """What a panel says of a truth; its leanings are on the indicators of the framework `whole`."""
    known = [indicator.id for indicator in whole.indicators]
    asked = [known.index(indicator.id) for indicator in framework.indicators]
    levels = np.stack([truth[known[place]] for place in asked], axis=1)
    theta = on_scale(levels, framework.scale)
    panel = panel.take_indicators(np.array(asked))
    pairs = assigned([country.region for country in countries], panel.home, rng)
    ratings = judged(kind, theta, panel, pairs, framework.scale, rng)
    covered = {country.iso3 for country in countries}
    edition = Edition(
        id=str(year),
        title=f"Simulated edition {year}",
        year=year,
        framework=framework,
        countries=countries,
        units=unmade(framework),
        complete=all(member.iso3 in covered for member in framework.members),
        simulated=True,
        attribution=f"{SIMULATED}: made up by ocindex simulate, seed {seed}",
        origin=f"ocindex simulate, seed {seed}",
        credits=(CREDIT,),
        notices=(NOTICE,),
        ratings=ratings,
        scoring=Scoring(decided=False),
    )
    codes = {code: place for place, code in enumerate(panel.codes)}
    return Assessment(
        edition, theta, panel.take(np.array([codes[code] for code in ratings.raters]))
    )
