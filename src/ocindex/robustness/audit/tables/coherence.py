"""Tables of statistical coherence: correlations, reliability, components, redundancy."""

from __future__ import annotations

import numpy as np
import polars as pl
from numpy.typing import NDArray

from ocindex.findings import Limits
from ocindex.robustness.audit.components import Components, principal_components
from ocindex.robustness.audit.correlation import KINDS, correlate
from ocindex.robustness.audit.redundancy import clusters, explained_by_others
from ocindex.robustness.audit.reliability import (
    alpha_without,
    cronbach_alpha,
    item_rest_correlations,
    mcdonald_omega,
)
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


def reliability_table(subject: Subject, limits: Limits) -> pl.DataFrame:
    """A row a component with two children or more, over its children; one over all indicators.

    Columns: node, name, children, n, alpha, omega, heywood, kmo, bartlett_chi2,
    bartlett_df, bartlett_p, first_share, above_one (eigenvalues), dimensions (eigenvalues
    above what unrelated columns would give), flag.
    """
    rows = []
    for group in subject.groups:
        values = subject.values[:, list(subject.children(group))]
        found, omega = principal_components(values), mcdonald_omega(values)
        alpha = cronbach_alpha(values)
        rows.append(
            {
                "node": subject.elements[group].id,
                "name": subject.elements[group].name,
                "children": values.shape[1],
                "alpha": alpha,
                "omega": omega.omega,
                "heywood": omega.heywood,
                **suitability(found),
                "flag": alpha_flag(alpha, values.shape[1], limits),
            }
        )
    return pl.DataFrame(rows)


def suitability(found: Components) -> dict[str, float | int]:
    """What the components say of a group as a whole."""
    return {
        "n": found.n,
        "kmo": found.kmo,
        "bartlett_chi2": found.chi2,
        "bartlett_df": found.degrees,
        "bartlett_p": found.p,
        "first_share": float(found.shares[0]),
        "above_one": int((found.eigenvalues > 1 + 1e-9).sum()),
        "dimensions": int((found.eigenvalues > noise_edge(found)).sum()),
    }


def noise_edge(found: Components) -> float:
    """The largest eigenvalue that unrelated columns would give (Marchenko and Pastur)."""
    return float((1 + np.sqrt(len(found.eigenvalues) / max(found.n, 1))) ** 2)


def alpha_flag(alpha: float, children: int, limits: Limits) -> str:
    """Whether a group holds together too little or too much; two children cannot tell."""
    if children > 2 and alpha < limits.alpha:
        return "low"
    return "high" if children > 2 and alpha > limits.alpha_high else ""


def items_table(subject: Subject) -> pl.DataFrame:
    """A row a child of a component: what it is to its group.

    Columns: group, node, name, alpha_without, item_rest, loading (on the common factor),
    first_component (loading on it), kmo.
    """
    frames = []
    for group in subject.groups:
        children = subject.children(group)
        values = subject.values[:, list(children)]
        found = principal_components(values)
        frames.append(
            pl.DataFrame(
                {
                    "group": [subject.elements[group].id] * len(children),
                    "node": [subject.elements[c].id for c in children],
                    "name": [subject.elements[c].name for c in children],
                    "alpha_without": alpha_without(values),
                    "item_rest": item_rest_correlations(values),
                    "loading": mcdonald_omega(values).loadings,
                    "first_component": found.loadings[:, 0],
                    "kmo": found.kmo_each,
                }
            )
        )
    return pl.concat(frames)


def components_table(subject: Subject) -> pl.DataFrame:
    """Principal components of every group: node, component, eigenvalue, share, cumulative."""
    frames = []
    for group in subject.groups:
        found = principal_components(subject.values[:, list(subject.children(group))])
        count = len(found.eigenvalues)
        frames.append(
            pl.DataFrame(
                {
                    "node": [subject.elements[group].id] * count,
                    "component": list(range(1, count + 1)),
                    "eigenvalue": found.eigenvalues,
                    "share": found.shares,
                    "cumulative": np.cumsum(found.shares),
                }
            )
        )
    return pl.concat(frames)


def loadings_table(subject: Subject) -> pl.DataFrame:
    """Loadings of every group's components: node, child, component, loading."""
    rows = []
    for group in subject.groups:
        children = subject.children(group)
        found = principal_components(subject.values[:, list(children)])
        rows += [
            (subject.elements[group].id, subject.elements[child].id, k + 1, float(loading))
            for child, row in zip(children, found.loadings, strict=True)
            for k, loading in enumerate(row)
        ]
    return pl.DataFrame(rows, ["node", "child", "component", "loading"], orient="row")


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
