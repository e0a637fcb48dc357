"""Tables of single units: strengths and weaknesses, uneven profiles; and of outside variables."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import polars as pl
from numpy.typing import NDArray

from ocindex.robustness.audit.outside import partial_correlation, regress
from ocindex.robustness.audit.subject import Subject
from ocindex.robustness.audit.tables.data import units
from ocindex.robustness.audit.unit import standings

Floats = NDArray[np.float64]
NAMED = 5
STRENGTHS = {
    "iso3": pl.String, "country": pl.String, "side": pl.String, "place": pl.Int64,
    "node": pl.String, "name": pl.String, "group": pl.String, "rank": pl.Float64,
    "value": pl.Float64, "unit": pl.String,
}  # fmt: skip


def strengths_table(subject: Subject, count: int = NAMED) -> pl.DataFrame:
    """Where each unit stands best and worst.

    Columns: iso3, country, side (strength or weakness), place (1 is the strongest, or the
    weakest), node, name, group, rank (1 is best), value (as it came in), unit. A rank shared
    with the last of all is no strength and no weakness.
    """
    ranks = best_ranks(subject)
    found = [subject.elements[i] for i in subject.indicators]
    rows = []
    for row, (code, country) in enumerate(zip(subject.codes, subject.names, strict=True)):
        columns = standings(ranks, row)
        least = columns[max(count, len(columns) - count) :][::-1]
        for side, chosen in (("strength", columns[:count]), ("weakness", least)):
            rows += [
                (code, country, side, place, found[c].id, found[c].name,
                 subject.elements[found[c].parent].id, float(ranks[row, c]),
                 float(subject.raw[row, c]), found[c].unit)
                for place, c in enumerate(chosen.tolist(), 1)
            ]  # fmt: skip
    return pl.DataFrame(rows, STRENGTHS, orient="row").with_columns(pl.col("value").fill_nan(None))


def summary_table(subject: Subject, row: int) -> pl.DataFrame:
    """One unit's figures: node, name, depth, score and rank of every element."""
    return pl.DataFrame(
        {
            "node": [element.id for element in subject.elements],
            "name": [element.name for element in subject.elements],
            "depth": [len(subject.above(i)) for i in range(len(subject.elements))],
            "score": subject.scores[row],
            "rank": subject.ranks[row],
        }
    )


def best_ranks(subject: Subject) -> Floats:
    """Ranks of the indicators, shape (units, indicators), 1 where it is best to be."""
    ranks = subject.ranks[:, list(subject.indicators)].copy()
    for column, place in enumerate(subject.indicators):
        if subject.elements[place].worse:
            own = ranks[:, column]
            known = np.sort(own[np.isfinite(own)])
            # As many are worse as rank above: those who are better come after.
            lower = len(known) - np.searchsorted(known, own, "right") + 1.0
            ranks[:, column] = np.where(np.isfinite(own), lower, np.nan)
    return ranks


def profiles_table(subject: Subject) -> pl.DataFrame:
    """How uneven each unit's indicators are below each headline.

    Columns: iso3, country, headline, score, rank, lowest, highest, spread (standard
    deviation of the normalised indicators), lowest_node, highest_node.
    """
    frames = []
    for headline in subject.headlines:
        columns = list(subject.below(headline))
        ids = np.array([subject.elements[subject.indicators[c]].id for c in columns])
        values = subject.normalised[:, columns]
        known = np.isfinite(values)
        frames.append(
            pl.DataFrame(
                {
                    **units(subject),
                    "headline": [subject.elements[headline].id] * len(values),
                    "score": subject.scores[:, headline],
                    "rank": subject.ranks[:, headline],
                    "lowest": np.where(known, values, np.inf).min(axis=1),
                    "highest": np.where(known, values, -np.inf).max(axis=1),
                    "spread": np.nanstd(values, axis=1),
                    "lowest_node": ids[np.where(known, values, np.inf).argmin(axis=1)],
                    "highest_node": ids[np.where(known, values, -np.inf).argmax(axis=1)],
                }
            )
        )
    return pl.concat(frames)


def outside_table(subject: Subject, outside: Mapping[str, Floats]) -> pl.DataFrame:
    """Each headline regressed on each outside variable.

    Columns: headline, outside, n, slope, slope_low, slope_high, p, r2, r, partial (with the
    other outside variables accounted for), partial_p.
    """
    rows = []
    for headline in subject.headlines:
        scores = subject.scores[:, headline]
        for name, values in outside.items():
            found = regress(scores, values[:, None], robust=True)
            if found is None:
                continue
            others = [outside[other] for other in outside if other != name]
            controls = np.stack(others, axis=1) if others else np.empty((len(scores), 0))
            partial, partial_p, _ = partial_correlation(scores, values, controls)
            slope = float(found.coefficients[1])
            rows.append(
                {
                    "headline": subject.elements[headline].id,
                    "outside": name,
                    "n": found.n,
                    "slope": slope,
                    "slope_low": float(found.lower[1]),
                    "slope_high": float(found.upper[1]),
                    "p": float(found.p[1]),
                    "r2": found.r2,
                    "r": float(np.copysign(np.sqrt(max(found.r2, 0.0)), slope)),
                    "partial": partial,
                    "partial_p": partial_p,
                }
            )
    return pl.DataFrame(rows)
