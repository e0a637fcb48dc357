"""Tables of bias: of whom a rater thinks better or worse, on what a rater rates higher or lower."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from ocindex.scoring.raters.effects import Bias
from ocindex.scoring.raters.panel import Panel
from ocindex.scoring.raters.tables.people import SURE, WEAK, above, notable, ranged

Named = Mapping[str, list[str]]


def halo_table(panel: Panel, halo: Bias) -> pl.DataFrame:
    """Each rater's halo of each country, the surest to matter first.

    Columns: rater, iso3, country, ratings, halo (by how many points the rater rates the
    country higher on all indicators, beside severity) with halo_low90 and halo_high90, p_far
    (chance that it is more than a step of the scale, the same way), flag ("sure", "weak").
    """
    names = {country.iso3: country.name for country in panel.edition.countries}
    seen = panel.seen
    iso3 = [seen.country_codes[place] for place in halo.other]
    named = {"iso3": iso3, "country": [names.get(code, code) for code in iso3]}
    return bias_table(panel, "halo", halo, seen.country, named)


def leaning_table(panel: Panel, leaning: Bias) -> pl.DataFrame:
    """Each rater's leaning on each indicator; columns as of `halo_table`.

    `indicator` and `name` stand for the country.
    """
    names = {indicator.id: indicator.name for indicator in panel.edition.framework.indicators}
    seen = panel.seen
    ids = [seen.indicator_codes[place] for place in leaning.other]
    named = {"indicator": ids, "name": [names.get(name, name) for name in ids]}
    return bias_table(panel, "leaning", leaning, seen.indicator, named)


def bias_table(
    panel: Panel, kind: str, bias: Bias, other: NDArray[np.integer[Any]], named: Named
) -> pl.DataFrame:
    """Bias of the pairs that have ratings in this edition; `other` is of each rating."""
    seen = panel.seen
    across = max(seen.countries, seen.indicators)
    pairs, count = np.unique(seen.rater.astype(np.int64) * across + other, return_counts=True)
    pair = bias.rater.astype(np.int64) * across + bias.other
    place = np.minimum(np.searchsorted(pairs, pair), len(pairs) - 1)
    ratings = np.where(pairs[place] == pair, count[place], 0)
    far = notable(seen.low, seen.high, seen.step)
    chance = above(np.abs(bias.value), bias.error, far)
    table = pl.DataFrame(
        {
            "rater": [seen.rater_codes[place] for place in bias.rater],
            **named,
            "ratings": ratings,
            **ranged(kind, bias.value, bias.error),
            "p_far": chance,
            "flag": np.select([chance >= SURE, chance >= WEAK], ["sure", "weak"], ""),
        }
    )
    # Where chances are equal codes decide, and not the order of the ratings.
    order = {"p_far": True, "rater": False, next(iter(named)): False}
    return table.filter(pl.col("ratings") > 0).sort(*order, descending=list(order.values()))
