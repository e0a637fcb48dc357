"""An edition on its way through the steps."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import compress

import numpy as np
from numpy.typing import NDArray

from ocindex.index.plan import Part, Plan
from ocindex.index.refusing import Table
from ocindex.index.report import Report
from ocindex.vocabulary import Edition

Floats = NDArray[np.float64]


@dataclass(eq=False)
class Work:
    """What the steps have made of an edition so far; they put new arrays in the place of old.

    Attributes
    ----------
    rows : ndarray of intp, shape (units,)
        Which of the edition's countries are left.
    values : ndarray of float64, shape (units, indicators)
    codes : tuple of str
        Of the countries left.
    report : Report
        What the steps did, over all of the edition's countries.
    before : ndarray of float64, shape (units, indicators)
        The values at the beginning of the step.
    """

    plan: Plan
    edition: Edition
    rows: NDArray[np.intp]
    values: Floats
    codes: tuple[str, ...]
    report: Report = field(repr=False)
    before: Floats = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self.before = self.values

    def screen(self, keep: NDArray[np.bool_]) -> None:
        """Go on with some of the countries only."""
        self.values, self.rows = self.values[keep], self.rows[keep]
        self.codes = tuple(compress(self.codes, keep))

    def of(self, part: Part) -> Floats:
        """The values of a part's indicators."""
        return self.values if part.whole else self.values[:, part.columns]

    def put(self, part: Part, values: Floats) -> None:
        """New values of a part's indicators."""
        if part.whole:
            self.values = values
        else:
            self.values = self.values.copy()
            self.values[:, part.columns] = values

    def table(self, columns: NDArray[np.intp]) -> Table:
        """Names of the countries left, and of some indicators, for refusals."""
        countries, indicators = self.edition.countries, self.plan.framework.indicators
        return Table(
            self.edition.id,
            [countries[row] for row in self.rows.tolist()],
            [indicators[column] for column in columns.tolist()],
            self.values[:, columns],
        )


def begin(plan: Plan, edition: Edition) -> Work:
    """An edition before the first step."""
    shape = edition.values.shape
    codes = tuple(country.iso3 for country in edition.countries)
    return Work(plan, edition, np.arange(shape[0]), edition.values, codes, Report.empty(edition))
