"""Ratings as plain arrays, for kernels."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ocindex.scoring.observations import Observations


def observations_of(
    country: NDArray[Any], indicator: NDArray[Any], rater: NDArray[Any], value: NDArray[Any]
) -> Observations:
    """One edition's first round on a scale from 0 to 10 by halves."""
    size = len(value)

    def codes(letter: str, column: NDArray[Any]) -> tuple[str, ...]:
        return tuple(f"{letter}{place}" for place in range(int(column.max()) + 1))

    return Observations(
        country=country.astype(np.int32),
        indicator=indicator.astype(np.int32),
        rater=rater.astype(np.int32),
        edition=np.zeros(size, np.int32),
        round=np.ones(size, np.int32),
        value=value.astype(np.float64),
        confidence=np.full(size, np.nan),
        country_codes=codes("C", country),
        indicator_codes=codes("I", indicator),
        rater_codes=codes("R", rater),
        edition_ids=("2025",),
        vignettes=0,
        low=0.0,
        high=10.0,
        step=0.5,
    )
