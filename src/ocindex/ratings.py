"""Experts' ratings by column: there may be millions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from math import nan
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

Integers = NDArray[np.int32]
# Places of the country and of the indicator, the rater's code, round, units, confidence.
RatingRow = tuple[int, int, str, int, int, float | None]
ScoringMethod = Literal["model", "mean", "median", "trimmed", "mixed"]


def integers() -> Integers:
    return np.zeros(0, np.int32)


@dataclass(frozen=True, eq=False)
class Ratings:
    """All ratings of an edition, a place in each column for each; the columns are read-only.

    Attributes
    ----------
    raters : tuple of str
        Codes, in the order in which they first occur.
    vignettes : tuple of str
        Codes of the made-up cases that raters judged beside countries.
    country : ndarray of int32, shape (ratings,)
        Row of the edition's countries; from their number on, the vignettes.
    indicator : ndarray of int32, shape (ratings,)
        Column of the framework's indicators.
    rater : ndarray of int32, shape (ratings,)
        Place in `raters`.
    round : ndarray of int32, shape (ratings,)
        From 1.
    units : ndarray of int64, shape (ratings,)
        The rating as a whole multiple of the scale's unit.
    confidence : ndarray of float64, shape (ratings,)
        From 0 to 1; NaN where none was given.
    """

    raters: tuple[str, ...] = ()
    vignettes: tuple[str, ...] = ()
    country: Integers = field(default_factory=integers)
    indicator: Integers = field(default_factory=integers)
    rater: Integers = field(default_factory=integers)
    round: Integers = field(default_factory=integers)
    units: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, np.int64))
    confidence: NDArray[np.float64] = field(default_factory=lambda: np.zeros(0))

    def __post_init__(self) -> None:
        for column in self.columns:
            column.setflags(write=False)

    def __len__(self) -> int:
        return len(self.units)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Ratings):
            return NotImplemented
        return (self.raters, self.vignettes) == (other.raters, other.vignettes) and all(
            np.array_equal(one, two, equal_nan=True)
            for one, two in zip(self.columns, other.columns, strict=True)
        )

    __hash__ = None  # type: ignore[assignment]

    @property
    def columns(self) -> tuple[NDArray[Any], ...]:
        """All six columns, in their order."""
        return (
            self.country, self.indicator, self.rater, self.round, self.units, self.confidence,
        )  # fmt: skip

    def take(self, which: NDArray[np.bool_] | NDArray[np.intp]) -> Ratings:
        """Some of the ratings; raters and vignettes keep their places."""
        return Ratings(self.raters, self.vignettes, *(column[which] for column in self.columns))


def ratings_of(rows: Iterable[RatingRow], vignettes: tuple[str, ...] = ()) -> Ratings:
    """Ratings by row as ratings by column."""
    raters: dict[str, int] = {}
    numbers: list[tuple[int, int, int, int, int]] = []
    confidences: list[float] = []
    for country, indicator, rater, number, units, confidence in rows:
        place = raters.setdefault(rater, len(raters))
        numbers.append((country, indicator, place, number, units))
        confidences.append(nan if confidence is None else confidence)
    columns = np.array(numbers, np.int64).reshape(-1, 5).T
    country, indicator, rater_place, number_of = (each.astype(np.int32) for each in columns[:4])
    return Ratings(
        tuple(raters), vignettes, country, indicator, rater_place, number_of,
        np.ascontiguousarray(columns[4]), np.array(confidences, np.float64),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Scoring:
    """How an edition's ratings become scores.

    `sweeps` is how long the model is run: of each of its chains, a third of it to warm up.
    `smoothed` scores borrow from other countries and indicators; `vignettes` are the codes
    in the ratings that stand for made-up cases and not for countries; `decided` says whether
    the scores are the editors' decision, and not made of the ratings.
    """

    method: ScoringMethod = "model"
    seed: int = 1
    smoothed: bool = False
    vignettes: tuple[str, ...] = ()
    decided: bool = True
    sweeps: int = 2000
