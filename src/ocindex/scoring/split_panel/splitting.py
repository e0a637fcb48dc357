"""Which raters are held out."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from ocindex.scoring.observations import Observations

Flags = NDArray[np.bool_]
COLUMNS = ("country", "indicator", "rater", "edition", "round", "value", "confidence")


def held_out(observations: Observations, share: float, rng: np.random.Generator) -> Flags:
    """Whose ratings are held out, shape (ratings,).

    Raters are taken in random order, as long as each of their countries keeps another one and
    the share of ratings is not passed.
    """
    o = observations
    pairs = np.unique(np.stack([o.rater, o.country]), axis=1)
    left = np.bincount(pairs[1], minlength=o.countries)
    count = np.bincount(o.rater, minlength=o.raters)
    countries = np.split(pairs[1], np.searchsorted(pairs[0], np.arange(1, o.raters)))
    out, wanted = np.zeros(o.raters, bool), share * len(o)
    for rater in rng.permutation(o.raters):
        if 0 < count[rater] <= wanted and (left[countries[rater]] > 1).all():
            out[rater] = True
            left[countries[rater]] -= 1
            wanted -= count[rater]
    return out[o.rater]


def taken(observations: Observations, which: Flags) -> Observations:
    """Some of the ratings; countries, indicators and raters stay as they are."""
    columns = {name: getattr(observations, name)[which] for name in COLUMNS}
    return replace(observations, **columns)


def cells_of(observations: Observations) -> NDArray[np.int64]:
    """Each rating's edition, country and indicator, as one number."""
    o = observations
    return (o.edition.astype(np.int64) * o.countries + o.country) * o.indicators + o.indicator
