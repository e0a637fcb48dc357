"""What an editor should know of a panel: findings in figures, chapter by chapter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from ocindex.findings import Figure, Severity
from ocindex.scoring.agreement import dependability
from ocindex.scoring.raters.panel import Panel
from ocindex.scoring.raters.severity import separation_reliability
from ocindex.scoring.raters.tables.people import NOISY, SURE, WEAK, notable
from ocindex.scoring.raters.unexpected import RARE

Tables = Mapping[str, pl.DataFrame]
# A sentence names so many; the table has all.
NAMED = 5
# Alpha below which raters agree little more than chance would have them.
POOR = 0.2
# Share of the ratings at an end of the scale from which they pile up there (Terwee 2007).
END = 0.15


@dataclass(frozen=True, slots=True)
class Found:
    """A finding's figures; `wording.toml` says it, by its kind."""

    kind: str
    severity: Severity
    weight: float
    figures: Mapping[str, Figure]
    table: str = ""


def some(names: Sequence[str], most: int = NAMED) -> tuple[str, ...]:
    """The first names, and how many others there are; "nobody" for none."""
    if not names:
        return ("nobody",)
    if len(names) <= most + 1:
        return tuple(names)
    return (*names[:most], f"{len(names) - most} others")


def are(count: int) -> str:
    return "is" if count == 1 else "are"


def who_rated(panel: Panel, tables: Tables) -> Iterator[Found]:
    """The panel, and what links it."""
    links, counts = panel.links, panel.counts
    raters = tables["links"]["raters"].to_numpy()
    own = links.rater_countries[links.rater_countries > 0]
    rated = int((raters > 0).sum())
    yield Found(
        "panel", "sound", 0,
        {"raters": len(own), "ratings": len(panel.seen), "countries": rated,
         "indicators": len(panel.edition.framework.indicators), "fewest": int(raters.min()),
         "most": int(raters.max()), "median": float(np.median(raters)),
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


def unlinked(panel: Panel, tables: Tables) -> Iterator[Found]:
    """Parts without a link, and countries without a bridge."""
    table = tables["links"].filter(pl.col("raters") > 0)
    if panel.links.parts > 1:
        outside = table.filter(pl.col("part") > 1)["country"].to_list()
        yield Found(
            "several_parts", "serious", len(outside) / len(table),
            {"parts": panel.links.parts, "outside": len(outside), "names": some(outside)}, "parts",
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
    panel: Panel, counts: np.ndarray, kind: str, many: int, severity: Severity
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
        {"alpha": alpha["value"], "low": alpha["low90"], "high": alpha["high90"],
         "single": single["value"], "average": average["value"],
         "average_low": average["low90"], "average_high": average["high90"],
         "k": float(count.mean())},
        "agreement",
    )  # fmt: skip
    poor = tables["agreement_indicators"].filter(pl.col("alpha_low90") < POOR).sort("alpha")
    if len(poor):
        told = [f"{row['name']} ({row['alpha']:.2f})".replace("-", "−")
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


def sources(panel: Panel, tables: Tables) -> Iterator[Found]:
    """What makes ratings differ, and what more raters would bring."""
    used = panel.estimates.used
    parts = {"severity": used.rater, "halo": used.halo, "leaning": used.leaning,
             "noise": used.noise}  # fmt: skip
    rows = {row["effect"]: row["share"] for row in tables["variance"].iter_rows(named=True)}
    if not any(parts.values()):
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


def raters(panel: Panel, tables: Tables) -> Iterator[Found]:
    """Who rates higher or lower, who is unreliable, who uses the scale otherwise."""
    table, effects = tables["raters"], panel.effects
    yield from severities(panel, table)
    yield from chancy(table, "noisy", "p_unreliable", {"times": NOISY})
    flat = table.filter(pl.col("flags").str.contains("flat|one score"))
    named = {"flat": flat, "whole": table.filter("whole_points_only")}
    for kind, own in named.items():
        if len(own):
            yield Found(
                kind, "minor", len(own) / len(table),
                {"n": len(own), "names": some(own["rater"].to_list())}, "raters",
            )  # fmt: skip
    when = "their first and last edition" if panel.several else "their first and last round"
    far = notable(panel.seen.low, panel.seen.high, panel.seen.step)
    if effects.basis:
        yield from chancy(table, "drift", "p_drift", {"far": far, "when": when})
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
        {"n": len(found), "far": far, "sure": sure, "sure_is": are(sure),
         "higher": some(signed(found.filter(pl.col("severity") > 0))),
         "lower": some(signed(found.filter(pl.col("severity") < 0)))},
        "raters",
    )  # fmt: skip


def signed(table: pl.DataFrame) -> list[str]:
    return [f"{code} ({x:+.1f})".replace("-", "−")
            for code, x in table.select("rater", "severity").iter_rows()]  # fmt: skip


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
        {"n": len(found), "names": some(found["rater"].to_list()), "sure": sure,
         "sure_is": are(sure), **figures},
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
        "n": rare, "chance": chance, "sure": sure, "sure_is": are(sure)
    }  # fmt: skip
    if sure or rare > 2 * chance + 3:
        yield Found("unexpected", "notable", rare, figures, "unexpected")
    else:
        yield Found("as_expected", "sound", 0, figures, "unexpected")


def next_expert(panel: Panel, tables: Tables) -> Iterator[Found]:
    """Where one more expert would make scores most certain."""
    headlines = [c for c in panel.edition.framework.components if c.parent is None]
    for headline in headlines:
        own = tables["next_expert"].filter(node=headline.id)
        own = own.filter(pl.col("gain").is_finite()).sort("gain", descending=True)
        if not len(own):
            continue
        first = own.row(0, named=True)
        yield Found(
            "next", "minor", first["gain"],
            {"names": tuple(own["country"].to_list()[:3]), "node": headline.name,
             "width": first["width90"], "then": first["width90_then"],
             "width_median": float(np.median(own["width90"].to_numpy())),
             "then_median": float(np.median(own["width90_then"].to_numpy()))},
            "next_expert",
        )  # fmt: skip
