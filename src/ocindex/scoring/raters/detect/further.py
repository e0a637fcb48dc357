"""Rounds, ratings to ask about, and where one more expert helps."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import polars as pl
from scipy.stats import poisson

from ocindex.findings import Figure, Found, Tables, are
from ocindex.scoring.raters.panel import Panel
from ocindex.scoring.raters.unexpected import RARE

# More than in so many of a hundred cases is more than chance.
LIKELY = 0.95


def rounds(_panel: Panel, tables: Tables) -> Iterator[Found]:
    """How raters moved."""
    if "movement" not in tables:
        yield Found("one_round", "sound", 0, {})
        return
    by_round = {row["round"]: row for row in tables["rounds"].iter_rows(named=True)}
    for row in tables["movement"].iter_rows(named=True):
        if not (row["pairs"] and np.isfinite(row["pull"])):
            continue
        yield Found(
            "converged", "sound", row["to"],
            {"first": row["from"], "then": row["to"], "pull": row["pull"],
             "low": row["pull_low"], "high": row["pull_high"], "changed": row["changed"],
             "pairs": row["pairs"], "size": row["size"],
             "iqr_first": by_round[row["from"]]["iqr_median"],
             "iqr_then": by_round[row["to"]]["iqr_median"]},
            "movement",
        )  # fmt: skip


def asked_about(panel: Panel, tables: Tables) -> Iterator[Found]:
    """Ratings that are far from what was expected."""
    table = tables["unexpected"]
    rare = int(table["rare"].sum())
    sure, chance = int(table["sure"].sum()), RARE * int(np.isfinite(panel.effects.tail).sum())
    figures: dict[str, Figure] = {
        "n": rare, "chance": chance, "surely": beyond_chance(sure)
    }  # fmt: skip
    # How rare the rarest are is known about to a factor of two.
    if sure or rare > 2 * chance + 3:
        yield Found("unexpected", "notable", rare, figures, "unexpected")
    elif rare > poisson.ppf(LIKELY, chance):
        yield Found("hardly_unexpected", "minor", rare, figures, "unexpected")
    else:
        yield Found("as_expected", "sound", 0, figures, "unexpected")


def beyond_chance(sure: int) -> str:
    """How many ratings are each more than chance explains."""
    if not sure:
        return "Of no single one can it be said that it is more than chance."
    return f"{sure:,} of them {are(sure)} more than chance explains (one in ten may be chance)."


def next_expert(panel: Panel, tables: Tables) -> Iterator[Found]:
    """Where one more expert would make scores most certain."""
    told = False
    headlines = [c for c in panel.edition.framework.components if c.parent is None]
    for headline in headlines:
        own = tables["next_expert"].filter(node=headline.id)
        own = own.filter(pl.col("gain").is_finite()).sort("gain", descending=True)
        if not len(own):
            continue
        first, told = own.row(0, named=True), True
        yield Found(
            "next", "minor", first["gain"],
            {"names": tuple(own["country"].to_list()[:3]), "first": first["country"],
             "node": headline.name,
             "width": first["width90"], "then": first["width90_then"],
             "width_median": float(np.median(own["width90"].to_numpy())),
             "then_median": float(np.median(own["width90_then"].to_numpy()))},
            "next_expert",
        )  # fmt: skip
    if not told:
        yield Found("next_unknown", "minor", 0, {}, "next_expert")
