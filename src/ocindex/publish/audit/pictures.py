"""The charts of a report, drawn from its tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

import numpy as np
import polars as pl

from ocindex.findings import Audit, number
from ocindex.publish import charts
from ocindex.publish.audit.content import names_of

Picture = tuple[str, charts.Chart]
# More panels or units than a reader goes through are left to the tables; so many intervals
# stand on a sheet.
PANELS, MOST, ROWS = 64, 300, 65


def pictures(audit: Audit, name: str) -> Iterator[Picture]:
    """The charts of one kind: each with what it is of, a headline or nothing.

    Parameters
    ----------
    audit : Audit
    name : str
        One of `DRAWN`.
    """
    return DRAWN[name](audit)


def headlines(audit: Audit) -> list[str]:
    """Elements without a parent."""
    found: list[str] = audit.tables["framework"].filter(parent="")["node"].to_list()
    return found


def framework(audit: Audit) -> Iterator[Picture]:
    """The framework's rings, one drawing for all headlines."""
    table = audit.tables["framework"]
    share = 1 / len(headlines(audit))
    branches = [
        charts.Branch(row["node"], row["name"], row["parent"], share * row["effective_weight"],
                      number(row["effective_weight"], 3), meaning=row["high"])
        for row in table.iter_rows(named=True)
    ]  # fmt: skip
    caption = charts.Caption(
        "Framework",
        description="Rings of the framework: every element as wide as its effective weight.",
        header=("Element", "Effective weight"),
    )
    yield "", charts.sunburst(branches, caption)


def distributions(audit: Audit) -> Iterator[Picture]:
    """A panel an indicator, with what is flagged as far out."""
    table = audit.tables["values_raw"]
    flagged = dict(audit.tables["statistics_raw"].select("node", "flag_outliers").iter_rows())
    names = names_of(audit)
    nodes = table.columns[2:]
    if len(nodes) > PANELS:
        return
    panels = [
        charts.Distribution(
            names[node],
            [x for x in table[node].to_list() if x is not None and np.isfinite(x)],
            lambda x: number(x, 1),
            outliers=far(table, node) if flagged[node] else (),
        )
        for node in nodes
    ]
    caption = charts.Caption(
        "Distributions",
        description="How the units' values of each indicator are spread.",
        header=("Indicator", "Lowest", "Median", "Highest", "Outliers", "Treated", "Note"),
    )
    yield "", charts.distributions(panels, caption)


def far(table: pl.DataFrame, node: str, most: int = 3) -> tuple[charts.Mark, ...]:
    """The values that lie more than three interquartile ranges beyond the quartiles."""
    known = table.select("country", node).filter(pl.col(node).is_finite())
    values = known[node].to_numpy()
    low, high = np.quantile(values, (0.25, 0.75))
    reach = 3 * (high - low)
    out = known.filter((pl.col(node) > high + reach) | (pl.col(node) < low - reach))
    ordered = out.sort(node, descending=True).head(most)
    return tuple(charts.Mark(c, v, number(v, 1)) for c, v in ordered.iter_rows())


def correlogram(audit: Audit) -> Iterator[Picture]:
    """The indicators' correlations, groups framed, flagged pairs marked."""
    rows = audit.tables["framework"].filter(indicators=1, children=0)
    nodes, groups = rows["node"].to_list(), rows["parent"].to_list()
    # A group stands together on the map, wherever its indicators stand in the table.
    order = sorted(range(len(nodes)), key=lambda i: groups.index(groups[i]))
    place = {nodes[i]: k for k, i in enumerate(order)}
    values = np.eye(len(nodes))
    flagged = set()
    pairs = audit.tables["correlations"].select("node", "other", "pearson", "flag")
    for one, other, r, flag in pairs.iter_rows():
        if one in place and other in place:
            i, j = place[one], place[other]
            values[i, j] = values[j, i] = r
            if flag:
                flagged.add((i, j))
    names = names_of(audit)
    blocks = blocked([groups[i] for i in order], names)
    caption = charts.Caption(
        "Correlations",
        description="Pearson's correlations of every two indicators, by group.",
        header=("One", "Other", "Correlation"),
    )
    yield (
        "",
        charts.correlogram(
            [names[nodes[i]] for i in order], blocks, values.tolist(), caption, flagged=flagged
        ),
    )


def blocked(groups: Sequence[str], names: Mapping[str, str]) -> list[tuple[str, int]]:
    """The groups in a row, each with how many stand in it."""
    found: dict[str, int] = {}
    for group in groups:
        found[group] = found.get(group, 0) + 1
    return [(names[group], count) for group, count in found.items()]


def intervals(audit: Audit) -> Iterator[Picture]:
    """Rank intervals, a drawing a headline."""
    names = names_of(audit)
    for headline in headlines(audit):
        own = audit.tables["uncertainty"].filter(headline=headline).sort("rank", "iso3")
        marks = [
            charts.Mark(
                row["country"], row["median"], number(row["median"], 0),
                interval=(row["low"], row["high"]), before=row["rank"],
                was=number(row["rank"], 0),
            )
            for row in own.iter_rows(named=True)
        ]  # fmt: skip
        if len(marks) > MOST:
            continue
        caption = charts.Caption(
            f"Rank intervals: {names[headline]}",
            description=f"Each unit's rank by {names[headline]} with its 90 % interval.",
            header=("Unit", "Rank", "Median", "Interval"),
        )
        for start in range(0, len(marks), ROWS):
            some = marks[start : start + ROWS]
            part = f", ranks {some[0].was} to {some[-1].was}" if len(marks) > ROWS else ""
            yield f"{names[headline]}{part}", charts.intervals(some, len(own), caption)


def shift(audit: Audit) -> Iterator[Picture]:
    """What each other method does to each headline: who moves most, and how far all do."""
    names = names_of(audit)
    table = audit.tables["variant_ranks"]
    for (variant, headline), own in table.group_by("variant", "headline", maintain_order=True):
        known = own.filter(pl.col("shift").is_finite())
        marks = [
            charts.Mark(
                row["country"], row["rank_then"], number(row["rank_then"], 0),
                before=row["rank"], was=number(row["rank"], 0), change=number(row["shift"], 0),
            )
            for row in known.iter_rows(named=True)
        ]  # fmt: skip
        told = f"{names[str(headline)]}, {str(variant)[0].lower()}{str(variant)[1:]}"
        caption = charts.Caption(
            told,
            description=f"Ranks as published and otherwise: {told}.",
            header=("Unit", "As it is", str(variant), "Change"),
        )
        words = ("further down", "the same", "further up")
        yield told, charts.shift(("As it is", str(variant)), marks, words, caption)


DRAWN: Mapping[str, Callable[[Audit], Iterator[Picture]]] = {
    "sunburst": framework,
    "distributions": distributions,
    "correlogram": correlogram,
    "intervals": intervals,
    "shift": shift,
}
