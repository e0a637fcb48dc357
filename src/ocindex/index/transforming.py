"""The steps on indicators: from a plan to the kernels, over one edition or a panel of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

import numpy as np
from numpy.typing import NDArray

from ocindex.index.filling import fill
from ocindex.index.plan import Part
from ocindex.index.refusing import Faults
from ocindex.index.scaling import normalised
from ocindex.index.steps.boxcox import box_cox
from ocindex.index.steps.denominate import denominate
from ocindex.index.steps.refusal import Refusal
from ocindex.index.steps.screen import Screened, screen
from ocindex.index.steps.treat import Change, treat
from ocindex.index.steps.treat_log import LOGS
from ocindex.index.working import Work
from ocindex.method import BoxCox, Custom, Denominate, Leave, Log, Screen, Winsorise

Floats = NDArray[np.float64]
Works = Sequence[Work]


def transform(name: str, works: Works, faults: Faults) -> None:
    """Do a step by its name on all editions of a panel.

    Parameters
    ----------
    name : {"denominate", "screen", "impute", "treat", "normalise"}
    works : sequence of Work
        In order of time; their values are replaced.
    faults : Faults
        Takes what is refused.
    """
    for work in works:
        work.before = work.values
    for part in works[0].plan.parts[name]:
        if isinstance(part.technique, Leave):
            continue
        if isinstance(part.technique, Custom) and name != "screen":
            own_function(part, works, faults)
        else:
            STEPS[name](part, works, faults)


def own_function(part: Part, works: Works, faults: Faults) -> None:
    """A user's function on the values of the part's indicators."""
    for work in works:
        with faults.about(partial(work.table, part.columns)):
            before = work.of(part)
            after = np.asarray(part.technique.function(before.copy()), np.float64)  # type: ignore[attr-defined]  # it is Custom
            if after.shape != before.shape:
                rule = f"A function of a step gives an array like its argument, {before.shape}"
                raise Refusal(f"{rule}, not {after.shape}", "Mend the function", [])
            work.put(part, after)


def denominate_part(part: Part, works: Works, faults: Faults) -> None:
    technique = part.technique
    assert isinstance(technique, Denominate)
    for work in works:
        names = denominators_of(part, work)
        having = np.flatnonzero([bool(name) for name in names])
        columns = part.columns[having]
        with faults.about(partial(work.table, columns)):
            known = work.edition.denominators
            if lacking := sorted({names[i] for i in having} - set(known)):
                there = ", ".join(known) or "none"
                rule = f"The edition has no denominator {', '.join(lacking)}"
                raise Refusal(rule, f"It has: {there}", [])
            if len(columns):
                below = np.column_stack([known[names[i]][work.rows] for i in having])
                values = work.values.copy()
                values[:, columns] = denominate(values[:, columns], below, technique.factor)
                work.values = values


def denominators_of(part: Part, work: Work) -> list[str]:
    """Id of each indicator's denominator; empty where it has none."""
    assert isinstance(part.technique, Denominate)
    indicators = work.plan.framework.indicators
    given = part.technique.denominator
    return [given or indicators[column].denominator for column in part.columns]


def screen_part(part: Part, works: Works, faults: Faults) -> None:
    for work in works:
        with faults.about(partial(work.table, part.columns)):
            keep, reasons = screened(part, work)
            for row in np.flatnonzero(~keep).tolist():
                place = int(work.rows[row])
                work.report.kept[place] = False
                work.report.reasons[work.edition.countries[place].iso3] = reasons[row]
            if not keep.any():
                raise Refusal("No country has enough data", "Lower the limits", [])
            if not keep.all():
                work.screen(keep)


def screened(part: Part, work: Work) -> tuple[NDArray[np.bool_], list[str]]:
    """Which countries stay, and why the others go."""
    technique, values, codes = part.technique, work.of(part), work.codes
    if isinstance(technique, Custom):
        keep = np.asarray(technique.function(values), np.bool_)
        return keep, ["own function"] * len(codes)
    assert isinstance(technique, Screen)
    known = {country.iso3 for country in work.edition.countries}
    if unknown := [code for code in (*technique.keep, *technique.drop) if code not in known]:
        rule = f"The edition has no country {', '.join(unknown)}"
        raise Refusal(rule, "Mend `keep` or `drop`", [])
    always, never = (
        np.array([code in chosen for code in codes]) for chosen in (technique.keep, technique.drop)
    )
    limits = technique.available, technique.nonzero, technique.count
    found = screen(values, *limits, always=always, never=never)
    return found.keep, [reason(found, row, bool(never[row])) for row in range(len(codes))]


def reason(found: Screened, row: int, dropped: bool) -> str:
    if dropped:
        return "named in `drop`"
    if found.few_values[row]:
        return f"only {found.available[row]:.1%} of values"
    return f"only {found.nonzero[row]:.1%} of values are not zero"


def treat_part(part: Part, works: Works, faults: Faults) -> None:
    technique = part.technique
    assert isinstance(technique, Winsorise | Log | BoxCox)
    points, then, combine = means_of_treatment(technique)
    for work in works:
        with faults.about(partial(work.table, part.columns)):
            found = treat(
                work.of(part), points, then, technique.skew, technique.kurtosis,
                technique.forced, combine,
            )  # fmt: skip
            work.put(part, found.values)
            report, columns = work.report, part.columns
            moved = found.high.astype(np.int8) - found.low.astype(np.int8)
            report.winsorised[np.ix_(work.rows, columns)] = np.where(found.transformed, 0, moved)
            report.transformed[columns] = found.transformed
            report.skew[:, columns], report.kurtosis[:, columns] = found.skew, found.kurtosis
            report.passed[columns] = found.passed


def means_of_treatment(technique: Winsorise | Log | BoxCox) -> tuple[int, Change | None, bool]:
    """Most points winsorised, what is done then, and whether on the winsorised values."""
    if isinstance(technique, Log):
        return 0, LOGS[technique.form], False
    if isinstance(technique, BoxCox):
        return 0, partial(box_cox, power=technique.power), False
    return technique.points, CHANGES[technique.then], technique.combine


CHANGES: Mapping[str, Change | None] = {
    "none": None, "box-cox": partial(box_cox, power=None), **LOGS
}  # fmt: skip


def normalise_part(part: Part, works: Works, faults: Faults) -> None:
    scores: list[Floats] = []
    for work in works:
        with faults.about(partial(work.table, part.columns)):
            scores.append(normalised(part, work, works))
    if len(scores) == len(works):  # every fit has seen the values before
        for work, made in zip(works, scores, strict=True):
            work.put(part, made)


STEPS: Mapping[str, Callable[[Part, Works, Faults], None]] = {
    "denominate": denominate_part,
    "screen": screen_part,
    "impute": fill,
    "treat": treat_part,
    "normalise": normalise_part,
}
