"""Who sees a country otherwise than others do (halo), or rates an indicator otherwise (leaning)."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import polars as pl

from ocindex.findings import Found, figure, some
from ocindex.scoring.raters.detect.sureness import surely
from ocindex.scoring.raters.tables.people import NORMAL_90, WEAK


def biased(table: pl.DataFrame, kind: str, other: str, far: float) -> Iterator[Found]:
    """Pairs of a rater and a country or indicator, named in a column, that differ by so much."""
    found = table.filter(pl.col("flag") != "")
    if not len(found):
        error = typical_error(table, kind)
        figures = {"of": len(table), "far": far, "error": error, "weak": WEAK}
        yield Found(f"no_{kind}", "sound", 0, figures, kind)
        return
    told = [
        f"{code} on {name} ({figure(x, '+.1f')})"
        for code, name, x in found.select("rater", other, kind).iter_rows()
    ]
    yield Found(
        kind, "minor", len(found) / len(table),
        {"n": len(found), "of": len(table), "far": far, "names": some(told),
         "surely": surely(len(found.filter(flag="sure")), len(found))},
        kind,
    )  # fmt: skip


def typical_error(table: pl.DataFrame, kind: str) -> float:
    """The median standard error of a figure, from its 90 % interval."""
    width = (table[f"{kind}_high90"] - table[f"{kind}_low90"]).to_numpy()
    return float(np.median(width)) / (2 * NORMAL_90)
