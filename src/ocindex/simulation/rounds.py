"""Two rounds of ratings: alone, and after seeing the group's mean."""

from __future__ import annotations

from math import ceil, floor

import numpy as np
from numpy.typing import NDArray

from ocindex.ratings import Ratings
from ocindex.simulation.judging import impressions
from ocindex.simulation.raters import Floats, Kind, Raters
from ocindex.vocabulary import Scale

TOWARDS_GROUP, SECOND_NOISE = 0.5, 0.2
# The noise, as a share of the scale, at which a rater is sure by one half; none is less.
LEAST_SURE = 0.2


def judged(
    kind: Kind,
    theta: Floats,
    raters: Raters,
    pairs: tuple[NDArray[np.int64], NDArray[np.int64]],
    scale: Scale,
    rng: np.random.Generator,
) -> Ratings:
    """Every rating of both rounds, by country, rater, round and indicator.

    `theta` has shape (countries, indicators); `pairs` are country and place among `raters`,
    by country.
    """
    country, rater = pairs
    own = raters.take(rater)
    halo = raters.halo[rater, country]
    alone = impressions(kind, theta[country], own, halo, scale, rng)
    first = on_grid(alone, own.whole, scale)
    length = float(scale.maximum - scale.minimum)
    nearer = alone + TOWARDS_GROUP * (seen_by_all(first, country, scale) - alone)
    hand = SECOND_NOISE * own.noise[:, None]
    after = nearer + hand * rng.standard_normal(alone.shape)
    second = on_grid(after, own.whole, scale)
    units = np.stack([first, second], axis=1)
    return columns(units, country, rater, raters.codes, confidences(own.noise / length))


def seen_by_all(units: NDArray[np.int64], country: NDArray[np.int64], scale: Scale) -> Floats:
    """The mean that each rater of a country is shown, in points; shape (pairs, indicators)."""
    starts = np.flatnonzero(np.diff(country, prepend=-1))
    sizes = np.diff(starts, append=len(country))
    sums: Floats = np.add.reduceat(units, starts, axis=0).astype(np.float64)
    return np.repeat(sums / sizes[:, None] * float(scale.unit), sizes, axis=0)


def on_grid(points: Floats, whole: NDArray[np.bool_], scale: Scale) -> NDArray[np.int64]:
    """Points as the nearest scores that a rater uses, in units; `whole` has shape (pairs,)."""
    low, high, step = scale.minimum, scale.maximum, scale.step
    ends = ceil(low), floor(high)
    rounded = np.where(whole[:, None], np.rint(points).clip(*ends), points)
    steps = np.rint((rounded - float(low)) / float(step)).clip(0, int((high - low) / step))
    return int(low / scale.unit) + int(step / scale.unit) * steps.astype(np.int64)


def confidences(noise: Floats) -> Floats:
    """The steadier the hand, the surer: from 0.5 to 1 in tenths."""
    tenths: Floats = np.floor(5 * (noise / LEAST_SURE).clip(0, 1))
    return 1 - tenths / 10


def columns(
    units: NDArray[np.int64],
    country: NDArray[np.int64],
    rater: NDArray[np.int64],
    codes: tuple[str, ...],
    confidence: Floats,
) -> Ratings:
    """Ratings by column; `units` have shape (pairs, rounds, indicators)."""
    found, first, inverse = np.unique(rater, return_index=True, return_inverse=True)
    order = np.argsort(first)
    place = np.argsort(order)[inverse]
    numbers = np.indices(units.shape, np.int32)

    def spread(values: NDArray[np.int64] | Floats) -> NDArray[np.generic]:
        return np.broadcast_to(values[:, None, None], units.shape).ravel()

    return Ratings(
        tuple(codes[each] for each in found[order].tolist()),
        (),
        spread(country).astype(np.int32),
        numbers[2].ravel(),
        spread(place).astype(np.int32),
        numbers[1].ravel() + np.int32(1),
        units.ravel(),
        spread(confidence).astype(np.float64),
    )
