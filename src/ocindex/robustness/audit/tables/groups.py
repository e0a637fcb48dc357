"""Tables of groups, a component's children: reliability, principal components."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import polars as pl
from numpy.typing import NDArray

from ocindex.robustness.audit.components import Components, principal_components
from ocindex.robustness.audit.limits import Limits
from ocindex.robustness.audit.reliability import (
    alpha_without,
    cronbach_alpha,
    item_rest_correlations,
    mcdonald_omega,
)
from ocindex.robustness.audit.subject import Subject

Floats = NDArray[np.float64]
RELIABILITY = {
    "node": pl.String, "name": pl.String, "children": pl.Int64, "n": pl.Int64,
    "alpha": pl.Float64, "omega": pl.Float64, "heywood": pl.Boolean, "kmo": pl.Float64,
    "bartlett_chi2": pl.Float64, "bartlett_df": pl.Int64, "bartlett_p": pl.Float64,
    "first_share": pl.Float64, "above_one": pl.Int64, "dimensions": pl.Int64, "flag": pl.String,
}  # fmt: skip
ITEMS = {
    "group": pl.String, "node": pl.String, "name": pl.String, "alpha_without": pl.Float64,
    "item_rest": pl.Float64, "loading": pl.Float64, "first_component": pl.Float64,
    "kmo": pl.Float64,
}  # fmt: skip
COMPONENTS = {
    "node": pl.String, "component": pl.Int64, "eigenvalue": pl.Float64, "share": pl.Float64,
    "cumulative": pl.Float64,
}  # fmt: skip
LOADINGS = {
    "node": pl.String, "child": pl.String, "component": pl.Int64, "loading": pl.Float64,
}  # fmt: skip


def reliability_table(subject: Subject, limits: Limits) -> pl.DataFrame:
    """A row a group, over its children: columns as in `RELIABILITY`.

    `above_one` counts eigenvalues above one, `dimensions` those above what unrelated columns
    would give; `flag` is low, high or empty.
    """
    rows = []
    for group, values in groups(subject):
        found, omega = principal_components(values), mcdonald_omega(values)
        alpha = cronbach_alpha(values)
        element, count = subject.elements[group], values.shape[1]
        rows.append(
            (element.id, element.name, count, found.n, alpha, omega.omega, omega.heywood,
             found.kmo, found.chi2, found.degrees, found.p, float(found.shares[0]),
             int((found.eigenvalues > 1 + 1e-9).sum()),
             int((found.eigenvalues > noise_edge(found)).sum()), alpha_flag(alpha, count, limits))
        )  # fmt: skip
    return pl.DataFrame(rows, RELIABILITY, orient="row")


def groups(subject: Subject) -> Iterator[tuple[int, Floats]]:
    """Every group with its children's values, shape (units, children)."""
    for group in subject.groups:
        yield group, subject.values[:, list(subject.children(group))]


def noise_edge(found: Components) -> float:
    """The largest eigenvalue that unrelated columns would give (Marchenko and Pastur)."""
    return float((1 + np.sqrt(len(found.eigenvalues) / max(found.n, 1))) ** 2)


def alpha_flag(alpha: float, children: int, limits: Limits) -> str:
    """Whether a group holds together too little or too much; two children cannot tell."""
    if children > 2 and alpha < limits.alpha:
        return "low"
    return "high" if children > 2 and alpha > limits.alpha_high else ""


def items_table(subject: Subject) -> pl.DataFrame:
    """A row a child of a group, what it is to the others: columns as in `ITEMS`.

    `loading` is on the group's common factor, `first_component` on its first component.
    """
    rows = []
    for group, values in groups(subject):
        found, rest, without = (
            principal_components(values), item_rest_correlations(values), alpha_without(values)
        )  # fmt: skip
        loadings = mcdonald_omega(values).loadings
        for k, child in enumerate(subject.children(group)):
            element = subject.elements[child]
            rows.append(
                (subject.elements[group].id, element.id, element.name, float(without[k]),
                 float(rest[k]), float(loadings[k]), float(found.loadings[k, 0]),
                 float(found.kmo_each[k]))
            )  # fmt: skip
    return pl.DataFrame(rows, ITEMS, orient="row")


def components_table(subject: Subject) -> pl.DataFrame:
    """Principal components of every group: node, component, eigenvalue, share, cumulative."""
    rows = []
    for group, values in groups(subject):
        found = principal_components(values)
        figures = zip(found.eigenvalues.tolist(), found.shares.tolist(),
                      np.cumsum(found.shares).tolist(), strict=True)  # fmt: skip
        rows += [(subject.elements[group].id, k, *row) for k, row in enumerate(figures, 1)]
    return pl.DataFrame(rows, COMPONENTS, orient="row")


def loadings_table(subject: Subject) -> pl.DataFrame:
    """Loadings of every group's components: node, child, component, loading."""
    rows = []
    for group, values in groups(subject):
        found = principal_components(values)
        rows += [
            (subject.elements[group].id, subject.elements[child].id, k, loading)
            for child, row in zip(subject.children(group), found.loadings.tolist(), strict=True)
            for k, loading in enumerate(row, 1)
        ]
    return pl.DataFrame(rows, LOADINGS, orient="row")
