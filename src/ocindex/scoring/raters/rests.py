"""What scores rest on, in a line."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from ocindex.scoring.observations import Observations
from ocindex.scoring.raters.links import links_of


class RestsOn(NamedTuple):
    """What an edition's scores rest on; vignettes are no countries here.

    Attributes
    ----------
    ratings, raters, countries : int
    single_country_raters : int
        Raters of one country alone, whose severity cannot be told from the country.
    parts : int
        Parts of the panel that no rater links; one is as it should be.
    cells_none, cells_one : int
        Countries' indicators with no rating, and with one.
    """

    ratings: int
    raters: int
    countries: int
    single_country_raters: int
    parts: int
    cells_none: int
    cells_one: int

    @property
    def sentence(self) -> str:
        """All of it in words."""
        said = (
            f"Rests on {counted(self.ratings, 'rating')} of {counted(self.raters, 'rater')} for "
            f"{counted(self.countries, 'country', 'countries')}; "
            f"{self.single_country_raters:,} of the raters rated one country only"
        )
        if self.parts > 1:
            said += f"; the panel is in {self.parts} parts that no rater links"
        if self.cells_one:
            said += f"; {counted(self.cells_one, 'cell')} with one rating"
        if self.cells_none:
            said += f"; {counted(self.cells_none, 'cell')} with none"
        return f"{said}."


def counted(number: int, one: str, many: str = "") -> str:
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"


def rests_on(observations: Observations, edition: int = 0) -> RestsOn:
    """What the scores of one of the editions rest on.

    Parameters
    ----------
    observations : Observations
    edition : int, optional
        Its place among those observed.

    Returns
    -------
    RestsOn
        Countries and indicators are those that anybody rated in that edition or that only
        this edition can have; cells are all of them crossed.
    """
    seen = observations
    here = seen.edition == edition
    country, indicator, rater = seen.country[here], seen.indicator[here], seen.rater[here]
    links = links_of(country, rater, seen.countries, seen.raters)
    own = seen.countries - seen.vignettes
    rows = np.arange(own) if seen.editions == 1 else np.unique(country[country < own])
    columns = np.arange(seen.indicators) if seen.editions == 1 else np.unique(indicator)
    count = np.zeros((seen.countries, seen.indicators), np.int64)
    np.add.at(count, (country, indicator), 1)
    cells = count[np.ix_(rows, columns)]
    return RestsOn(
        int(here.sum()),
        int((links.rater_countries > 0).sum()),
        len(rows),
        int((links.rater_countries == 1).sum()),
        links.parts,
        int((cells == 0).sum()),
        int((cells == 1).sum()),
    )
