"""Draws as a file, for those who ask what is not in the tables."""

from __future__ import annotations

from io import BytesIO

import numpy as np
from numpy.typing import NDArray

from ocindex.intervals.drawing import Singles, centred, node_draws
from ocindex.vocabulary import Edition

# Scales up to here, and editors as far from the ratings again, go into 16 bits.
FITS = 100


def draws_bytes(edition: Edition, theta: Singles, limit: int = 1000) -> bytes:
    """Draws of all nodes as parquet.

    Parameters
    ----------
    edition : Edition
    theta : ndarray of float32, shape (draws, countries, indicators)
        As for `intervals_of`.
    limit : int, optional
        So many draws at most, evenly spaced.

    Returns
    -------
    bytes
        A row a draw and country: draw (from 1), iso3, then a column a node in hundredths of a
        point, whole numbers, which take two thirds of the room; null where nothing is known.
    """
    import polars as pl  # it takes 0.2 s to import

    draws = node_draws(edition, centred(edition, thinned(theta, limit)))
    scale = edition.framework.scale
    wide = max(abs(scale.minimum), abs(scale.maximum)) > FITS
    kind = pl.Int32 if wide else pl.Int16
    count, countries = len(draws), [country.iso3 for country in edition.countries]
    columns: dict[str, pl.Series] = {
        "draw": pl.Series(np.repeat(np.arange(1, count + 1, dtype=np.int16), len(countries))),
        "iso3": pl.Series(countries * count),
    }
    for place, node in enumerate(edition.framework.nodes):
        hundredths = pl.Series(np.rint(draws.node(place).ravel() * 100)).fill_nan(None)
        columns[node.id] = hundredths.cast(kind)
    file = BytesIO()
    pl.DataFrame(columns).write_parquet(file, compression="zstd", statistics=False)
    return file.getvalue()


def thinned(theta: Singles, limit: int) -> Singles:
    """Some draws, evenly spaced."""
    if len(theta) <= limit:
        return theta
    places: NDArray[np.int64] = np.arange(limit) * len(theta) // limit
    return theta[places]
