"""Results as long tables."""

from __future__ import annotations

from typing import Any

import polars as pl

from ocindex.errors import RequestError
from ocindex.exact import display, display_change
from ocindex.index.change import Comparison
from ocindex.index.classify import band_of
from ocindex.index.figures import Figures
from ocindex.vocabulary import SCOPES, SIMULATED, Component, Edition, Scope

SCORE_SCHEMA = {
    "edition": pl.String, "iso3": pl.String, "node": pl.String, "score": pl.Float64,
    "display": pl.String, "rank_world": pl.Int32, "rank_continent": pl.Int32,
    "rank_region": pl.Int32, "band": pl.String,
}  # fmt: skip
RANK_SCHEMA = {
    "rank": pl.Int32, "of": pl.Int32, "iso3": pl.String, "country": pl.String,
    "scope": pl.String, "score": pl.Float64, "display": pl.String,
}  # fmt: skip
CHANGE_SCHEMA = {
    "iso3": pl.String, "node": pl.String, "earlier": pl.Float64, "later": pl.Float64,
    "change": pl.Float64, "display": pl.String, "comparable": pl.Float64,
    "comparable_display": pl.String, "framework": pl.Float64, "rank_world": pl.Int32,
    "rank_continent": pl.Int32, "rank_region": pl.Int32,
}  # fmt: skip
PART_SCHEMA = {
    "iso3": pl.String, "node": pl.String, "part": pl.String, "contribution": pl.Float64,
    "exact": pl.String,
}  # fmt: skip


def marked(frame: pl.DataFrame, *editions: Edition) -> pl.DataFrame:
    """A column `notice` says so where any edition is simulated."""
    if any(edition.simulated for edition in editions):
        return frame.with_columns(pl.lit(SIMULATED).alias("notice"))
    return frame


def scores_table(result: Figures, groups: bool = False) -> pl.DataFrame:
    """All figures of all nodes: a row a country and node.

    Parameters
    ----------
    result : Figures
    groups : bool, optional
        Append the means of the world, continents and regions; `iso3` then holds `world`,
        `continent:NAME` or `region:NAME`, and ranks are null.

    Returns
    -------
    polars.DataFrame
        Columns of `SCORE_SCHEMA`; `score` in full precision, `display` as printed.
    """
    edition = result.edition
    flat = result.values.ravel().tolist()
    texts = {(value): value * result.unit for value in set(flat)}
    displays = {v: display(score, edition.framework.decimals) for v, score in texts.items()}
    classes = {
        (v, bands): band_of(score, bands)
        for bands in {edition.framework.bands(node) for node in result.nodes}
        for v, score in texts.items()
    }
    bands = [edition.framework.bands(node) for node in result.nodes]
    count = len(result.nodes)
    data: dict[str, Any] = {
        "edition": [edition.id] * len(flat),
        "iso3": [country.iso3 for country in edition.countries for _ in range(count)],
        "node": [node.id for node in result.nodes] * len(edition.countries),
        "score": [float(texts[v]) for v in flat],
        "display": [displays[v] for v in flat],
        **{f"rank_{scope}": result.rank[scope].ravel() for scope in SCOPES},
        "band": [classes[v, bands[i % count]] for i, v in enumerate(flat)],
    }
    frame = pl.DataFrame(data, schema=SCORE_SCHEMA)
    if groups:
        frame = pl.concat([frame, group_rows(result)])
    return marked(frame, edition)


def group_rows(result: Figures) -> pl.DataFrame:
    """Means of the world, continents and regions, in the columns of `SCORE_SCHEMA`."""
    framework = result.edition.framework
    rows = []
    for group in result.groups:
        for node in result.nodes:
            score = result.group_score(group, node.id)
            band = band_of(score, framework.bands(node))
            printed = display(score, framework.decimals)
            figures = (float(score), printed, None, None, None, band)
            rows.append((result.edition.id, group.key, node.id, *figures))
    return pl.DataFrame(rows, schema=SCORE_SCHEMA, orient="row")


def ranks_table(result: Figures, within: Scope = "world", by: str | None = None) -> pl.DataFrame:
    """Countries from the highest score down, group by group.

    Parameters
    ----------
    result : Figures
    within : {"world", "continent", "region"}, optional
    by : str, optional
        Node to rank by; every node if left out, and a column `node` says which.

    Returns
    -------
    polars.DataFrame
        Columns of `RANK_SCHEMA`, sorted by scope, rank and name.

    Raises
    ------
    RequestError
        The framework has no such node, or there is no such scope.
    """
    if within not in SCOPES:
        raise RequestError(f"No scope '{within}'. There are: {', '.join(SCOPES)}.")
    rows = []
    for node in [by] if by else [node.id for node in result.nodes]:
        result.node_column(node)
        for country in result.edition.countries:
            rank, of = result.rank_of(country.iso3, node, within)
            score = result.score(country.iso3, node)
            printed = result.display(country.iso3, node)
            named = (country.iso3, country.name, country.group(within))
            rows.append((node, rank, of, *named, float(score), printed))
    frame = pl.DataFrame(rows, schema={"node": pl.String, **RANK_SCHEMA}, orient="row")
    order = ["scope", "rank", "country"] if by else ["node", "scope", "rank", "country"]
    frame = frame.sort(order, maintain_order=True)
    return marked(frame.drop("node") if by else frame, result.edition)


def changes_table(comparison: Comparison) -> pl.DataFrame:
    """Change of every node; nulls where the earlier edition lacks the node."""
    decimals = comparison.later.edition.framework.decimals
    rows: list[tuple[object, ...]] = []
    for iso3, node, change in comparison.all_changes():
        later = float(comparison.later.score(iso3, node))
        if change is None:
            rows.append((iso3, node, None, later, None, "n/a", None, "n/a", None, None, None, None))
            continue
        comparable = change.comparable
        rows.append(
            (
                iso3, node, float(comparison.earlier.score(iso3, node)), later,
                float(change.published), display_change(change.published, decimals),
                None if comparable is None else float(comparable),
                "n/a" if comparable is None else display_change(comparable, decimals),
                float(change.framework), *(change.rank[scope] for scope in SCOPES),
            )
        )  # fmt: skip
    frame = pl.DataFrame(rows, schema=CHANGE_SCHEMA, orient="row")
    return marked(frame, comparison.later.edition, comparison.earlier.edition)


def parts_table(comparison: Comparison) -> pl.DataFrame:
    """What each component's change is made of: a row a part, `exact` as a fraction.

    `part` is an indicator's id, or `framework` for what its change has moved. The exact
    parts of a node sum to the difference of its unrounded scores.
    """
    rows = []
    for iso3, node, change in comparison.all_changes():
        if change is None or not isinstance(
            comparison.later.edition.framework.node[node], Component
        ):
            continue
        parts = {**change.contributions, "framework": change.framework}
        rows += [(iso3, node, name, float(part), str(part)) for name, part in parts.items()]
    frame = pl.DataFrame(rows, schema=PART_SCHEMA, orient="row")
    return marked(frame, comparison.later.edition, comparison.earlier.edition)
