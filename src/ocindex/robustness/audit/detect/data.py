"""Steps 2 and 3, the data and what was filled in."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import polars as pl

from ocindex.findings import NAMED, Figure, Found, Severity, Tables, some
from ocindex.robustness.audit.limits import Limits
from ocindex.robustness.audit.subject import Subject

# Shares of missing or filled values from which they matter, and matter much.
SOME, MANY = 0.02, 0.1
# An indicator most of whose units share one value hardly tells them apart.
HEAPED = 0.5


def selection(subject: Subject, tables: Tables, limits: Limits) -> Iterator[Found]:
    """Gaps, outliers, heaps and what measures size."""
    yield from gaps(subject, tables, limits)
    yield from outliers(subject, tables)
    yield from heaps(tables)
    yield from ends(subject, limits)
    yield from sizes(tables)


def gaps(subject: Subject, tables: Tables, limits: Limits) -> Iterator[Found]:
    missing = int(np.isnan(subject.raw).sum())
    total = subject.raw.size
    figures = {"units": len(subject.codes), "indicators": len(subject.indicators), "total": total}
    if not missing:
        yield Found("complete", "sound", 0.0, figures, "statistics_raw")
        return
    share = missing / total
    worst = tables["availability"].sort("missing", descending=True).filter(pl.col("missing") > 0)
    severity: Severity = "notable" if share >= MANY else "minor"
    yield Found(
        "missing", severity, share,
        {**figures, "missing": missing, "share": share, "concerned": len(worst),
         "worst": some([f"{name} ({n})" for name, n in
                        worst.select("country", "missing").head(NAMED).iter_rows()])},
        "availability",
    )  # fmt: skip
    few = tables["availability"].filter("flag_availability")
    if len(few):
        yield Found(
            "units_with_gaps", "serious", len(few) / len(subject.codes),
            {"n": len(few), "names": some(few["country"].to_list()),
             "limit": limits.unit_availability},
            "availability",
        )  # fmt: skip
    thin = tables["statistics_raw"].filter("flag_availability")
    if len(thin):
        yield Found(
            "indicators_with_gaps", "serious", len(thin) / len(subject.indicators),
            {"n": len(thin), "names": some(thin["name"].to_list()), "limit": limits.availability},
            "statistics_raw",
        )  # fmt: skip


def outliers(subject: Subject, tables: Tables) -> Iterator[Found]:
    raw = tables["statistics_raw"].filter("flag_outliers").sort("kurtosis", descending=True)
    left = tables["statistics_treated"].filter("flag_outliers").sort("kurtosis", descending=True)
    if not len(raw):
        yield Found("no_outliers", "sound", 0.0, {"n": len(subject.indicators)}, "statistics_raw")
        return
    worst = raw.row(0, named=True)
    kind = "outliers_left" if len(left) else "outliers_treated"
    yield Found(
        kind, "notable" if len(left) else "sound", len(left) / len(subject.indicators),
        {"n": len(raw), "left": len(left), "worst": worst["name"], "skew": worst["skew"],
         "kurtosis": worst["kurtosis"],
         "names": some((left if len(left) else raw)["name"].to_list())},
        "statistics_treated" if len(left) else "statistics_raw",
    )  # fmt: skip


def heaps(tables: Tables) -> Iterator[Found]:
    constant = tables["statistics_raw"].filter(unique=1)
    if len(constant):
        figures: dict[str, Figure] = {"n": len(constant), "names": some(constant["name"].to_list())}
        yield Found("constant", "serious", 1.0, figures, "statistics_raw")
    heaped = tables["statistics_raw"].filter(pl.col("share_same") >= HEAPED, pl.col("unique") > 1)
    if len(heaped):
        worst = heaped.sort("share_same", descending=True).row(0, named=True)
        yield Found(
            "heaped", "minor", worst["share_same"],
            {"n": len(heaped), "names": some(heaped["name"].to_list()), "worst": worst["name"],
             "share": worst["share_same"]},
            "statistics_raw",
        )  # fmt: skip


def ends(subject: Subject, limits: Limits) -> Iterator[Found]:
    """Indicators that many units score at an end of the scale."""
    if not subject.step:
        return
    known = np.maximum(np.isfinite(subject.raw).sum(axis=0), 1)
    for kind, end in (("floor", subject.low), ("ceiling", subject.high)):
        shares = (subject.raw == end).sum(axis=0) / known
        order = np.argsort(-shares, kind="stable")
        names = [subject.elements[subject.indicators[c]].name
                 for c in order if shares[c] > limits.end]  # fmt: skip
        if names:
            yield Found(
                kind, "minor", float(shares.max()),
                {"n": len(names), "names": some(names), "worst": names[0],
                 "share": float(shares.max()), "end": end},
                "statistics_raw",
            )  # fmt: skip


def sizes(tables: Tables) -> Iterator[Found]:
    """Raw indicators that follow a denominator and yet are not divided by one."""
    if "denominators" not in tables:
        return
    found = tables["denominators"].filter("flag" & ~pl.col("denominated"))
    if len(found):
        worst = found.sort(pl.col("r").abs(), descending=True).row(0, named=True)
        names = found["name"].unique(maintain_order=True).to_list()
        yield Found(
            "size", "notable", abs(worst["r"]),
            {"n": len(names), "names": some(names), "worst": worst["name"],
             "denominator": worst["denominator"], "r": worst["r"]},
            "denominators",
        )  # fmt: skip


def imputation(subject: Subject, tables: Tables, _limits: Limits) -> Iterator[Found]:
    """What was filled in, and where it weighs."""
    filled = int(subject.imputed.sum())
    if not filled:
        kind = "none_imputed" if not np.isnan(subject.normalised).any() else "left_missing"
        yield Found(kind, "sound" if kind == "none_imputed" else "minor", 0.0, {}, "")
        return
    share = filled / subject.imputed.size
    by_unit = tables["imputed"].group_by("country", maintain_order=True).len()
    worst = by_unit.sort("len", descending=True, maintain_order=True)
    by_node = tables["imputed"].group_by("node", maintain_order=True).len()
    most = by_node.sort("len", descending=True, maintain_order=True).row(0)
    severity: Severity = "notable" if share >= MANY else "minor" if share >= SOME else "sound"
    width = len(subject.indicators)
    lost = int((subject.imputed & ~np.isnan(subject.raw)).sum())
    yield Found(
        "imputed_and_lost" if lost else "imputed", severity, share,
        {"n": filled, "share": share, "lost": lost, "concerned": len(worst),
         "worst": some([f"{name} ({n} of {width})" for name, n in worst.head(3).iter_rows()]),
         "node": subject.name_of(most[0]), "most": most[1] / len(subject.codes)},
        "imputed",
    )  # fmt: skip
