"""Who rated what, how far raters agree, and where differences come from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from ocindex.findings import Found, Severity, Tables, figure, some
from ocindex.scoring.agreement import dependability
from ocindex.scoring.raters.panel import Panel

# Alpha below which raters agree little more than chance would have them.
POOR = 0.2


def who_rated(panel: Panel, tables: Tables) -> Iterator[Found]:
    """The panel, and what links it."""
    links, counts = panel.links, panel.counts
    raters = tables["links"]["raters"].to_numpy()
    own = links.rater_countries[links.rater_countries > 0]
    raters = raters[raters > 0]
    yield Found(
        "panel", "sound", 0,
        {"raters": len(own), "ratings": len(panel.seen), "countries": len(raters),
         "indicators": len(panel.edition.framework.indicators), "span": span(raters),
         "median": float(np.median(raters)),
         "load": float(own.mean()) if len(own) else 0.0},
        "links",
    )  # fmt: skip
    yield from unlinked(panel, tables)
    single = int((own == 1).sum())
    if single:
        yield Found(
            "single_country", "notable" if single > len(own) / 2 else "minor",
            single / len(own), {"n": single, "of": len(own), "share": single / len(own)}, "raters",
        )  # fmt: skip
    yield from thin(panel, counts, "unrated", 0, "serious")
    yield from thin(panel, counts, "one_rating", 1, "notable")


def span(counts: NDArray[np.int64]) -> str:
    low, high = int(counts.min()), int(counts.max())
    return f"{low}" if low == high else f"{low} to {high}"


def unlinked(panel: Panel, tables: Tables) -> Iterator[Found]:
    """Parts without a link, and countries without a bridge."""
    table = tables["links"].filter(pl.col("raters") > 0)
    if panel.links.parts > 1:
        outside = table.filter(pl.col("part") > 1)["country"].to_list()
        yield Found(
            "several_parts", "notable", len(outside) / len(table),
            {"parts": panel.links.parts, "outside": len(outside), "names": some(outside),
             "raters": int((panel.links.rater_part > 0).sum())}, "parts",
        )  # fmt: skip
    elif len(table) > 1:
        yield Found("one_part", "sound", 0, {}, "parts")
    lone = table.filter(bridges=0)["country"].to_list()
    if lone and len(table) > 1:
        yield Found(
            "no_bridge", "notable", len(lone) / len(table),
            {"n": len(lone), "names": some(lone)}, "links",
        )  # fmt: skip


def thin(
    panel: Panel, counts: NDArray[np.int64], kind: str, many: int, severity: Severity
) -> Iterator[Found]:
    """Cells with so many ratings."""
    cells = np.argwhere(counts == many).tolist()
    countries, indicators = panel.edition.countries, panel.edition.framework.indicators
    names = [f"{indicators[j].name} ({countries[i].name})" for i, j in cells]
    if names:
        yield Found(
            kind, severity, len(names) / counts.size,
            {"n": len(names), "share": len(names) / counts.size, "names": some(names, 3)}, "links",
        )  # fmt: skip


def agreement(panel: Panel, tables: Tables) -> Iterator[Found]:
    """How far raters agree, over all and on each indicator."""
    rows = {row["statistic"]: row for row in tables["agreement"].iter_rows(named=True)}
    alpha, single = rows["alpha interval"], rows["icc single"]
    average = rows["icc average"]
    if not np.isfinite(alpha["value"]):
        yield Found("agreement_unknown", "serious", 1, {}, "agreement")
        return
    count = panel.counts[panel.counts > 0]
    yield Found(
        "agreement", "sound", 1,
        {"alpha": alpha["value"], "within": within(alpha),
         "single": single["value"], "average": average["value"],
         "average_within": within(average), "k": float(count.mean())},
        "agreement",
    )  # fmt: skip
    poor = tables["agreement_indicators"].filter(pl.col("alpha_low90") < POOR).sort("alpha")
    if len(poor):
        told = [f"{row['name']} ({figure(row['alpha'], '.2f')})"
                for row in poor.iter_rows(named=True)]  # fmt: skip
        yield Found(
            "poor_indicators", "minor", len(poor) / len(tables["agreement_indicators"]),
            {"n": len(poor), "limit": POOR, "names": some(told)}, "agreement_indicators",
        )  # fmt: skip
    told_w = tables["concordance"].filter(pl.col("w").is_not_nan() & pl.col("w").is_not_null())
    if len(told_w):
        yield Found(
            "concordance", "sound", 0,
            {"w": float(np.median(told_w["w"].to_numpy())), "countries": len(told_w),
             "share": float((told_w["p"].to_numpy() < 0.05).mean()),
             "names": some(told_w.sort("w")["country"].to_list()[:3])},
            "concordance",
        )  # fmt: skip


def within(row: Mapping[str, Any]) -> str:
    """The interval of a coefficient in words."""
    if not np.isfinite(row["low90"]):
        return "one country gives no interval"
    return f"90\u00a0%: {figure(row['low90'], '.2f')} to {figure(row['high90'], '.2f')}"


def sources(panel: Panel, tables: Tables) -> Iterator[Found]:
    """What makes ratings differ, and what more raters would bring."""
    used = panel.estimates.used
    parts = {"severity": used.rater, "halo": used.halo, "leaning": used.leaning,
             "noise": used.noise}  # fmt: skip
    rows = {row["effect"]: row["share"] for row in tables["variance"].iter_rows(named=True)}
    # Where all ratings are the same the model's variances are its priors'.
    if not any(parts.values()) or not np.ptp(panel.seen.value):
        return
    shares = ("rater", "country x rater", "indicator x rater", "residual")
    yield Found(
        "sources", "sound", 1,
        {"share": float(np.nansum([rows[name] for name in shares])),
         "largest": max(parts, key=lambda name: parts[name]),
         **{name: float(np.sqrt(x)) for name, x in parts.items() if name != "severity"},
         "rater": float(np.sqrt(used.rater))},
        "variance",
    )  # fmt: skip
    hidden = tables["variance"].filter((pl.col("note") != "") & (pl.col("effect") != "indicator"))
    if len(hidden):
        told = [f"{n} ({note})" for n, note in hidden.select("name", "note").iter_rows()]
        yield Found("not_told", "minor", 0, {"names": tuple(told)}, "variance")
    if used.country + used.country_indicator > 0:
        yield from dependable(panel)


def dependable(panel: Panel) -> Iterator[Found]:
    """How dependable scores are, and would be with one rater more."""
    raters = panel.links.country_raters
    usual = max(1, round(float(np.median(raters[raters > 0])))) if (raters > 0).any() else 1
    many = 1 / (panel.shares[0] ** 2).sum()
    found = {
        f"{name}{then}": dependability(panel.estimates.used, usual + more, size)
        for name, size in (("", 1.0), ("_component", many))
        for then, more in (("", 0), ("_then", 1))
    }
    yield Found(
        "dependable", "sound", 0,
        {"raters": usual, "component": panel.edition.framework.components[0].name,
         **{f"phi{name}": study.dependability for name, study in found.items()},
         **{f"error{name}": study.error for name, study in found.items()}},
        "dependability",
    )  # fmt: skip
