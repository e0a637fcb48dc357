"""What a split-panel check finds, and what it says."""

from __future__ import annotations

from dataclasses import dataclass

# Below this, surely, intervals of 90 % do not cover.
LEAST = 0.85


@dataclass(frozen=True, slots=True)
class Predicted:
    """How well means of held-out ratings were predicted.

    Attributes
    ----------
    count : int
        How many means.
    coverage : float
        Share of them within their predictive interval of 90 %.
    low, high : float
        95 % interval of the coverage, by resampling countries.
    rmse : float
        Root mean square error of the prediction, in points.
    """

    count: int
    coverage: float
    low: float
    high: float
    rmse: float

    def __str__(self) -> str:
        return f"{self.coverage:.2f} ({self.low:.2f} to {self.high:.2f})"


@dataclass(frozen=True, slots=True)
class SplitPanel:
    """The outcome of a split-panel check.

    Attributes
    ----------
    raters, held_out : int
        Raters of whose ratings the prediction was made, and those who were predicted.
    cells, countries : Predicted
        By the model: means of a country and indicator, and of a country.
    plain_cells, plain_countries : Predicted
        By the mean of the others' ratings, with standard errors from the standard deviation
        within cells, and cells taken as independent.
    """

    raters: int
    held_out: int
    cells: Predicted
    countries: Predicted
    plain_cells: Predicted
    plain_countries: Predicted

    @property
    def covers(self) -> bool:
        """Whether neither of the model's coverages is surely below .85."""
        return min(self.cells.high, self.countries.high) >= LEAST

    @property
    def sentence(self) -> str:
        """What was found."""
        verdict = "cover what they claim" if self.covers else "do not cover what they claim"
        plain = self.plain_cells, self.plain_countries
        return (
            f"The intervals {verdict}. From {self.raters} raters, those of 90 % held "
            f"{self.cells} of the means of a country and indicator that {self.held_out} other "
            f"raters gave, and {self.countries} of their means of a country; intervals of plain "
            f"means held {plain[0].coverage:.2f} and {plain[1].coverage:.2f}. The errors were "
            f"{self.cells.rmse:.2f} and {self.countries.rmse:.2f} points, of plain means "
            f"{plain[0].rmse:.2f} and {plain[1].rmse:.2f}."
        )
