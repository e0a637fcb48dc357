"""How far each score of an edition may lie from the one given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from ocindex.index import built as index
from ocindex.workbench.varying import Varying

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Noise:
    """Noise of an edition's values, in their own units.

    Attributes
    ----------
    width : ndarray of float64, shape (countries, indicators)
        Half the width of a uniform, or the standard deviation of a normal distribution.
    low, high : float
        Ends of the scale, where scores stop; infinite where values are measured.
    """

    kind: Literal["uniform", "normal"]
    width: Floats
    low: float
    high: float

    def drawn(self, values: Floats, rng: np.random.Generator) -> Floats:
        """Values with noise."""
        if self.kind == "uniform":
            moved = values + self.width * rng.uniform(-1, 1, values.shape)
        else:
            moved = values + self.width * rng.standard_normal(values.shape)
        return np.clip(moved, self.low, self.high)


def noise_of(built: index.Built, varying: Varying) -> Noise | None:
    """The noise asked for; None where scores are as they are."""
    if not varying.noisy:
        return None
    grid = built.framework.grid
    ends = (-np.inf, np.inf) if grid is None else (float(grid.minimum), float(grid.maximum))
    if varying.deviations is not None:
        return Noise("normal", np.asarray(varying.deviations, np.float64), *ends)
    return Noise("uniform", np.full(built.edition.values.shape, varying.scores), *ends)
