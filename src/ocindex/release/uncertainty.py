"""The tables of intervals, as a release's readers see them."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from ocindex.release.records import Basis, ChangeInterval, Interval, RankInterval

Row = Mapping[str, str]
Above = Mapping[str, Mapping[tuple[str, str], tuple[float, float]]]


class Known(NamedTuple):
    """What an edition's tables know of how sure its figures are.

    `scores` is by country and node, `ranks` by these and the scope, `changes` by country,
    earlier edition and node.
    """

    basis: Basis | None = None
    scores: Mapping[tuple[str, str], Interval] = {}
    ranks: Mapping[tuple[str, str, str], RankInterval] = {}
    changes: Mapping[tuple[str, str, str], ChangeInterval] = {}
    comparable: Mapping[tuple[str, str, str], ChangeInterval] = {}


def known(tables: Mapping[str, list[Row]]) -> Known:
    """An edition's rows of the tables of intervals; ValueError or LookupError where damaged."""
    scores = tables["intervals"]
    return Known(
        basis_of(scores[0]["basis"]) if scores else None,
        {(row["iso3"], row["node"]): interval(row) for row in scores},
        {
            (row["iso3"], row["node"], row["scope"]): rank_interval(row)
            for row in tables["rank_intervals"]
        },
        *(
            {
                (row["iso3"], row["against"], row["node"]): change_interval(row, of)
                for row in tables["change_intervals"]
                if row[f"{of}median"]
            }
            for of in ("", "comparable_")
        ),
    )


def basis_of(text: str) -> Basis:
    if text == "ratings":
        return "ratings"
    if text == "robustness":
        return "robustness"
    raise ValueError(f"intervals rest on '{text}'")


def interval(row: Row) -> Interval:
    return Interval(
        int(row["n_raters"] or 0), float(row["median"]), float(row["mean"]), float(row["sd"]),
        float(row["low68"]), float(row["high68"]), float(row["low90"]), float(row["high90"]),
        float(row["distance"]) if row["distance"] else None,
    )  # fmt: skip


def rank_interval(row: Row) -> RankInterval:
    return RankInterval(
        float(row["rank_median"]), int(row["rank_low90"]), int(row["rank_high90"]),
        int(row["set_low"] or 0), int(row["set_high"] or 0), float(row["p_top10"] or 0),
        int(row["tier"] or 0),
    )  # fmt: skip


def change_interval(row: Row, of: str) -> ChangeInterval:
    median, low, high, rise = (
        float(row[of + name]) for name in ("median", "low90", "high90", "p_rise")
    )
    return ChangeInterval(median, low, high, rise)


def pairs(path: Path) -> Mapping[str, Above]:
    """`pairs.csv` by edition; it has so many rows that each is read by place."""
    found: dict[str, dict[str, dict[tuple[str, str], tuple[float, float]]]] = defaultdict(dict)
    if not path.is_file():
        return found
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        next(rows)
        for edition, iso3, other, node, above, below, *_ in rows:
            found[edition].setdefault(node, {})[iso3, other] = float(above), float(below)
    return found
