"""What an estimator gives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Draws = NDArray[np.float32]
Method = Literal["mean", "median", "trimmed", "mixed"]
METHODS: tuple[Method, ...] = ("mean", "median", "trimmed", "mixed")


@dataclass(frozen=True, eq=False)
class Estimated:
    """What the ratings say of each country and indicator, by one of the plain estimators.

    Attributes
    ----------
    method : str
    estimate, standard_error, degrees : ndarray of float64, shape (editions, countries, indicators)
        In points of the scale, but for the degrees of freedom, which are infinite where errors
        are taken as normal. NaN where nobody has rated.
    theta : ndarray of float32, shape (draws, editions, countries, indicators)
        Draws of the true value, in points within the scale; NaN where nobody has rated.
    """

    method: Method
    estimate: Floats
    standard_error: Floats
    degrees: Floats
    theta: Draws
