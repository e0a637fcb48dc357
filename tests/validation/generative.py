"""The rater model as it is written in the manual, drawn forward: parameters, then ratings.

Nothing here is taken from the engine but the values of its priors, so that an error in one is
not in the other.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from ocindex.scoring.observations import Observations
from ocindex.scoring.rater_model import Priors

Floats = NDArray[np.float64]
LOW, HIGH, STEP = 1.0, 10.0, 0.5


@dataclass(frozen=True, eq=False)
class Design:
    """Who rates which countries, on all indicators and in every edition.

    Attributes
    ----------
    pairs : ndarray of int, shape (pairs, 2)
        Rater and country.
    countries, indicators, editions, raters : int
    whole : ndarray of bool, shape (raters,)
        Raters who use whole points only.
    """

    pairs: NDArray[np.int_]
    countries: int
    indicators: int
    editions: int
    raters: int
    whole: NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Truth:
    """Parameters; `noise` is each rater's scale of the t distribution.

    `distance` is what scale use multiplies. The engine takes it from the ratings; here it is given,
    shape (countries, indicators), or else the model could not be drawn forward.
    """

    theta: Floats
    severity: Floats
    halo: Floats
    leaning: Floats
    noise: Floats
    scales: dict[str, float]
    scale_use: Floats
    distance: Floats


def design(
    countries: int, indicators: int, raters: int, each: int, *, editions: int = 1, alone: int = 0
) -> Design:
    """`raters - alone` rate `each` countries, spread evenly; the last `alone` one each.

    A third of the first use whole points only. They rate so much that it cannot be chance.
    """
    many = raters - alone
    of_many = [(r, (r * each + k * 5) % countries) for r in range(many) for k in range(each)]
    of_one = [(many + r, (r * 7) % countries) for r in range(alone)]
    pairs = np.array(sorted(set(of_many + of_one)))
    whole = np.arange(raters) % 3 == 2
    ratings = np.bincount(pairs[:, 0], minlength=raters) * indicators * editions
    return Design(pairs, countries, indicators, editions, raters, whole & (ratings >= 12))


def draw_truth(plan: Design, priors: Priors, rng: np.random.Generator) -> Truth:
    """Parameters from their priors."""
    cauchy = np.abs(priors.effect_scale * rng.standard_cauchy(4))
    scales = dict(zip(("severity", "halo", "leaning", "innovation"), cauchy.tolist(), strict=True))
    scales["scale use"] = abs(priors.scale_use * float(rng.standard_cauchy()))
    shares = rng.normal(0, scales["scale use"], plan.raters)
    level = rng.exponential(priors.noise_scale**2)
    low, high = np.log(priors.noise_df)
    freedom = float(np.exp(rng.uniform(low, high)))
    # A scaled inverse chi-squared of this freedom about the level.
    variance = freedom * level / rng.chisquare(freedom, plan.raters)
    shape = plan.countries, plan.indicators
    distance = rng.normal(0, 2, shape)
    steps = scales["innovation"] * rng.standard_t(5, (plan.editions - 1, *shape))
    centre = priors.theta_mean + margins(plan, priors, rng)
    first = rng.normal(centre, priors.theta_sd, (1, *shape))
    return Truth(
        np.concatenate([first, first + np.cumsum(steps, axis=0)]),
        rng.normal(0, scales["severity"], plan.raters),
        rng.normal(0, scales["halo"], (plan.raters, plan.countries)),
        rng.normal(0, scales["leaning"], (plan.raters, plan.indicators)),
        np.sqrt(variance),
        scales | {"noise": float(np.sqrt(level)), "freedom": freedom},
        summing_to_nothing(plan, priors, shares, distance),
        distance,
    )


def margins(plan: Design, priors: Priors, rng: np.random.Generator) -> Floats:
    """How far centres of scores lie from the middle: parts of the panel, countries, indicators."""
    linked = parts_of(plan)
    part = np.arange(plan.countries) + plan.raters  # of those whom nobody rates, their own
    part[plan.pairs[:, 1]] = linked[plan.pairs[:, 0]]
    spread = priors.theta_sd / np.sqrt(3)
    level = rng.normal(0, spread, plan.countries + plan.raters)[part]
    country = rng.normal(0, spread, plan.countries)
    found: Floats = (level + country)[:, None] + rng.normal(0, spread, plan.indicators)
    return found


def summing_to_nothing(plan: Design, priors: Priors, shares: Floats, distance: Floats) -> Floats:
    """Normal shares, given that by what is told of them those of each linked part do so."""
    rater, country = plan.pairs.T
    squares = np.bincount(rater, (distance**2).sum(axis=1)[country], plan.raters) * plan.editions
    told = squares / (squares + (priors.noise_scale / 0.3) ** 2)
    part = parts_of(plan)
    over = np.bincount(part, told * shares) / np.maximum(1e-300, np.bincount(part, told * told))
    found: Floats = shares - told * over[part]
    return found


def parts_of(plan: Design) -> NDArray[np.int32]:
    """Which raters are linked by countries that they rate, and by others who rate them."""
    rated = np.zeros((plan.raters, plan.countries))
    rated[tuple(plan.pairs.T)] = 1
    found: NDArray[np.int32] = connected_components(csr_array(rated @ rated.T))[1]
    return found


def draw_ratings(plan: Design, truth: Truth, rng: np.random.Generator) -> Observations:
    """Ratings of these parameters: judgements, rounded to a rater's grid, cut to the scale."""
    size = len(plan.pairs) * plan.indicators * plan.editions
    places = np.indices((plan.editions, len(plan.pairs), plan.indicators)).reshape(3, size)
    edition, pair, indicator = places
    rater, country = plan.pairs[pair].T
    judgement = (
        truth.theta[edition, country, indicator]
        + truth.severity[rater]
        + truth.halo[rater, country]
        + truth.leaning[rater, indicator]
        + truth.scale_use[rater] * truth.distance[country, indicator]
        + truth.noise[rater] * rng.standard_t(5, size)
    )
    grid = np.where(plan.whole[rater], 1.0, STEP)
    value = np.clip(np.rint(judgement / grid) * grid, LOW, HIGH)
    return observations(plan, edition, country, indicator, rater, value)


def observations(
    plan: Design,
    edition: NDArray[np.int_],
    country: NDArray[np.int_],
    indicator: NDArray[np.int_],
    rater: NDArray[np.int_],
    value: Floats,
) -> Observations:
    def codes(letter: str, count: int) -> tuple[str, ...]:
        return tuple(f"{letter}{place}" for place in range(count))

    return Observations(
        country=country.astype(np.int32),
        indicator=indicator.astype(np.int32),
        rater=rater.astype(np.int32),
        edition=edition.astype(np.int32),
        round=np.ones(len(value), np.int32),
        value=value,
        confidence=np.full(len(value), np.nan),
        country_codes=codes("c", plan.countries),
        indicator_codes=codes("i", plan.indicators),
        rater_codes=codes("r", plan.raters),
        edition_ids=codes("e", plan.editions),
        vignettes=0,
        low=LOW,
        high=HIGH,
        step=STEP,
    )
