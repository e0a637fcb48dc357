"""Tables of countries: who links them, where one more expert helps, what to ask about."""

from __future__ import annotations

import numpy as np
import polars as pl

from ocindex.scoring.raters.next_expert import rater_errors, with_one_more
from ocindex.scoring.raters.panel import Panel, places
from ocindex.scoring.raters.unexpected import RARE, discoveries, unexpected


def links_table(panel: Panel) -> pl.DataFrame:
    """Each country's raters, those of them who rated another one too, and its part.

    Countries with the fewest bridges come first.

    Columns: iso3, country, raters, bridges, part, unrated, one_rating: indicators that
    nobody rated, and those with one rating.
    """
    rows, _ = places(panel.edition, panel.seen)
    links, counts = panel.links, panel.counts
    return pl.DataFrame(
        {
            "iso3": [country.iso3 for country in panel.edition.countries],
            "country": [country.name for country in panel.edition.countries],
            "raters": links.country_raters[rows],
            "bridges": links.country_bridges[rows],
            "part": links.country_part[rows] + 1,
            "unrated": (counts == 0).sum(axis=1),
            "one_rating": (counts == 1).sum(axis=1),
        }
    ).sort("bridges", "raters", maintain_order=True)


def parts_table(panel: Panel) -> pl.DataFrame:
    """The parts of the panel that no rater links, the largest first."""
    links, seen = panel.links, panel.seen
    numbers = np.arange(links.parts)
    part = links.country_part[seen.country]
    return pl.DataFrame(
        {
            "part": numbers + 1,
            "countries": [int((links.country_part == k).sum()) for k in numbers],
            "raters": [int((links.rater_part == k).sum()) for k in numbers],
            "ratings": np.bincount(part, minlength=links.parts),
        }
    )


def next_expert_table(panel: Panel) -> pl.DataFrame:
    """How certain each node would be with one more rater of all of a country's indicators.

    Columns: iso3, country, node, name, raters, deviation, width90, deviation_then,
    width90_then, gain: by how many points the 90 % interval narrows.
    """
    middle = (panel.seen.low + panel.seen.high) / 2
    away = (panel.low + panel.high) / 2 - middle
    # A rater who stretches the scale errs by the more the farther a country is from its middle.
    error = np.hypot(rater_errors(panel.estimates.used, panel.nodes), panel.stretch * away)
    then = with_one_more(panel.deviation, error)
    width = panel.high - panel.low
    with np.errstate(divide="ignore", invalid="ignore"):
        width_then = width * np.where(panel.deviation > 0, then / panel.deviation, 1.0)
    rows, _ = places(panel.edition, panel.seen)
    raters = panel.links.country_raters[rows]
    nodes, countries = panel.edition.framework.nodes, panel.edition.countries
    return pl.DataFrame(
        {
            "iso3": [country.iso3 for country in countries for _ in nodes],
            "country": [country.name for country in countries for _ in nodes],
            "node": [node.id for _ in countries for node in nodes],
            "name": [node.name for _ in countries for node in nodes],
            "raters": np.repeat(raters, len(nodes)),
            "deviation": panel.deviation.ravel(),
            "width90": width.ravel(),
            "deviation_then": then.ravel(),
            "width90_then": width_then.ravel(),
            "gain": (width - width_then).ravel(),
        }
    ).with_columns(pl.selectors.float().fill_nan(None))


def unexpected_table(panel: Panel) -> pl.DataFrame:
    """Ratings far from what was expected of them, the rarest first: to be asked about.

    Columns: rater, iso3, country, indicator, name, round, rating, expected, difference,
    chance, rare (below one in a thousand), sure (of these one in ten may be chance).
    """
    seen, effects = panel.seen, panel.effects
    # Where chances are equal, codes decide and not the order of the ratings.
    code = np.argsort(np.argsort(np.array(seen.rater_codes)))
    order = np.lexsort((seen.indicator, seen.country, code[seen.rater]))
    at = order[unexpected(np.round(effects.tail[order], 12))]
    sure = discoveries(effects.tail)
    countries = {c.iso3: c.name for c in panel.edition.countries}
    indicators = {ind.id: ind.name for ind in panel.edition.framework.indicators}
    codes = [seen.country_codes[i] for i in seen.country[at]]
    ids = [seen.indicator_codes[i] for i in seen.indicator[at]]
    return pl.DataFrame(
        {
            "rater": pl.Series([seen.rater_codes[i] for i in seen.rater[at]], dtype=pl.String),
            "iso3": codes,
            "country": [countries.get(code, code) for code in codes],
            "indicator": ids,
            "name": [indicators[code] for code in ids],
            "round": seen.round[at],
            "rating": seen.value[at],
            "expected": effects.expected[at],
            "difference": seen.value[at] - effects.expected[at],
            "chance": effects.tail[at],
            "rare": effects.tail[at] < RARE,
            "sure": sure[at],
        }
    )


def scale_table(panel: Panel) -> pl.DataFrame:
    """How often each score was given."""
    seen = panel.seen
    points = round((seen.high - seen.low) / seen.step) + 1
    count = np.bincount(
        np.rint((seen.value - seen.low) / seen.step).astype(np.int64), minlength=points
    )
    return pl.DataFrame(
        {
            "score": seen.low + seen.step * np.arange(points),
            "ratings": count,
            "share": count / max(1, len(seen)),
        }
    )
