"""Step 4, multivariate analysis: whether what is added up goes together."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import polars as pl

from ocindex.findings import Figure, Found, Severity, Tables, figure, some
from ocindex.robustness.audit.limits import Limits
from ocindex.robustness.audit.subject import Subject

# Two children always have one dimension or none: from so many on a group can be judged.
JUDGED = 3
# With fewer units a correlation is known to half of its range at best.
FEW = 20


def coherence(subject: Subject, tables: Tables, limits: Limits) -> Iterator[Found]:
    """Children against their parents, groups as wholes, pairs that repeat each other."""
    if (count := len(subject.codes)) < FEW:
        margin = float(np.tanh(1.96 / np.sqrt(max(count - 3, 1))))
        yield Found("few_units", "notable", 0.0, {"n": count, "margin": margin})
    yield from against(subject, tables)
    yield from weak(subject, tables, limits)
    yield from elsewhere(subject, tables)
    yield from groups(subject, tables, limits)
    yield from pairs(subject, tables)


def against(subject: Subject, tables: Tables) -> Iterator[Found]:
    """Children that go against their parent: one finding each, for each is grave."""
    flagged = tables["correlations"].filter(relation="parent", flag="opposed")
    for parent, child, r in flagged.select("node", "other", "pearson").iter_rows():
        yield Found(
            "against_parent", "serious", 1 + abs(r),
            {"child": subject.name_of(child), "parent": subject.name_of(parent), "r": r,
             "siblings": len(subject.children(subject.place[parent])) - 1},
            "correlations",
        )  # fmt: skip


def weak(subject: Subject, tables: Tables, limits: Limits) -> Iterator[Found]:
    """Children that have little to do with the others in their group, by group."""
    loose = tables["reliability"].filter(pl.col("alpha") < limits.alpha)["node"].to_list()
    opposed = tables["correlations"].filter(relation="parent", flag="opposed")["other"]
    for (parent,), items in tables["items"].group_by("group", maintain_order=True):
        own = items.filter(
            pl.col("item_rest") < limits.weak, ~pl.col("node").is_in(opposed.to_list())
        ).sort("item_rest", maintain_order=True)
        # A group that does not hold together is told as a whole.
        if len(items) < JUDGED or parent in loose or not len(own):
            continue
        told = [f"{name} ({figure(r, '.2f')})"
                for name, r in own.select("name", "item_rest").iter_rows()]  # fmt: skip
        yield Found(
            "weak_in_parent", "notable", len(own) / len(items),
            {"parent": subject.name_of(str(parent)), "n": len(own), "of": len(items),
             "names": some(told), "limit": limits.weak},
            "items",
        )  # fmt: skip


def elsewhere(subject: Subject, tables: Tables) -> Iterator[Found]:
    """Indicators that correlate less with the rest of their own group than with another."""
    if not len(tables["placement"]):
        return
    found = tables["placement"].filter("flag").sort("margin", descending=True)
    if not len(found):
        return
    worst = found.row(0, named=True)
    yield Found(
        "better_elsewhere", "minor", worst["margin"],
        {"n": len(found), "names": some(found["name"].to_list()), "worst": worst["name"],
         "own": subject.name_of(worst["group"]), "r_own": worst["r_own"],
         "other": subject.name_of(worst["best"]), "r_other": worst["r_best"]},
        "placement",
    )  # fmt: skip


def groups(subject: Subject, tables: Tables, limits: Limits) -> Iterator[Found]:
    """What each group of three or more is as a whole."""
    judged = pl.col("children") >= JUDGED, pl.col("first_share").is_finite()
    for row in tables["reliability"].filter(*judged).iter_rows(named=True):
        figures: dict[str, Figure] = {
            "group": row["name"], "n": row["children"], "alpha": row["alpha"],
            "omega": row["omega"], "first": row["first_share"], "dimensions": row["dimensions"],
        }  # fmt: skip
        below = row["alpha"] < limits.alpha
        if below:
            figures |= drop(tables, row["node"])
            severity: Severity = "serious" if row["alpha"] < 0.5 else "notable"
            kind = "incoherent" if row["alpha"] > 0 else "pulls_apart"
            yield Found(kind, severity, 1 - row["alpha"], figures, "reliability")
        elif row["flag"] == "high":
            kind = "repeats_graded" if subject.step else "repeats"
            yield Found(kind, "notable", row["alpha"], figures, "reliability")
        if not below and row["dimensions"] > 1:
            second = tables["components"].filter(node=row["node"], component=2)
            figures |= {"second": second["share"][0], "apart": apart(subject, tables, row["node"])}
            yield Found("dimensions", "minor", row["dimensions"], figures, "loadings")
        elif not below and row["flag"] != "high":
            yield Found("coherent", "sound", row["alpha"], figures, "reliability")


def drop(tables: Tables, group: str) -> dict[str, Figure]:
    """The child without which the group holds together best."""
    items = tables["items"].filter(group=group).sort("alpha_without", descending=True)
    return {"worst": items["name"][0], "alpha_without": items["alpha_without"][0]}


def apart(subject: Subject, tables: Tables, group: str) -> tuple[str, ...]:
    """The children that make the second dimension: those which load most on it."""
    loadings = tables["loadings"].filter(node=group, component=2)
    largest = loadings.sort(pl.col("loading").abs(), descending=True, maintain_order=True).head(3)
    return tuple(subject.name_of(child) for child in largest["child"])


def pairs(subject: Subject, tables: Tables) -> Iterator[Found]:
    """Siblings that repeat each other, and siblings that oppose each other."""
    siblings = tables["correlations"].filter(relation="sibling")
    marks: tuple[tuple[str, str, Severity], ...] = (
        ("redundant", "redundant_pairs", "notable"),
        ("opposed", "opposed_pairs", "minor"),
    )
    for flag, kind, severity in marks:
        found = siblings.filter(flag=flag).sort(pl.col("pearson").abs(), descending=True)
        if len(found):
            told = [
                f"{subject.name_of(a)} with {subject.name_of(b)} ({figure(r, '.2f')})"
                for a, b, r in found.select("node", "other", "pearson").iter_rows()
            ]
            figures: dict[str, Figure] = {
                "n": len(found),
                "of": len(siblings),
                "names": some(told, 3),
            }
            yield Found(kind, severity, len(found) / len(siblings), figures, "correlations")
