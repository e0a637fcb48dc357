"""Whether chains agree."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Singles = NDArray[np.float32]
Worst = tuple[float, float, float]
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


def diagnose(
    followed: Sequence[Sequence[Singles]],
    sweeps: int,
    extended: int,
    each: Callable[[Callable[[Singles], Worst], Iterable[Singles]], Iterable[Worst]] = map,
) -> Diagnostics:
    """Diagnose chains.

    Parameters
    ----------
    followed : sequence of sequence of ndarray of float32, shape (sweeps, quantities)
        Of each chain its stretches after the warm-up.
    sweeps : int
        Of each chain, warm-up included.
    extended : int
    each : callable, optional
        As `map`, here or in other processes.

    References
    ----------
    Vehtari, A., A. Gelman, D. Simpson, B. Carpenter, and P.-C. Buerkner (2021). Rank-
    normalization, folding, and localization: an improved R-hat for assessing convergence of
    MCMC. Bayesian Analysis 16(2): 667-718.
    """
    chains, kept = len(followed), sum(len(part) for part in followed[0])
    if kept < FEWEST_DRAWS:
        return Diagnostics(np.nan, 0.0, 0.0, sweeps, chains, extended)
    most = float(chains * kept)
    rhat, bulk, tail = np.array([(1.0, most, most), *each(worst, portions(followed))]).T
    # By numpy, to which nothing is more than NaN.
    found = float(rhat.max()), float(bulk.min()), float(tail.min())
    return Diagnostics(*found, sweeps, chains, extended)


def worst(some: Singles) -> Worst:
    """The worst R-hat of some quantities, and their fewest effective draws, bulk and tail."""
    # It takes 0.7 s and 40 MB to import, which the processes of chains have to spare.
    from arviz_stats.base.array import array_stats

    stats: Any = array_stats
    axes: dict[str, Any] = {"chain_axis": 0, "draw_axis": 1}
    values = some.astype(np.float64)
    rhat = stats.rhat(values, method="rank", **axes)
    bulk = stats.ess(values, method="bulk", **axes)
    tail = stats.ess(values, method="tail", prob=(0.05, 0.95), **axes)
    return float(rhat.max()), float(bulk.min()), float(tail.min())


def portions(followed: Sequence[Sequence[Singles]]) -> Iterator[Singles]:
    """Some quantities at a time, shape (chains, sweeps, some), but for those that never move."""
    for first in range(0, followed[0][0].shape[1], AT_ONCE):
        some = slice(first, first + AT_ONCE)
        found = np.array([np.concatenate([part[:, some] for part in parts]) for parts in followed])
        # What is the same in every sweep has converged: a country at the end of the scale.
        moving = np.ptp(found, axis=(0, 1)) > 0
        if moving.any():
            yield found[:, :, moving]
