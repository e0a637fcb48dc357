"""Imputing: from a plan to the kernels, over one edition or a panel of them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import numpy as np
from numpy.typing import NDArray

from ocindex.index.plan import Part
from ocindex.index.planning import indicators_below
from ocindex.index.refusing import Faults, Refusals
from ocindex.index.steps.impute import (
    Imputed,
    impute_constant,
    impute_group_mean,
    impute_group_median,
    impute_mean,
    impute_median,
)
from ocindex.index.steps.impute_panel import impute_latest, impute_linear, impute_step
from ocindex.index.steps.impute_row import impute_row_mean, impute_row_median
from ocindex.index.steps.refusal import Refusal
from ocindex.index.working import Work
from ocindex.method import (
    ImputeConstant,
    ImputeEM,
    ImputeGroupMean,
    ImputeGroupMedian,
    ImputeLatest,
    ImputeLinear,
    ImputeMean,
    ImputeMedian,
    ImputeRowMean,
    ImputeRowMedian,
    ImputeStep,
)
from ocindex.vocabulary import Edition

Floats = NDArray[np.float64]
OVER_EDITIONS = (ImputeLatest, ImputeLinear, ImputeStep)


def fill(part: Part, works: Sequence[Work], faults: Faults) -> None:
    """Impute the part's indicators in all editions of a panel."""
    if isinstance(part.technique, OVER_EDITIONS):
        fill_over_editions(part, works, faults)
        return
    for work in works:
        with faults.about(partial(work.table, part.columns)):
            put(part, work, filled(part, work))


def put(part: Part, work: Work, found: Imputed) -> None:
    work.put(part, found.values)
    work.report.imputed[np.ix_(work.rows, part.columns)] |= found.imputed


def filled(part: Part, work: Work) -> Imputed:
    """The part's indicators of one edition, imputed."""
    technique, values = part.technique, work.of(part)
    if isinstance(technique, ImputeGroupMean | ImputeGroupMedian):
        kernel = (
            impute_group_mean if isinstance(technique, ImputeGroupMean) else impute_group_median
        )
        return kernel(values, group_codes(work, technique.group))
    if isinstance(technique, ImputeRowMean | ImputeRowMedian):
        return filled_by_row(part, work, technique)
    if isinstance(technique, ImputeConstant):
        return impute_constant(values, technique.value)
    if isinstance(technique, ImputeEM):
        from ocindex.index.steps.impute_em import impute_em  # few methods need it

        return impute_em(values, technique.ridge, technique.tolerance, technique.iterations)
    assert isinstance(technique, ImputeMean | ImputeMedian)
    return (impute_mean if isinstance(technique, ImputeMean) else impute_median)(values)


def groupings_of(edition: Edition) -> dict[str, Sequence[str]]:
    """Each country's group by grouping: those of the edition, its continents and regions."""
    return {
        "continent": [country.continent for country in edition.countries],
        "region": [country.region for country in edition.countries],
        **edition.groups,
    }


def group_codes(work: Work, grouping: str) -> NDArray[np.int64]:
    """Number of each country's group, -1 where it has none."""
    groupings = groupings_of(work.edition)
    if grouping not in groupings:
        there = ", ".join(groupings)
        raise Refusal(f"The edition has no grouping '{grouping}'", f"It has: {there}", [])
    groups = groupings[grouping]
    numbers = {name: number for number, name in enumerate(dict.fromkeys(groups))}
    return np.array([numbers[groups[r]] if groups[r] else -1 for r in work.rows.tolist()], np.int64)


def filled_by_row(part: Part, work: Work, technique: ImputeRowMean | ImputeRowMedian) -> Imputed:
    """From the country's other indicators in the block, those of other parts among them.

    What other parts impute in the same step is no value of the country's, and does not count.
    """
    plan = work.plan
    kernel = impute_row_mean if isinstance(technique, ImputeRowMean) else impute_row_median
    directions = plan.directions[len(plan.framework.components) :]
    above = plan.above(technique.level)[part.columns]
    values, imputed = work.of(part).copy(), np.zeros((len(work.rows), len(part.columns)), np.bool_)
    refusals: list[Refusal] = []
    for component in np.unique(above).tolist():
        ours = np.flatnonzero(above == component)
        seen = indicators_below(plan.framework, (plan.node_ids[component],))
        wanted, blocks = np.searchsorted(seen, part.columns[ours]), np.zeros(len(seen), np.int64)
        try:
            found = kernel(work.before[:, seen], blocks, directions[seen], wanted)
        except Refusal as refusal:
            numbers = dict(zip(wanted.tolist(), ours.tolist(), strict=True))
            places = [(row, numbers[column or 0]) for row, column in refusal.places]
            refusals.append(Refusal(refusal.rule, refusal.remedy, places))
        else:
            values[:, ours], imputed[:, ours] = found.values[:, wanted], found.imputed[:, wanted]
    if refusals:
        raise Refusals(refusals)
    return Imputed(values, imputed)


def fill_over_editions(part: Part, works: Sequence[Work], faults: Faults) -> None:
    """From the same countries' values in other editions."""
    codes = sorted({code for work in works for code in work.codes})
    place = {code: row for row, code in enumerate(codes)}
    panel = np.full((len(works), len(codes), len(part.columns)), np.nan)
    rows = [np.array([place[code] for code in work.codes], np.intp) for work in works]
    for number, work in enumerate(works):
        panel[number, rows[number]] = work.of(part)
    technique = part.technique
    times = np.array([work.edition.year for work in works], np.float64)
    with faults.about(partial(works[-1].table, part.columns)):
        if isinstance(technique, ImputeLatest):
            found = impute_latest(panel, technique.most)
        elif isinstance(technique, ImputeLinear):
            found = impute_linear(panel, times, technique.ends)
        else:
            assert isinstance(technique, ImputeStep)
            found = impute_step(panel, technique.ends)
        for number, work in enumerate(works):
            own = number, rows[number]
            put(part, work, Imputed(found.values[own], found.imputed[own]))
