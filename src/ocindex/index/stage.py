"""Values after a step, and as a table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    import polars as pl

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Stage:
    """Values after a step.

    Attributes
    ----------
    name : str
        `raw`, `denominated`, `screened`, `imputed`, `treated`, `normalised` or `aggregated`.
    values : ndarray of float64, shape (units, nodes)
        NaN where missing.
    codes, nodes : tuple of str
        Codes of the countries, ids of the nodes.
    """

    name: str
    values: Floats
    codes: tuple[str, ...]
    nodes: tuple[str, ...]


def frame_of(codes: tuple[str, ...], nodes: tuple[str, ...], values: Floats) -> pl.DataFrame:
    """Wide table: iso3, then a column a node; null where missing."""
    import polars as pl  # it takes 0.2 s to import

    columns = {node: values[:, place] for place, node in enumerate(nodes)}
    frame = pl.DataFrame({"iso3": list(codes), **columns})
    return frame.with_columns(pl.col(pl.Float64).fill_nan(None))
