"""Whether chains agree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Singles = NDArray[np.float32]
# Above, or below, chains have not come to one distribution, or say too little of its tails.
WORST_RHAT, FEWEST_EFFECTIVE = 1.01, 400
# Quantities that are diagnosed at once: their doubles, several times over, are all in memory.
AT_ONCE = 50
# Of a chain: of fewer nothing can be told.
FEWEST_DRAWS = 4


@dataclass(frozen=True, slots=True)
class Diagnostics:
    """Convergence of what was followed, at its worst.

    Attributes
    ----------
    rhat : float
        Rank-normalised split R-hat.
    ess_bulk, ess_tail : float
        Effective sample sizes, in the middle and at 5 and 95 %.
    sweeps, chains : int
        Sweeps of each chain, warm-up included.
    extended : int
        How often the chains went on because they did not agree.
    """

    rhat: float
    ess_bulk: float
    ess_tail: float
    sweeps: int
    chains: int
    extended: int = 0

    @property
    def sound(self) -> bool:
        """Whether the chains agree and say enough."""
        fewest = min(self.ess_bulk, self.ess_tail)
        return self.rhat <= WORST_RHAT and fewest >= FEWEST_EFFECTIVE

    @property
    def sentence(self) -> str:
        """How far the draws can be relied on."""
        figures = (
            f"R-hat at most {self.rhat:.4f}, at least {self.ess_bulk:,.0f} effective draws "
            f"({self.ess_tail:,.0f} in the tails), {self.chains} chains of {self.sweeps:,} sweeps"
        )
        longer = f", extended {self.extended} times" if self.extended > 1 else ", extended once"
        figures += longer if self.extended else ""
        if self.sound:
            return f"The chains agree: {figures}."
        return (
            f"The chains do not agree well enough: {figures}; wanted are R-hat up to "
            f"{WORST_RHAT} and {FEWEST_EFFECTIVE} effective draws. Ask for more sweeps."
        )


def diagnose(followed: Sequence[Sequence[Singles]], sweeps: int, extended: int) -> Diagnostics:
    """Diagnose chains.

    Parameters
    ----------
    followed : sequence of sequence of ndarray of float32, shape (sweeps, quantities)
        Of each chain its stretches after the warm-up.
    sweeps : int
        Of each chain, warm-up included.
    extended : int

    References
    ----------
    Vehtari, A., A. Gelman, D. Simpson, B. Carpenter, and P.-C. Buerkner (2021). Rank-
    normalization, folding, and localization: an improved R-hat for assessing convergence of
    MCMC. Bayesian Analysis 16(2): 667-718.
    """
    from arviz_stats.base.array import array_stats  # it takes 0.7 s to import

    chains, kept = len(followed), sum(len(part) for part in followed[0])
    axes: dict[str, Any] = {"chain_axis": 0, "draw_axis": 1}
    stats: Any = array_stats
    rhat, bulk, tail = 1.0, float(chains * kept), float(chains * kept)
    for some in portions(followed):
        if kept < FEWEST_DRAWS:
            return Diagnostics(np.nan, 0.0, 0.0, sweeps, chains, extended)
        rhats = stats.rhat(some, method="rank", **axes)
        bulks = stats.ess(some, method="bulk", **axes)
        tails = stats.ess(some, method="tail", prob=(0.05, 0.95), **axes)
        # By numpy, to which nothing is more than NaN.
        rhat = float(np.max([rhat, *rhats]))
        bulk, tail = float(np.min([bulk, *bulks])), float(np.min([tail, *tails]))
    return Diagnostics(rhat, bulk, tail, sweeps, chains, extended)


def portions(followed: Sequence[Sequence[Singles]]) -> Iterator[Floats]:
    """Some quantities at a time, shape (chains, sweeps, some), but for those that never move."""
    for first in range(0, followed[0][0].shape[1], AT_ONCE):
        some = slice(first, first + AT_ONCE)
        found = np.array([np.concatenate([part[:, some] for part in parts]) for parts in followed])
        # What is the same in every sweep has converged: a country at the end of the scale.
        moving = np.ptp(found, axis=(0, 1)) > 0
        if moving.any():
            yield found[:, :, moving].astype(np.float64)
