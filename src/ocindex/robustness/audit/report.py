"""An audit from end to end: tables, findings, the ten chapters."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import numpy as np
import polars as pl
from numpy.typing import NDArray

from ocindex.errors import RequestError
from ocindex.findings import Audit, Found, Tables, chapters_of
from ocindex.index.built import Built
from ocindex.robustness.audit.detect.coherence import coherence
from ocindex.robustness.audit.detect.data import imputation, selection
from ocindex.robustness.audit.detect.details import back_to_data, links, presentation
from ocindex.robustness.audit.detect.stability import stability
from ocindex.robustness.audit.detect.structure import structure
from ocindex.robustness.audit.detect.weighting import normalisation, weighting
from ocindex.robustness.audit.indices import subject_of
from ocindex.robustness.audit.intervals import rank_intervals
from ocindex.robustness.audit.limits import Limits
from ocindex.robustness.audit.subject import Subject
from ocindex.robustness.audit.tables.coherence import correlations_table, redundancy_table
from ocindex.robustness.audit.tables.data import (
    availability_table,
    denominators_table,
    framework_table,
    imputed_table,
    statistics_table,
    values_table,
)
from ocindex.robustness.audit.tables.groups import (
    components_table,
    items_table,
    loadings_table,
    reliability_table,
)
from ocindex.robustness.audit.tables.influence import influence_table, placement_table
from ocindex.robustness.audit.tables.robust import (
    removal_ranks_table,
    removal_table,
    removals,
    room_table,
    uncertainty_table,
    variant_ranks_table,
    variants_table,
)
from ocindex.robustness.audit.tables.units import outside_table, profiles_table, strengths_table

Floats = NDArray[np.float64]
# The package whose files have the words.
TEXTS = "ocindex.robustness.audit"
# Two points always lie on a line.
FEWEST = 3
Detector = Callable[[Subject, Tables, Limits], Iterator[Found]]
# The Handbook's ten steps, in its order.
DETECTORS: tuple[Detector, ...] = (
    structure, selection, imputation, coherence, normalisation, weighting, stability,
    back_to_data, links, presentation,
)  # fmt: skip


def audit(
    subject: Subject,
    outside: Mapping[str, Floats] | None = None,
    intervals: Mapping[str, Floats] | None = None,
    limits: Limits | None = None,
) -> Audit:
    """Audit an index by the ten steps of the OECD/JRC Handbook.

    Parameters
    ----------
    subject : Subject
    outside : mapping of str to ndarray of float64, shape (units,), optional
        Variables to compare the headlines with; the denominators if left out.
    intervals : mapping of str to ndarray of float64, shape (3, units), optional
        5 %, 50 % and 95 % of each headline's ranks under uncertainty, by its id.
    limits : Limits, optional
        From where on figures are flagged.

    Returns
    -------
    Audit

    Raises
    ------
    RequestError
        There are fewer than three units.

    References
    ----------
    OECD and JRC (2008). Handbook on Constructing Composite Indicators: Methodology and User
    Guide. OECD Publishing.
    """
    if len(subject.codes) < FEWEST:
        raise RequestError(
            f"An audit compares countries, and needs {FEWEST} or more; {subject.edition} has "
            f"{len(subject.codes)}. Audit an edition of more."
        )
    limits = limits or Limits()
    tables = tables_of(subject, subject.denominators if outside is None else outside, limits)
    if intervals:
        tables["uncertainty"] = uncertainty_table(subject, intervals)
    found = (detect(subject, tables, limits) for detect in DETECTORS)
    chapters = chapters_of(TEXTS, found, tables)
    return Audit(subject.title, facts(subject), chapters, tables, subject.notice)


def audit_index(
    built: Built, outside: Mapping[str, Floats] | None = None, draws: int = 10_000, seed: int = 1
) -> Audit:
    """Audit a built index.

    Parameters
    ----------
    built : Built
        As `ocindex.build(edition, method)` gives it.
    outside : mapping of str to ndarray of float64, shape (units,), optional
        As of `audit`.
    draws, seed : int, optional
        Of the uncertainty of ranks.

    Returns
    -------
    Audit
    """
    subject = subject_of(built)
    return audit(subject, outside, rank_intervals(subject, draws, seed))


def tables_of(
    subject: Subject, outside: Mapping[str, Floats], limits: Limits
) -> dict[str, pl.DataFrame]:
    """Every table that the subject's data allow."""
    tables = {
        "framework": framework_table(subject),
        "values_raw": values_table(subject, subject.raw),
        "values_normalised": values_table(subject, subject.normalised),
        "statistics_raw": statistics_table(subject, subject.raw, limits),
        "statistics_treated": statistics_table(subject, subject.treated, limits),
        "statistics_normalised": statistics_table(subject, subject.normalised, limits),
        "availability": availability_table(subject, limits),
        "imputed": imputed_table(subject),
        "correlations": correlations_table(subject, limits),
        "reliability": reliability_table(subject, limits),
        "items": items_table(subject),
        "components": components_table(subject),
        "loadings": loadings_table(subject),
        "redundancy": redundancy_table(subject, limits),
        "placement": placement_table(subject, limits),
        "influence": influence_table(subject, limits),
        "profiles": profiles_table(subject),
        "strengths": strengths_table(subject),
        "room": room_table(subject),
    }
    if subject.denominators:
        tables["denominators"] = denominators_table(subject, limits)
    if outside:
        tables["outside"] = outside_table(subject, outside)
    if subject.variants:
        tables["variants"] = variants_table(subject)
        tables["variant_ranks"] = variant_ranks_table(subject)
    if subject.without:
        removed = removals(subject)
        tables["removal"] = removal_table(subject, removed)
        tables["removal_ranks"] = removal_ranks_table(subject, removed)
    return tables


def facts(subject: Subject) -> tuple[tuple[str, str], ...]:
    """What was audited, in words."""
    told = (
        ("Edition", subject.edition),
        ("Units", f"{len(subject.codes)}"),
        ("Indicators", f"{len(subject.indicators)}"),
        ("Method", subject.method),
        ("Ranks", "1 is the highest score"),
        ("Data", subject.source.removeprefix("Data: ")),
    )
    return tuple((heading, text) for heading, text in told if text)
