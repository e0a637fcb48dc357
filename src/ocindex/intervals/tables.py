"""Intervals as tables, in points of the scale; what is not known is null."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from ocindex.intervals.values import ChangeIntervals, Intervals
from ocindex.vocabulary import SCOPES

if TYPE_CHECKING:
    import polars as pl

RANKS = {
    "median": "rank_median",
    "low90": "rank_low90",
    "high90": "rank_high90",
    "set_low": "set_low",
    "set_high": "set_high",
    "p_top10": "p_top10",
    "tier": "tier",
}


def cells_table(intervals: Intervals) -> pl.DataFrame:
    """A row a country and indicator, `scores.csv`.

    Returns
    -------
    polars.DataFrame
        iso3, indicator, n_raters, median, mean, sd, low68, high68, low90, high90.
    """
    some = slice(intervals.components, None)
    labels = labelled(intervals.countries, intervals.nodes[some], "indicator")
    return framed(labels | score_columns(intervals, some))


def nodes_table(intervals: Intervals) -> pl.DataFrame:
    """A row a country, component and scope, `nodes.csv`.

    Returns
    -------
    polars.DataFrame
        iso3, node, scope, n_raters, median, mean, sd, low68, high68, low90, high90,
        rank_median, rank_low90, rank_high90, set_low, set_high, p_top10, tier.
    """
    some = slice(0, intervals.components)
    scopes = len(SCOPES)
    labels = labelled(intervals.countries, intervals.nodes[some], "node")
    scores = {
        name: np.repeat(np.asarray(column), scopes)
        for name, column in (labels | score_columns(intervals, some)).items()
    }
    first = {name: scores.pop(name) for name in ("iso3", "node")}
    scope = np.array(SCOPES * (len(first["iso3"]) // scopes))
    return framed(first | {"scope": scope} | scores | rank_columns(intervals, some))


def ranks_table(intervals: Intervals) -> pl.DataFrame:
    """A row a country, node and scope.

    Returns
    -------
    polars.DataFrame
        iso3, node, scope, rank_median, rank_low90, rank_high90, set_low, set_high, p_top10,
        tier; the sets and the tier are those of components.
    """
    labels = labelled(intervals.countries, intervals.nodes, "node")
    repeated = {name: np.repeat(column, len(SCOPES)) for name, column in labels.items()}
    scope = np.array(SCOPES * (len(intervals.countries) * len(intervals.nodes)))
    return framed(repeated | {"scope": scope} | rank_columns(intervals, slice(None)))


def pairs_table(intervals: Intervals) -> pl.DataFrame:
    """A row a component and two countries.

    Returns
    -------
    polars.DataFrame
        iso3, other, node, p_above: the probability that the first stands above the other.
    """
    codes = np.array(intervals.countries)
    count = len(codes)
    apart = ~np.eye(count, dtype=np.bool_).ravel()
    nodes = list(intervals.above)
    return framed(
        {
            "iso3": np.tile(np.repeat(codes, count)[apart], len(nodes)),
            "other": np.tile(np.tile(codes, count)[apart], len(nodes)),
            "node": np.repeat(np.array(nodes, str), int(apart.sum())),
            "p_above": np.array(
                [above.ravel()[apart] for above in intervals.above.values()], np.float64
            ).ravel(),
        }
    )


def changes_table(change: ChangeIntervals) -> pl.DataFrame:
    """A row a country and node that both editions have.

    Returns
    -------
    polars.DataFrame
        edition, against, iso3, node, median, low90, high90, p_rise, then the same over the
        indicators that both have: comparable_median, ...
    """
    labels = labelled(change.countries, change.nodes, "node")
    count = len(labels["iso3"])
    editions = {
        "edition": np.full(count, change.later, object).astype(str),
        "against": np.full(count, change.earlier, object).astype(str),
    }
    columns = {
        f"{prefix}{field.name}": getattr(summary, field.name).ravel()
        for prefix, summary in (("", change.published), ("comparable_", change.comparable))
        for field in fields(summary)
    }
    return framed(editions | labels | columns)


def labelled(countries: Sequence[str], nodes: Sequence[str], name: str) -> dict[str, NDArray[Any]]:
    """Country and node of each row, nodes innermost."""
    return {
        "iso3": np.repeat(np.array(countries, str), len(nodes)),
        name: np.tile(np.array(nodes, str), len(countries)),
    }


def score_columns(intervals: Intervals, some: slice) -> dict[str, NDArray[Any]]:
    summary = intervals.summary
    columns = {field.name: getattr(summary, field.name)[:, some] for field in fields(summary)}
    columns = {"n_raters": intervals.n_raters[:, some], **columns}
    return {name: column.ravel() for name, column in columns.items()}


def rank_columns(intervals: Intervals, some: slice) -> dict[str, NDArray[Any]]:
    """Ranks of some nodes, scopes innermost."""
    return {
        title: np.stack(
            [getattr(intervals.rank[scope], name)[:, some] for scope in SCOPES], axis=-1
        ).ravel()
        for name, title in RANKS.items()
    }


def framed(columns: dict[str, NDArray[Any]]) -> pl.DataFrame:
    """A frame with null where nothing is known: NaN, or a rank or tier of 0."""
    import polars as pl  # it takes 0.2 s to import

    ranks = [name for name, title in RANKS.items() if title in columns and name != "p_top10"]
    return pl.DataFrame(columns).with_columns(
        pl.col(pl.Float64).fill_nan(None),
        *(pl.col(RANKS[name]).replace(0, None) for name in ranks),
    )
