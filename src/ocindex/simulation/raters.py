"""Raters who are made up: how harsh, how steady, and how each uses the scale.

Sizes are in points of a scale as long as the Index's. The 2019 Chapel Hill Expert Survey (421
experts, 0 to 10) has a leaning of .91, noise of .94 (the scale of a t distribution with 5 degrees
of freedom) that varies between experts by .31 of its logarithm, severity of .32, halo of .41 and
stretch of .28. Leaning, unevenness and stretch are its own; the others are changed a little, so
that a plain mean is .75 points off the truth for an indicator and .33 for a component.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from math import ceil
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from ocindex.vocabulary import Scale

Floats = NDArray[np.float64]
Kind = Literal["aligned", "curved", "ordinal"]
KINDS: tuple[Kind, ...] = ("aligned", "curved", "ordinal")

LENGTH = 9
SEVERITY, HALO, LEANING, NOISE = (size / LENGTH for size in (0.40, 0.33, 0.91, 0.85))
UNEVEN, STRETCH = 0.3, 0.28
# How far raters bend the scale, and how far their thresholds lie apart: not measured.
BEND, THRESHOLDS = 0.15, 0.27 / LENGTH
UNRELIABLE_NOISE = 3.0
WHOLE_ONLY = 0.25
# The share of raters that have a fault, by kind.
FAULTS: dict[Kind, dict[str, float]] = {
    "aligned": {"unreliable": 0.06},
    "curved": {"unreliable": 0.03, "random": 0.02, "constant": 0.02},
    "ordinal": {},
}


@dataclass(frozen=True, eq=False)
class Raters:
    """What each rater is like; all arrays have a row a rater.

    Attributes
    ----------
    number : ndarray of int64, shape (raters,)
        Makes the code.
    home : ndarray of int64, shape (raters,)
        The region, by number.
    fault : ndarray of str, shape (raters,)
        Empty, or one of: unreliable, random, constant.
    severity, noise : ndarray of float64, shape (raters,)
        In points; noise is the scale of a t distribution.
    halo : ndarray of float64, shape (raters, countries)
        In points.
    leaning : ndarray of float64, shape (raters, indicators)
        In points.
    stretch, bend : ndarray of float64, shape (raters,)
        Logarithms; 0 for a rater who uses the scale as it is meant.
    thresholds : ndarray of float64, shape (raters, steps)
        How far the rater's thresholds lie from the population's, in points of the trait.
    favourite : ndarray of float64, shape (raters,)
        The score of a rater who gives only one, in points.
    whole : ndarray of bool, shape (raters,)
        Whether the rater uses whole points only, where the scale has halves.
    """

    number: NDArray[np.int64]
    home: NDArray[np.int64]
    fault: NDArray[np.str_]
    severity: Floats
    noise: Floats
    halo: Floats
    leaning: Floats
    stretch: Floats
    bend: Floats
    thresholds: Floats
    favourite: Floats
    whole: NDArray[np.bool_]

    @property
    def codes(self) -> tuple[str, ...]:
        """Pseudonyms, `R001` and on."""
        return tuple(f"R{number:03d}" for number in self.number.tolist())

    @property
    def columns(self) -> tuple[NDArray[Any], ...]:
        """All attributes, in their order."""
        return tuple(getattr(self, each.name) for each in fields(self))

    def take(self, which: NDArray[np.intp]) -> Raters:
        """Some of the raters, in the order asked for."""
        return Raters(*(column[which] for column in self.columns))

    def take_indicators(self, which: NDArray[np.intp]) -> Raters:
        """The same raters, with the leanings on some indicators."""
        return replace(self, leaning=self.leaning[:, which])


def draw_raters(
    kind: Kind,
    home: NDArray[np.int64],
    first: int,
    countries: int,
    indicators: int,
    scale: Scale,
    rng: np.random.Generator,
) -> Raters:
    """As many raters as `home` has regions; `first` is the number of the first of them."""
    count = len(home)
    length = float(scale.maximum - scale.minimum)
    steps = int((scale.maximum - scale.minimum) / scale.step)
    chances = FAULTS[kind]
    fault = rng.choice(["", *chances], size=count, p=[1 - sum(chances.values()), *chances.values()])
    uneven = np.exp(UNEVEN * rng.standard_normal(count) - UNEVEN**2 / 2)
    noise = NOISE * length * uneven * np.where(fault == "unreliable", UNRELIABLE_NOISE, 1)
    return Raters(
        number=first + np.arange(count),
        home=home,
        fault=fault,
        severity=SEVERITY * length * rng.standard_normal(count),
        noise=noise,
        halo=HALO * length * rng.standard_normal((count, countries)),
        leaning=LEANING * length * rng.standard_normal((count, indicators)),
        stretch=STRETCH * rng.standard_normal(count),
        bend=BEND * rng.standard_normal(count),
        thresholds=THRESHOLDS * length * rng.standard_normal((count, steps)),
        favourite=float(scale.minimum) + length * rng.uniform(0.2, 0.8, count),
        whole=(rng.random(count) < WHOLE_ONLY) & has_halves(scale),
    )


def joined(one: Raters, other: Raters) -> Raters:
    """Both, one after the other."""
    pairs = zip(one.columns, other.columns, strict=True)
    return Raters(*(np.concatenate(pair) for pair in pairs))


def has_halves(scale: Scale) -> bool:
    """Whether the grid has whole points and others between them."""
    return (
        scale.step < 1
        and scale.units(type(scale.step)(ceil(scale.minimum))) is not None
        and ((1 / scale.step).denominator == 1)
    )
