"""Step 7, robustness: what removing an element does, and how sure ranks are."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import polars as pl

from ocindex.findings import Found, Tables, some
from ocindex.robustness.audit.limits import Limits
from ocindex.robustness.audit.subject import Subject

# A rank interval wider than this share of all ranks tells little.
WIDE = 0.2
# So many places, or so small a mean shift, are slight among however few units.
PLACES, SLIGHT = 5, 1.0
UNKNOWN = "The method's means are of a kind of which no draws are made"


def stability(subject: Subject, tables: Tables, limits: Limits) -> Iterator[Found]:
    """Removal of indicators, and rank intervals."""
    if "removal" in tables:
        for headline in subject.headlines:
            yield from removal(subject, tables, limits, headline)
    if "uncertainty" not in tables:
        missing = np.isnan(subject.normalised).any()
        reason = "Values are missing where they are aggregated" if missing else UNKNOWN
        yield Found("no_intervals", "minor", 0.0, {"reason": reason})
        return
    for headline in subject.headlines:
        yield from intervals(subject, tables, headline)


def removal(subject: Subject, tables: Tables, limits: Limits, headline: int) -> Iterator[Found]:
    """The indicator whose removal moves ranks most."""
    ids = [subject.elements[i].id for i in subject.indicators]
    own = tables["removal"].filter(
        pl.col("headline") == subject.elements[headline].id, pl.col("node").is_in(ids)
    )
    if not len(own):
        return
    own = own.sort("mean_shift", descending=True, maintain_order=True)
    worst = own.row(0, named=True)
    units = len(subject.codes)
    heavy = own.filter(pl.col("mean_shift") > max(limits.shift * units, SLIGHT))
    yield Found(
        "removal" if len(heavy) else "removal_slight",
        "notable" if len(heavy) else "sound", worst["mean_shift"] / units,
        {"headline": subject.elements[headline].name, "node": worst["name"],
         "mean": worst["mean_shift"], "largest": int(worst["largest_shift"]),
         "country": worst["country"], "rank": int(worst["rank"]), "then": int(worst["rank_then"]),
         "n": len(heavy), "of": len(own), "units": units, "names": some(heavy["name"].to_list())},
        "removal",
    )  # fmt: skip


def intervals(subject: Subject, tables: Tables, headline: int) -> Iterator[Found]:
    """How wide the ranks' intervals are, and for whom."""
    own = tables["uncertainty"].filter(headline=subject.elements[headline].id)
    width = own.sort("width", descending=True, maintain_order=True)
    units, median = len(own), float(width["width"].median() or 0)  # type: ignore[arg-type]
    wide = width.filter(pl.col("width") > WIDE * units)
    worst = width.row(0, named=True)
    loose = median > max(WIDE * units / 2, PLACES)
    yield Found(
        "uncertain" if loose else "certain", "notable" if loose else "sound", median / units,
        {"headline": subject.name_of(subject.elements[headline].id), "median": int(median),
         "half": round((median - 1) / 2),
         "n": len(wide), "units": units, "country": worst["country"],
         "rank": int(worst["rank"]), "low": int(worst["low"]), "high": int(worst["high"])},
        "uncertainty",
    )  # fmt: skip
