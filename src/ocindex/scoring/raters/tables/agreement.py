"""Tables of agreement: over all, by indicator, by country, by round."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import polars as pl
from numpy.typing import NDArray

from ocindex.findings import texts
from ocindex.scoring.agreement import (
    alpha,
    alpha_interval,
    icc,
    icc_interval,
    interquartile_ranges,
    kendall_w,
    movement,
    pooled_deviation,
)
from ocindex.scoring.observations import Observations
from ocindex.scoring.raters.panel import Panel
from ocindex.scoring.raters.words import TEXTS

Floats = NDArray[np.float64]
DRAWS = 1000


def agreement_table(panel: Panel, concordance: pl.DataFrame, seed: int = 1) -> pl.DataFrame:
    """Agreement over all: statistic, name, value, low90, high90, says, says_not."""
    seen = panel.seen
    found: dict[str, tuple[float, ...]] = {}
    for level in ("interval", "ordinal", "nominal"):
        value = alpha(panel.cells, seen.value, level)
        ends = alpha_interval(panel.cells, seen.value, seen.country, level, seed=seed)
        found[f"alpha {level}"] = (value, *ends)
    single, average = icc_interval(panel.cells, seen.value, seen.country, seed=seed)
    found |= {"icc single": tuple(single), "icc average": tuple(average)}
    w = concordance["w"].drop_nans().to_numpy()
    found["kendall"] = (float(np.median(w)) if len(w) else np.nan, *median_interval(w, seed))
    return pl.DataFrame(
        [
            {"statistic": key, "name": panel.say(told["name"]), "value": found[key][0],
             "low90": found[key][1], "high90": found[key][2], "says": panel.say(told["says"]),
             "says_not": panel.say(told["says_not"])}
            for key, told in texts(TEXTS, "statistics").items()
        ]
    )  # fmt: skip


def median_interval(values: Floats, seed: int, share: float = 0.9) -> tuple[float, float]:
    """Bootstrap interval of a median; NaN of fewer than two values."""
    if len(values) < 2:
        return np.nan, np.nan
    drawn = np.random.default_rng(seed).choice(values, (DRAWS, len(values)))
    low, high = np.quantile(np.median(drawn, axis=1), ((1 - share) / 2, (1 + share) / 2))
    return float(low), float(high)


def indicators_table(panel: Panel, seed: int = 1) -> pl.DataFrame:
    """Agreement by indicator, the least first, and how far raters are apart."""
    seen, rows = panel.seen, []
    column = {code: i for i, code in enumerate(seen.indicator_codes)}
    for indicator in panel.edition.framework.indicators:
        own = seen.indicator == column[indicator.id]
        unit, value = seen.country[own], seen.value[own]
        ends = alpha_interval(unit, value, unit, seed=seed)
        reliability = icc(unit, value)
        ranges = interquartile_ranges(unit, value)
        rows.append(
            {
                "indicator": indicator.id,
                "name": indicator.name,
                "ratings": len(value),
                "countries": len(np.unique(unit)),
                "alpha": alpha(unit, value),
                "alpha_low90": ends[0],
                "alpha_high90": ends[1],
                "icc_single": reliability.single.value,
                "icc_average": reliability.average.value,
                "deviation": pooled_deviation(unit, value),
                "iqr_median": float(np.median(ranges)) if len(ranges) else np.nan,
            }
        )
    return pl.DataFrame(rows).sort("alpha", maintain_order=True)


def concordance_table(panel: Panel) -> pl.DataFrame:
    """Kendall's W of each country's raters over the indicators that all rated, least first."""
    seen, rows = panel.seen, []
    order = np.argsort(seen.country, kind="stable")
    ends = np.searchsorted(seen.country[order], np.arange(seen.countries + 1))
    row = {code: i for i, code in enumerate(seen.country_codes)}
    for country in panel.edition.countries:
        place = row[country.iso3]
        own = order[ends[place] : ends[place + 1]]
        found = kendall_w(complete(seen, own))
        rows.append(
            {"iso3": country.iso3, "country": country.name, "raters": found.raters,
             "indicators": found.items, "w": found.w, "chi_squared": found.statistic,
             "p": found.p}
        )  # fmt: skip
    return pl.DataFrame(rows).sort("w", maintain_order=True)


def complete(seen: Observations, own: NDArray[np.intp]) -> Floats:
    """Ratings of a country, shape (raters, indicators), of the indicators that all rated."""
    raters, rater = np.unique(seen.rater[own], return_inverse=True)
    indicators, indicator = np.unique(seen.indicator[own], return_inverse=True)
    table = np.full((len(raters), len(indicators)), np.nan)
    table[rater, indicator] = seen.value[own]
    whole: Floats = table[:, np.isfinite(table).all(axis=0)] if len(raters) else table
    return whole


def rounds_table(panel: Panel) -> pl.DataFrame:
    """How far raters of the same differ in each round."""
    seen, rows = panel.rounds, []
    cells = seen.country.astype(np.int64) * seen.indicators + seen.indicator
    for number in np.unique(seen.round).tolist():
        own = seen.round == number
        cell, value = cells[own], seen.value[own]
        ranges = interquartile_ranges(cell, value)
        several = len(ranges) > 0
        rows.append(
            {
                "round": number,
                "ratings": len(value),
                "raters": len(np.unique(seen.rater[own])),
                "cells": len(ranges),
                "iqr_lower": float(np.quantile(ranges, 0.25)) if several else np.nan,
                "iqr_median": float(np.median(ranges)) if several else np.nan,
                "iqr_upper": float(np.quantile(ranges, 0.75)) if several else np.nan,
                "one_score": float((ranges == 0).mean()) if several else np.nan,
                "deviation": pooled_deviation(cell, value),
                "alpha": alpha(cell, value),
                "icc_single": icc(cell, value).single.value,
            }
        )
    return pl.DataFrame(rows)


def movement_table(panel: Panel) -> pl.DataFrame:
    """From each round to the next: who moved, how far, and towards the others or not."""
    seen, rows = panel.rounds, []
    cells = seen.country.astype(np.int64) * seen.indicators + seen.indicator
    keys = cells * max(1, seen.raters) + seen.rater
    numbers = np.unique(seen.round).tolist()
    for first, then in pairwise(numbers):
        one, other = seen.round == first, seen.round == then
        found = movement(
            (keys[one], keys[other]), (cells[one], cells[other]),
            (seen.value[one], seen.value[other]), seen.country[one],
        )  # fmt: skip
        rows.append({"from": first, "to": then, **found._asdict()})
    return pl.DataFrame(rows)
