"""Tasks to a simulation: added up in their order, whichever is done first."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from ocindex.robustness.montecarlo import tally
from ocindex.robustness.montecarlo.plan import Plan
from ocindex.robustness.montecarlo.tally import Tally
from ocindex.robustness.montecarlo.tasks import Job, Part, prepare, run_task

Progress = Callable[[int, int], None]


@dataclass(frozen=True, eq=False)
class Simulation:
    """What came out of all draws.

    Attributes
    ----------
    job : Job
    tally : Tally
    score_draws : int
        Draws whose scores are counted: those of scored variants. Ranks are of all draws.
    kept : ndarray of uint16, shape (keep, nodes, units)
        Ranks, from 1, in the first draws.
    """

    job: Job
    tally: Tally
    score_draws: int
    kept: NDArray[np.uint16]


def gather(job: Job, parts: Iterable[Part], progress: Progress | None) -> Simulation:
    """Add up tasks in their order."""
    total = tally.empty(job.frame)
    kept = []
    for done, part in enumerate(parts, start=1):
        total.add(part.tally)
        kept.append(part.kept)
        if progress:
            progress(min(job.draws, done * job.task_draws), job.draws)
    if job.frame.rank_width == 1:
        places = np.arange(total.ranks.shape[2])
        total.rank_sum[...] = total.ranks @ places
        total.rank_squares[...] = total.ranks @ places**2
    choices = job.kit.plan.choices
    whole, rest = divmod(job.draws, len(choices))
    score_draws = sum(whole + (g < rest) for g, (v, _) in enumerate(choices) if v.scored)
    return Simulation(job, total, score_draws, np.concatenate(kept) + np.uint16(1))


class Waiting(Protocol):
    """A task under way."""

    def result(self) -> Part: ...


def in_order(submit: Callable[[int], Waiting], tasks: int, ahead: int) -> Iterator[Part]:
    """Results of tasks in their order, never more than `ahead` of them under way or waiting."""
    running: deque[Waiting] = deque()
    for task in range(tasks):
        running.append(submit(task))
        if len(running) >= ahead:
            yield running.popleft().result()
    while running:
        yield running.popleft().result()


def simulate(
    plan: Plan,
    draws: int,
    seed: int,
    *,
    threads: int = 2,
    pairs: bool = False,
    keep: int = 0,
    progress: Progress | None = None,
) -> Simulation:
    """Draw scores, weights and choices of method many times, and count scores and ranks.

    Parameters
    ----------
    plan : Plan
    draws : int
    seed : int
        The same seed gives the same result to the last bit, with any number of threads.
    threads : int, optional
    pairs : bool, optional
        Count also which unit stands above which.
    keep : int, optional
        Keep the ranks of this many draws, for `joint_intervals`.
    progress : callable, optional
        Called with the draws done and all draws.

    Returns
    -------
    Simulation

    Raises
    ------
    Refusal
        Values are missing, an indicator is constant where it is normalised, or a geometric
        or harmonic mean meets a value not above zero.

    Notes
    -----
    With noise in the scores, values are in single precision, and scores good to six digits;
    without, all is in double precision, and scores within 1e-12 of a draw's range are tied.

    References
    ----------
    Saisana, M., Saltelli, A., Tarantola, S. (2005). Uncertainty and sensitivity analysis
    techniques as tools for the quality assessment of composite indicators. Journal of the
    Royal Statistical Society A 168(2), 307-323.
    """
    job = prepare(plan, draws, seed, pairs=pairs, keep=keep)
    if threads == 1:
        # Not by way of a pool: other threads than the first give memory back at once, and to
        # get it anew took a third of the time.
        return gather(job, (run_task(job, task) for task in range(job.tasks)), progress)
    with ThreadPoolExecutor(threads) as pool:
        parts = in_order(lambda task: pool.submit(run_task, job, task), job.tasks, 2 * threads)
        return gather(job, parts, progress)
