"""Ratings of one or several editions as plain arrays for kernels."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from ocindex.errors import RequestError
from ocindex.ratings import Ratings
from ocindex.vocabulary import Edition

Integers = NDArray[np.int32]
Round = Literal["first", "last", "all"] | int


@dataclass(frozen=True, eq=False)
class Observations:
    """Ratings of some editions, each with its place among all of them.

    Attributes
    ----------
    country, indicator, rater, edition, round : ndarray of int32, shape (ratings,)
    value : ndarray of float64, shape (ratings,)
        In points of the scale.
    confidence : ndarray of float64, shape (ratings,)
        From 0 to 1; NaN where none was given.
    country_codes, indicator_codes, rater_codes, edition_ids : tuple of str
        What the places stand for; vignettes are the last of the countries.
    vignettes : int
        How many of the countries are vignettes.
    low, high, step : float
        The scale, in points.
    """

    country: Integers
    indicator: Integers
    rater: Integers
    edition: Integers
    round: Integers
    value: NDArray[np.float64]
    confidence: NDArray[np.float64]
    country_codes: tuple[str, ...]
    indicator_codes: tuple[str, ...]
    rater_codes: tuple[str, ...]
    edition_ids: tuple[str, ...]
    vignettes: int
    low: float
    high: float
    step: float

    def __len__(self) -> int:
        return len(self.value)

    @property
    def countries(self) -> int:
        """How many countries there are, with the vignettes."""
        return len(self.country_codes)

    @property
    def indicators(self) -> int:
        return len(self.indicator_codes)

    @property
    def raters(self) -> int:
        return len(self.rater_codes)

    @property
    def editions(self) -> int:
        return len(self.edition_ids)


def observe(editions: Sequence[Edition], which: Round = "first") -> Observations:
    """The ratings of some editions, matched by the codes of countries, indicators and raters.

    Parameters
    ----------
    editions : sequence of Edition
        In the order of time.
    which : "first", "last", "all" or int, optional
        Of each rater of a country and indicator the first or last rating, that of every
        round, or of one by its number. Where raters see each other's ratings after the first
        round, only that one says how far they differ.

    Returns
    -------
    Observations

    Raises
    ------
    RequestError
        There is no edition, their scales differ, a round that is asked for by its number has
        no ratings, or a code is a country's in one edition and a vignette's in another.
    """
    if not editions:
        raise RequestError("There is no edition whose ratings could be observed. Name one.")
    scales = {edition.framework.scale for edition in editions}
    if len(scales) > 1:
        found = "; ".join(str(scale) for scale in scales)
        raise RequestError(
            f"Editions that are scored together share one scale, these have {found}."
        )
    scale = scales.pop()
    taken = [round_of(edition, which) for edition in editions]
    vignettes = union(ratings.vignettes for ratings in taken)
    own = [tuple(country.iso3 for country in edition.countries) for edition in editions]
    refuse_both(vignettes, union(own))
    countries = (*(code for code in union(own) if code not in vignettes), *vignettes)
    ids = [tuple(ind.id for ind in edition.framework.indicators) for edition in editions]
    indicators = union(ids)
    raters = union(ratings.raters for ratings in taken)

    def column(parts: Iterable[NDArray[Any]]) -> NDArray[Any]:
        return np.concatenate(list(parts))

    return Observations(
        country=column(
            places((*codes, *ratings.vignettes), countries)[ratings.country]
            for codes, ratings in zip(own, taken, strict=True)
        ),
        indicator=column(
            places(names, indicators)[ratings.indicator]
            for names, ratings in zip(ids, taken, strict=True)
        ),
        rater=column(places(ratings.raters, raters)[ratings.rater] for ratings in taken),
        edition=column(np.full(len(ratings), i, np.int32) for i, ratings in enumerate(taken)),
        round=column(ratings.round for ratings in taken),
        value=column(ratings.units * float(scale.unit) for ratings in taken),
        confidence=column(ratings.confidence for ratings in taken),
        country_codes=countries,
        indicator_codes=indicators,
        rater_codes=raters,
        edition_ids=tuple(edition.id for edition in editions),
        vignettes=len(vignettes),
        low=float(scale.minimum),
        high=float(scale.maximum),
        step=float(scale.step),
    )


def refuse_both(vignettes: Sequence[str], countries: Sequence[str]) -> None:
    """Refuse codes of which nothing says whether a rating is of a country or of a vignette."""
    both = sorted(set(vignettes) & set(countries))
    if both:
        raise RequestError(
            f"{', '.join(both)}: a country or other unit in one edition, and a vignette in another "
            "that is scored with it. Rename it in one of them."
        )


def round_of(edition: Edition, which: Round) -> Ratings:
    """An edition's ratings of one round."""
    ratings = edition.ratings
    if which == "all":
        return ratings
    if isinstance(which, int):
        chosen = ratings.take(ratings.round == which)
        if len(ratings) and not len(chosen):
            there = ", ".join(map(str, np.unique(ratings.round).tolist()))
            raise RequestError(f"Edition {edition.id} has no round {which}. It has {there}.")
        return chosen
    order = ratings.round if which == "first" else -ratings.round
    by = np.lexsort((order, ratings.rater, ratings.indicator, ratings.country))
    keys = np.stack([ratings.country[by], ratings.indicator[by], ratings.rater[by]])
    new = np.ones(len(by), bool)
    new[1:] = (keys[:, 1:] != keys[:, :-1]).any(axis=0)
    return ratings.take(np.sort(by[new]))


def union(codes: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """All codes, each once, in the order in which they first occur."""
    return tuple(dict.fromkeys(code for some in codes for code in some))


def places(own: tuple[str, ...], among: tuple[str, ...]) -> Integers:
    known = {code: place for place, code in enumerate(among)}
    return np.array([known[code] for code in own], np.int32)
