"""Who rates higher or lower, who is unreliable, who uses the scale otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
import polars as pl

from ocindex.findings import Figure, Found, Tables, figure, some
from ocindex.scoring.raters.detect.bias import biased
from ocindex.scoring.raters.detect.sureness import surely
from ocindex.scoring.raters.panel import Panel
from ocindex.scoring.raters.severity import separation_reliability
from ocindex.scoring.raters.tables.people import (
    MISFIT,
    NOISY,
    STRETCH,
    SURE,
    WEAK,
    notable,
)

# Share of the ratings at an end of the scale from which they pile up there (Terwee 2007).
END = 0.15
NOBODY = ("nobody",)


def raters(panel: Panel, tables: Tables) -> Iterator[Found]:
    """Who rates higher or lower, who is unreliable, who uses the scale otherwise."""
    table = tables["raters"]
    yield from severities(panel, table)
    yield from chancy(table, "noisy", "p_unreliable", {"times": NOISY})
    if np.isfinite(panel.effects.stretch).any():
        half_way = (panel.seen.high - panel.seen.low) / 4
        figures = {"stretch": panel.stretch, "points": half_way * panel.stretch}
        yield Found("scale_use", "sound", 0, figures, "raters")
    yield from chancy(table, "extreme", "p_extreme", {"share": STRETCH})
    yield from chancy(table, "central", "p_central", {"share": STRETCH})
    yield from misfitting(table)
    flat = table.filter(pl.col("flags").str.contains("flat|one score"))
    far = notable(panel.seen.low, panel.seen.high, panel.seen.step)
    for kind, other in (("halo", "country"), ("leaning", "name")):
        if len(tables.get(kind, ())):
            yield from biased(tables[kind], kind, other, far)
    named = {"flat": flat, "whole": table.filter("whole_points_only")}
    for kind, own in named.items():
        if len(own):
            yield Found(
                kind, "minor", len(own) / len(table),
                {"n": len(own), "names": some(own["rater"].to_list())}, "raters",
            )  # fmt: skip
    yield from chancy(table, "drift", "p_drift", {"far": far})
    yield from ends(tables)


def severities(panel: Panel, table: pl.DataFrame) -> Iterator[Found]:
    """Whether severities are known at all, and who is off."""
    value, error = panel.effects.severity, panel.effects.severity_error
    here = np.bincount(panel.seen.rater, minlength=panel.seen.raters) > 0
    known = here & np.isfinite(value) & np.isfinite(error)
    if not known.any():
        return
    reliability = separation_reliability(value[known], error[known])
    each = float(np.median(error[known]))
    if np.isfinite(reliability):
        yield Found(
            "separation", "sound" if reliability >= 0.5 else "minor", 1 - reliability,
            {"reliability": reliability, "spread": float(np.std(value[known])), "error": each},
            "raters",
        )  # fmt: skip
    far = notable(panel.seen.low, panel.seen.high, panel.seen.step)
    off = pl.max_horizontal("p_higher", "p_lower")
    found = table.filter(off >= WEAK).sort(off, descending=True)
    if not len(found):
        load = float(panel.links.rater_countries[here].mean())
        figures = {"far": far, "weak": WEAK, "load": load, "error": each}
        yield Found("none_off", "sound", 0, figures, "raters")
        return
    sure = len(found.filter(off >= SURE))
    yield Found(
        "off", "notable" if sure else "minor", sure / len(table),
        {"n": len(found), "far": far, "surely": surely(sure, len(found)),
         "higher": some(signed(found.filter(pl.col("severity") > 0))) or NOBODY,
         "lower": some(signed(found.filter(pl.col("severity") < 0))) or NOBODY},
        "raters",
    )  # fmt: skip


def signed(table: pl.DataFrame) -> list[str]:
    rows = table.select("rater", "severity").iter_rows()
    return [f"{code} ({figure(x, '+.1f')})" for code, x in rows]


def misfitting(table: pl.DataFrame) -> Iterator[Found]:
    """Raters whose ratings are far from what those of others lead to expect."""
    found = table.filter(pl.col("flags").str.contains("misfits")).sort("outfit", descending=True)
    if not len(found):
        return
    sure = len(found.filter(pl.col("p_outfit") <= 1 - SURE))
    yield Found(
        "misfit", "minor", sure / len(table),
        {"n": len(found), "names": some(found["rater"].to_list()), "limit": MISFIT,
         "surely": surely(sure, len(found))},
        "raters",
    )  # fmt: skip


def chancy(
    table: pl.DataFrame, kind: str, chance: str, figures: Mapping[str, Figure]
) -> Iterator[Found]:
    """Raters who probably are what a column gives the chance of."""
    found = table.filter(pl.col(chance) >= WEAK).sort(chance, descending=True)
    if not len(found):
        return
    sure = len(found.filter(pl.col(chance) >= SURE))
    yield Found(
        kind, "notable" if sure else "minor", sure / len(table),
        {"n": len(found), "names": some(found["rater"].to_list()),
         "surely": surely(sure, len(found)), **figures},
        "raters",
    )  # fmt: skip


def ends(tables: Tables) -> Iterator[Found]:
    """Ratings that pile up at an end of the scale."""
    table = tables["scale"]
    for end, row in (("low", table.row(0, named=True)), ("high", table.row(-1, named=True))):
        if row["share"] >= END:
            yield Found(
                "ends", "minor", row["share"],
                {"share": row["share"], "n": row["ratings"], "score": row["score"], "end": end},
                "scale",
            )  # fmt: skip
