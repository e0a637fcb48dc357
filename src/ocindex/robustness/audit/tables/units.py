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


def strengths_table(subject: Subject, row: int, count: int = NAMED) -> pl.DataFrame:
    """Where one unit stands best and worst: side, node, name, group, rank, value, unit.

    Ranks are of the data with directions applied; a rank shared with the last of all is no
    strength and no weakness.
    """
    ranks = subject.ranks[:, list(subject.indicators)]
    columns = standings(ranks, row)
    sides = [
        ("strength", columns[:count]),
        ("weakness", columns[max(count, len(columns) - count) :]),
    ]
    rows = []
    for side, chosen in sides:
        for column in chosen:
            element = subject.elements[subject.indicators[column]]
            rows.append(
                {
                    "side": side,
                    "node": element.id,
                    "name": element.name,
                    "group": subject.elements[element.parent].id,
                    "rank": float(ranks[row, column]),
                    "value": float(subject.raw[row, column]),
                    "unit": element.unit,
                }
            )
    return pl.DataFrame(rows)


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
