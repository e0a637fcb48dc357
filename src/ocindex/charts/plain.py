"""Plain labels and arrays as charts of the workbench take them."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ocindex.errors import RequestError
from ocindex.publish.charts import Caption


def captioned(title: str, said: str, source: str, *header: str) -> Caption:
    return Caption(title, said, source, f"{title}. {said}", header)


def columns(values: ArrayLike, rows: int, wide: int) -> NDArray[np.float64]:
    """Values as an array of the shape that their names say."""
    found = np.asarray(values, dtype=np.float64)
    if found.shape != (rows, wide):
        raise RequestError(
            f"Values of shape {found.shape} stand where the names say ({rows}, {wide}): "
            "a row a name of the rows, a column a name of the columns."
        )
    return found


def row(values: ArrayLike, long: int) -> list[float]:
    """Values as a list of the length that their names say."""
    found = np.asarray(values, dtype=np.float64)
    if found.shape != (long,):
        raise RequestError(f"Values of shape {found.shape} stand beside {long} names.")
    return [float(value) for value in found]


def figure(value: float) -> str:
    """A value in as many digits as a picture has room for."""
    if value == 0 or 0.001 <= abs(value) < 100_000:
        digits = 3 if abs(value) < 1000 else 6
        return f"{value:,.{digits}g}".replace("-", "\u2212")
    return f"{value:.1e}".replace("-", "\u2212")


def rank(value: float) -> str:
    return f"{value:g}"


def percent(share: float) -> str:
    return f"{100 * share:.0f} %".replace("-", "\u2212")
