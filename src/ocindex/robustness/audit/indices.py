"""A built index as the subject of an audit, with the other ways in which it might be made."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
import polars as pl
from numpy.typing import NDArray

from ocindex.errors import MethodError
from ocindex.index.built import Built
from ocindex.index.steps.aggregation.ranking import ranks
from ocindex.method import Arithmetic, Geometric, Harmonic, Method, Power, Step, Technique
from ocindex.robustness.audit.subject import Element, Subject, Variant
from ocindex.robustness.audit.tables.robust import comparison_table
from ocindex.vocabulary import SIMULATED, Indicator, Node

Floats = NDArray[np.float64]
POWERS: dict[type[Technique], float] = {Arithmetic: 1.0, Geometric: 0.0, Harmonic: -1.0}


def subject_of(built: Built) -> Subject:
    """What is audited of a built index.

    Parameters
    ----------
    built : Built

    Returns
    -------
    Subject
    """
    edition, rows = built.edition, kept(built)
    elements = tuple(
        element(built, place, node) for place, node in enumerate(built.framework.nodes)
    )
    leaves = [place for place, each in enumerate(elements) if each.indicator]
    grid = edition.framework.grid
    found = {country.iso3: country.name for country in edition.countries}
    return Subject(
        title=edition.title or edition.id,
        edition=edition.id,
        method=described(built.method),
        codes=built.codes,
        names=tuple(found[code] for code in built.codes),
        elements=elements,
        raw=edition.values[rows],
        treated=treated(built),
        normalised=built.values[:, leaves],
        imputed=built.report.imputed[rows],
        scores=built.values,
        ranks=built.rank,
        step=float(grid.step) if grid else 0.0,
        low=float(grid.minimum) if grid else -np.inf,
        high=float(grid.maximum) if grid else np.inf,
        denominators={name: values[rows] for name, values in edition.denominators.items()},
        variants=tuple(variants(built)),
        source=edition.attribution,
        notice=SIMULATED if edition.simulated else "",
        without=without(built),
    )


def compare_methods(first: Built, second: Built) -> pl.DataFrame:
    """What another method changes, country by country.

    Parameters
    ----------
    first, second : Built
        Of one edition.

    Returns
    -------
    polars.DataFrame
        A row a country and headline: iso3, country, headline, rank (by the first), rank_then
        (by the second; null where it screens the country out), shift (positive: nearer to rank
        1 by the second), size.
    """
    subject = subject_of(first)
    row = {code: i for i, code in enumerate(second.codes)}
    ranks = np.full((len(first.codes), len(second.nodes)), np.nan)
    shared = [i for i, code in enumerate(first.codes) if code in row]
    ranks[shared] = second.rank[[row[first.codes[i]] for i in shared]]
    names = [subject.elements[headline].id for headline in subject.headlines]
    others = {name: ranks[:, second.nodes.index(name)] for name in names}
    return comparison_table(subject, others).with_columns(pl.col(pl.Float64).fill_nan(None))


def kept(built: Built) -> NDArray[np.int64]:
    """Rows of the edition that were not screened out."""
    return np.array([built.edition.row[code] for code in built.codes], np.int64)


def element(built: Built, place: int, node: Node) -> Element:
    framework = built.framework
    leaf = isinstance(node, Indicator)
    weight = built.node_weights[place]
    return Element(
        node.id,
        node.name,
        -1 if node.parent is None else framework.position[node.parent],
        1.0 if node.parent is None else float(np.nan_to_num(weight)),
        leaf,
        direction=built.method.directions.get(node.id, node.direction),
        unit=node.unit if isinstance(node, Indicator) else "",
        denominator=node.denominator if isinstance(node, Indicator) else "",
        worse=framework.high(node) == "worse",
        power=powers(built).get(node.id, 1.0),
    )


def treated(built: Built) -> Floats:
    """What was normalised; where nothing was, what was aggregated."""
    before = "raw"
    for name in built.stages:
        if name in ("normalised", "aggregated"):
            break
        before = name
    stage = built.stages[before]
    row = {code: i for i, code in enumerate(stage.codes)}
    return stage.values[[row[code] for code in built.codes]]


def powers(built: Built) -> dict[str, float]:
    """Of the mean that makes each component; NaN where it is no such mean."""
    groups = [group for batch in built.plan.batches for group in batch.groups]
    return {group.id: power_of(group.aggregation) for group in groups}


def power_of(technique: Technique) -> float:
    if isinstance(technique, Power):
        return technique.power
    return POWERS.get(type(technique), float("nan"))


def described(method: Method) -> str:
    """The method in a line: its title, or its steps in their order."""
    done = [f"{name} by {step.by.by or 'a function'}" for name, step in method.transforms]
    done += [f"weights {method.weights.by.by or 'by a function'}"]
    steps = ", ".join([*done, f"means {method.aggregate.by.by or 'by a function'}"])
    return f"{method.title}: {steps}." if method.title else f"{steps[0].upper()}{steps[1:]}."


def without(built: Built) -> Callable[[str], tuple[Floats, Floats]]:
    """The index with an element's weight at zero."""

    def remade(node: str) -> tuple[Floats, Floats]:
        other = built.without(node)
        return other.values, other.rank

    return remade


def variants(built: Built) -> Iterator[Variant]:
    """Means that compensate less, and a tree without levels."""
    if any(power != 1 for power in powers(built).values()):
        return
    try:
        other = built.rebuild(aggregate=Step(Geometric()))
    except MethodError:
        pass  # a geometric mean of zero is none: min-max to zero rules it out
    else:
        yield Variant("Geometric means", other.values, other.rank)
    if any(len(levels) > 1 for levels in depths(built)):
        yield flat(built)


def depths(built: Built) -> Iterator[list[str]]:
    """The components above each indicator."""
    framework = built.framework
    for indicator in framework.indicators:
        above, at = [], framework.node[indicator.parent]
        while at.parent is not None:
            above.append(at.id)
            at = framework.node[at.parent]
        yield [*above, at.id]


def flat(built: Built) -> Variant:
    """Every component the plain mean of all indicators below it."""
    leaves = {each.id: built.framework.position[each.id] for each in built.framework.indicators}
    above = dict(zip(leaves, depths(built), strict=True))
    scores = built.values.copy()
    for component in built.framework.components:
        columns = [place for leaf, place in leaves.items() if component.id in above[leaf]]
        known = np.isfinite(built.values[:, columns])
        total = np.where(known, built.values[:, columns], 0.0).sum(axis=1)
        with np.errstate(invalid="ignore", divide="ignore"):
            scores[:, built.framework.position[component.id]] = total / known.sum(axis=1)
    found = ranks(np.ascontiguousarray(scores.T)).T
    return Variant("All indicators weighted alike", scores, np.ascontiguousarray(found))
