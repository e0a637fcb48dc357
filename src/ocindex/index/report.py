"""What each step did to an edition."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from ocindex.vocabulary import Edition

if TYPE_CHECKING:
    import polars as pl


@dataclass(eq=False)
class Report:
    """What the steps did, cell by cell; arrays are over all countries of the edition.

    Attributes
    ----------
    kept : ndarray of bool, shape (countries,)
        False where a country was screened out.
    reasons : dict of str to str
        Why, by code of the country.
    imputed : ndarray of bool, shape (countries, indicators)
    winsorised : ndarray of int8, shape (countries, indicators)
        1 where a value was brought down, -1 where it was brought up.
    transformed : ndarray of bool, shape (indicators,)
        Whether a transformation followed, or was the treatment.
    skew, kurtosis : ndarray of float64, shape (3, indicators)
        Before treatment, after winsorising, after the transformation; NaN where not done.
    passed : ndarray of bool, shape (indicators,)
        Whether an indicator passes after its treatment; True where it was not treated.
    """

    edition: Edition
    kept: NDArray[np.bool_]
    reasons: dict[str, str]
    imputed: NDArray[np.bool_]
    winsorised: NDArray[np.int8]
    transformed: NDArray[np.bool_]
    skew: NDArray[np.float64]
    kurtosis: NDArray[np.float64]
    passed: NDArray[np.bool_]

    @classmethod
    def empty(cls, edition: Edition) -> Report:
        """Nothing done yet."""
        countries, indicators = edition.values.shape
        return cls(
            edition,
            np.ones(countries, np.bool_),
            {},
            np.zeros((countries, indicators), np.bool_),
            np.zeros((countries, indicators), np.int8),
            np.zeros(indicators, np.bool_),
            np.full((3, indicators), np.nan),
            np.full((3, indicators), np.nan),
            np.ones(indicators, np.bool_),
        )

    @property
    def screened(self) -> pl.DataFrame:
        """The countries left out: iso3, country, reason."""
        import polars as pl  # it takes 0.2 s to import

        left = [c for c, kept in zip(self.edition.countries, self.kept, strict=True) if not kept]
        columns = [[c.iso3 for c in left], [c.name for c in left]]
        reasons = [self.reasons[c.iso3] for c in left]
        names = ("iso3", "country", "reason")
        data = dict(zip(names, (*columns, reasons), strict=True))
        return pl.DataFrame(data, schema=dict.fromkeys(names, pl.String))

    @property
    def imputed_cells(self) -> pl.DataFrame:
        """The values filled in: iso3, indicator; the values are in the stage `imputed`."""
        return self.cells(self.imputed)

    @property
    def winsorised_cells(self) -> pl.DataFrame:
        """The points moved: iso3, indicator, end (`high` or `low`)."""
        import polars as pl  # as above

        frame = self.cells(self.winsorised != 0)
        ends = self.winsorised[self.winsorised != 0]
        return frame.with_columns(pl.Series("end", np.where(ends > 0, "high", "low").tolist(),
                                            pl.String))  # fmt: skip

    def cells(self, mask: NDArray[np.bool_]) -> pl.DataFrame:
        import polars as pl  # as above

        rows, columns = np.nonzero(mask)
        countries, indicators = self.edition.countries, self.edition.framework.indicators
        data = {
            "iso3": [countries[row].iso3 for row in rows.tolist()],
            "indicator": [indicators[column].id for column in columns.tolist()],
        }
        return pl.DataFrame(data, schema=dict.fromkeys(data, pl.String))

    @property
    def treatment(self) -> pl.DataFrame:
        """A row an indicator: points moved, whether transformed, skewness and kurtosis, passed."""
        import polars as pl  # as above

        stages = ("before", "winsorised", "transformed")
        return pl.DataFrame(
            {
                "indicator": [each.id for each in self.edition.framework.indicators],
                "points": np.count_nonzero(self.winsorised, axis=0),
                "transformed": self.transformed,
                **{f"skew_{s}": self.skew[i] for i, s in enumerate(stages)},
                **{f"kurtosis_{s}": self.kurtosis[i] for i, s in enumerate(stages)},
                "passed": self.passed,
            }
        ).with_columns(pl.selectors.float().fill_nan(None))
