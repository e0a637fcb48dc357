"""Tables of correlations, and of indicators that say what others do."""

from __future__ import annotations

import numpy as np
import polars as pl
from numpy.typing import NDArray

from ocindex.robustness.audit.correlation import KINDS, correlate
from ocindex.robustness.audit.limits import Limits
from ocindex.robustness.audit.redundancy import clusters, explained_by_others
from ocindex.robustness.audit.subject import Subject
from ocindex.robustness.audit.tables.data import labels

Floats = NDArray[np.float64]


def correlations_table(subject: Subject, limits: Limits) -> pl.DataFrame:
    """Every pair of elements once, the one that stands above or first before the other.

    Columns: node, other, relation, pearson, pearson_p, spearman, spearman_p, kendall,
    kendall_p, n, flag. `relation` is parent, ancestor, sibling or apart; `flag` is redundant
    (siblings that say the same), opposed (a child or sibling that goes the other way), weak
    (a child that hardly shows in its parent) or empty.
    """
    one, other = np.triu_indices(len(subject.elements), 1)
    ids = [element.id for element in subject.elements]
    relations = [relation(subject, i, j) for i, j in zip(one.tolist(), other.tolist(), strict=True)]
    columns: dict[str, object] = {
        "node": [ids[i] for i in one],
        "other": [ids[j] for j in other],
        "relation": relations,
    }
    for kind in KINDS:
        found = correlate(subject.values, subject.values, kind)
        columns[kind], columns[f"{kind}_p"] = found.r[one, other], found.p[one, other]
        columns["n"] = found.n[one, other]
    frame = pl.DataFrame(columns)
    flagged = [
        flag(r, p, related, limits)
        for related, r, p in frame.select("relation", "pearson", "pearson_p").iter_rows()
    ]
    return frame.select(pl.exclude("n"), "n").with_columns(flag=pl.Series(flagged, dtype=pl.String))


def relation(subject: Subject, one: int, other: int) -> str:
    """How two elements stand to each other; the first stands no lower."""
    above = subject.above(other)
    if one in above:
        return "parent" if above[0] == one else "ancestor"
    same = subject.elements[one].parent == subject.elements[other].parent >= 0
    return "sibling" if same else "apart"


def flag(r: float, p: float, related: str, limits: Limits) -> str:
    """What is wrong with a correlation, in a word."""
    if related in ("parent", "sibling") and r < 0 and p < limits.significance:
        return "opposed"
    if related == "sibling" and r >= limits.redundant:
        return "redundant"
    return "weak" if related == "parent" and r < limits.weak else ""


def redundancy_table(subject: Subject, limits: Limits) -> pl.DataFrame:
    """Every indicator's likeness to the others.

    Columns: node, name, explained_by_others (its siblings), nearest (the indicator
    that it correlates most with, of either sign), r, cluster, place (in the order of
    likeness), flag.
    """
    found = correlate(subject.normalised, subject.normalised).r
    grouped = clusters(found, limits.cluster)
    place = np.empty(len(found), np.int64)
    place[grouped.order] = np.arange(1, len(found) + 1)
    explained = np.full(len(found), np.nan)
    column = {place: i for i, place in enumerate(subject.indicators)}
    for group in subject.groups:
        columns = [column[child] for child in subject.children(group) if child in column]
        explained[columns] = explained_by_others(subject.normalised[:, columns])
    apart = np.abs(np.nan_to_num(found)) - 2 * np.eye(len(found))
    nearest = apart.argmax(axis=1)
    r = found[np.arange(len(found)), nearest]
    named = labels(subject)
    return pl.DataFrame(
        {
            **named,
            "explained_by_others": explained,
            "nearest": [named["node"][j] for j in nearest],
            "r": np.where(nearest == np.arange(len(found)), np.nan, r),
            "cluster": grouped.label,
            "place": place,
            "flag": explained >= limits.explained,
        }
    )
