"""Tables of the data: framework, statistics, availability, imputed values."""

from __future__ import annotations

import numpy as np
import polars as pl
from numpy.typing import NDArray

from ocindex.robustness.audit.availability import by_node, by_unit
from ocindex.robustness.audit.correlation import correlate
from ocindex.robustness.audit.limits import Limits
from ocindex.robustness.audit.statistics import describe, flags
from ocindex.robustness.audit.subject import Subject

Floats = NDArray[np.float64]


def framework_table(subject: Subject) -> pl.DataFrame:
    """Every element: node, name, parent, headline, depth, children, indicators, weights."""
    rows = []
    for i, element in enumerate(subject.elements):
        above, headline = subject.above(i), subject.headline(i)
        rows.append(
            {
                "node": element.id,
                "name": element.name,
                "parent": subject.elements[above[0]].id if above else "",
                "headline": subject.elements[headline].id,
                "depth": len(above),
                "children": len(subject.children(i)),
                "indicators": len(subject.below(i)),
                "direction": element.direction,
                "unit": element.unit,
                "high": "worse" if element.worse else "better",
                "weight": element.weight,
                "effective_weight": float(subject.effective[i, headline]),
            }
        )
    return pl.DataFrame(rows)


def values_table(subject: Subject, values: Floats) -> pl.DataFrame:
    """The values of one stage: iso3, country, then a column an indicator; empty where missing."""
    ids = labels(subject)["node"]
    frame = pl.DataFrame({**units(subject), **dict(zip(ids, values.T, strict=True))})
    return frame.with_columns(pl.col(ids).fill_nan(None))


def statistics_table(subject: Subject, values: Floats, limits: Limits) -> pl.DataFrame:
    """Statistics and flags of every indicator's values at one stage."""
    found = describe(values)
    flagged = flags(found, limits)
    available = np.maximum(found.available, 1)
    return pl.DataFrame(
        {
            **labels(subject),
            "minimum": found.minimum, "maximum": found.maximum, "mean": found.mean,
            "median": found.median, "std": found.std, "skew": found.skew,
            "kurtosis": found.kurtosis, "available": found.available, "nonzero": found.nonzero,
            "unique": found.unique, "same": found.same,
            "share_available": found.available / max(found.units, 1),
            "share_nonzero": found.nonzero / available,
            "share_unique": found.unique / available,
            "share_same": found.same / available,
            "flag_availability": flagged.availability, "flag_nonzero": flagged.nonzero,
            "flag_unique": flagged.unique, "flag_outliers": flagged.outliers,
        }
    )  # fmt: skip


def labels(subject: Subject) -> dict[str, list[str]]:
    """The columns that name each indicator."""
    found = [subject.elements[i] for i in subject.indicators]
    return {"node": [e.id for e in found], "name": [e.name for e in found]}


def units(subject: Subject) -> dict[str, list[str]]:
    """The columns that name each unit."""
    return {"iso3": list(subject.codes), "country": list(subject.names)}


def availability_table(subject: Subject, limits: Limits) -> pl.DataFrame:
    """Every unit's availability, then a column of its share for each component."""
    found = by_unit(subject.raw)
    components = [i for i, element in enumerate(subject.elements) if not element.indicator]
    width = len(subject.indicators)
    below = np.zeros((len(components), width), bool)
    for row, component in enumerate(components):
        below[row, list(subject.below(component))] = True
    shares = by_node(subject.raw, below)
    return pl.DataFrame(
        {
            **units(subject),
            "missing": found.missing, "zeros": found.zeros,
            "share_available": found.available, "share_nonzero": found.nonzero,
            "flag_availability": found.available < limits.unit_availability,
            **{subject.elements[c].id: shares[:, k] for k, c in enumerate(components)},
        }
    )  # fmt: skip


def imputed_table(subject: Subject) -> pl.DataFrame:
    """Every imputed value: iso3, country, node, name, value (before treatment)."""
    rows, columns = np.nonzero(subject.imputed)
    found = [subject.elements[subject.indicators[c]] for c in columns]
    return pl.DataFrame(
        {
            "iso3": [subject.codes[r] for r in rows],
            "country": [subject.names[r] for r in rows],
            "node": [e.id for e in found],
            "name": [e.name for e in found],
            "value": subject.treated[rows, columns],
        },
        schema_overrides={"iso3": pl.String, "country": pl.String, "node": pl.String,
                          "name": pl.String},
    )  # fmt: skip


def denominators_table(subject: Subject, limits: Limits) -> pl.DataFrame:
    """Correlations of raw indicators with denominators."""
    names = list(subject.denominators)
    against = np.stack([subject.denominators[name] for name in names], axis=1)
    found = correlate(subject.raw, against)
    named = labels(subject)
    count = len(names)
    return pl.DataFrame(
        {
            "node": [n for n in named["node"] for _ in range(count)],
            "name": [n for n in named["name"] for _ in range(count)],
            "denominator": names * len(named["node"]),
            "denominated": [
                bool(subject.elements[i].denominator) for i in subject.indicators
                for _ in range(count)
            ],
            "r": found.r.ravel(), "p": found.p.ravel(), "n": found.n.ravel(),
            "flag": np.abs(found.r.ravel()) > limits.denominator,
        }
    )  # fmt: skip
