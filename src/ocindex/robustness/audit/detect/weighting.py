"""Steps 5 and 6, normalisation, weighting and aggregation: what counts, and what seems to."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from ocindex.findings import Found, Tables, some
from ocindex.robustness.audit.limits import Limits
from ocindex.robustness.audit.subject import Subject

# Standard deviations of siblings that differ by more weigh by themselves.
SPREAD = 2.0
# So small a mean shift of ranks is slight among however few units.
SLIGHT = 1.0


def normalisation(subject: Subject, tables: Tables, _limits: Limits) -> Iterator[Found]:
    """Whether siblings spread alike once they are on one scale."""
    found = False
    for (parent,), own in tables["influence"].group_by("parent", maintain_order=True):
        spread = own.filter(pl.col("std") > 0, pl.col("std").is_finite()).sort("std")
        if len(spread) < 2 or spread["std"][-1] < SPREAD * spread["std"][0]:
            continue
        found = True
        yield Found(
            "spread", "minor", spread["std"][-1] / spread["std"][0],
            {"parent": subject.name_of(str(parent)), "wide": spread["name"][-1],
             "narrow": spread["name"][0], "most": spread["std"][-1], "least": spread["std"][0],
             "ratio": spread["std"][-1] / spread["std"][0]},
            "influence",
        )  # fmt: skip
    if not found:
        yield Found("spread_alike", "sound", 0.0, {"limit": SPREAD}, "influence")


def weighting(subject: Subject, tables: Tables, limits: Limits) -> Iterator[Found]:
    """Weights against shares of variance, parent by parent; what other means would give."""
    balanced = []
    for (parent,), own in tables["influence"].group_by("parent", maintain_order=True):
        shares = own.filter(pl.col("variance_share").is_finite()).sort("ratio", descending=True)
        if len(shares) < 2:
            continue
        name = subject.name_of(str(parent))
        more, less = (shares.filter(flag=flag) for flag in ("more", "less"))
        if not len(more) and not len(less):
            balanced.append(name)
            continue
        figures = {
            "parent": name, "n": len(more) + len(less), "of": len(shares),
            "most": shares["name"][0], "most_share": shares["variance_share"][0],
            "most_weight": shares["weight"][0], "least": shares["name"][-1],
            "least_share": shares["variance_share"][-1], "least_weight": shares["weight"][-1],
        }  # fmt: skip
        size = figures["n"] / figures["of"]
        yield Found(
            "unbalanced", "notable" if size >= 1 / 3 else "minor", size, figures, "influence"
        )
    if balanced:
        yield Found("balanced", "sound", 0.0, {"names": some(balanced)}, "influence")
    yield from variants(subject, tables, limits)


def variants(subject: Subject, tables: Tables, limits: Limits) -> Iterator[Found]:
    """How much the choice of the mean decides."""
    if "variants" not in tables:
        return
    for row in tables["variants"].iter_rows(named=True):
        share = row["mean_shift"] / len(subject.codes)
        large = row["mean_shift"] > max(limits.shift / 3 * len(subject.codes), SLIGHT)
        yield Found(
            "variant" if large else "variant_slight", "minor" if large else "sound", share,
            {"variant": row["name"], "headline": subject.name_of(row["headline"]),
             "mean": row["mean_shift"], "largest": int(row["largest_shift"]),
             "country": row["country"], "rank": int(row["rank"]), "then": int(row["rank_then"]),
             "units": len(subject.codes)},
            "variants",
        )  # fmt: skip
