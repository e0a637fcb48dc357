"""Ratings to the posterior of the rater model."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ocindex.errors import RequestError
from ocindex.scoring.observations import Observations
from ocindex.scoring.rater_model.chain import Sampler, Stretch, sampler_of
from ocindex.scoring.rater_model.diagnosing import diagnose
from ocindex.scoring.rater_model.distributing import distributed
from ocindex.scoring.rater_model.keeping import Following, Gathered, nothing_gathered
from ocindex.scoring.rater_model.layout import Layout, layout_of
from ocindex.scoring.rater_model.posterior import Posterior, posterior_of
from ocindex.scoring.rater_model.priors import Priors, usual_priors
from ocindex.scoring.rater_model.running import Advance, Running, running
from ocindex.scoring.rater_model.state import State, begin

Floats = NDArray[np.float64]
Progress = Callable[[str, int, int], None]
# Sweeps between two reports of progress, and fewer where a sweep takes seconds: so many ratings
# times sweeps.
LONGEST, SHORTEST, STRETCH = 100, 10, 10**8
# Quantities whose convergence is followed; of more, some are.
MOST_FOLLOWED = 2000
EXTENSIONS = 2
# Below so many ratings times sweeps, other processes would take longer to start than to help.
WORTH_PROCESSES = 2 * 10**7
FEWEST_SWEEPS = 20


def fit(
    observations: Observations,
    *,
    seed: int,
    chains: int = 4,
    sweeps: int = 2000,
    draws: int = 1000,
    processes: int | None = None,
    progress: Progress | None = None,
    monitor: Floats | None = None,
    priors: Priors | None = None,
    extend: bool = True,
    client: Any = None,
) -> Posterior:
    """Fit the crossed rater model by blocked Gibbs sampling.

    A judgement is the score of the country and indicator, the rater's severity, halo (of the
    country) and leaning (of the indicator), and t-distributed noise of the rater's own scale;
    the rating is the judgement, rounded to the rater's grid and cut to the scale.

    Parameters
    ----------
    observations : Observations
        Of one or several editions; scores then take a random walk from edition to edition.
    seed : int
    chains : int, optional
    sweeps : int, optional
        Of each chain; the first third is warm-up.
    draws : int, optional
        How many draws, over all chains, are given back.
    processes : int, optional
        A core each if left out, where that is worth it. Results do not depend on it.
    progress : callable, optional
        Told stage, done and total.
    monitor : ndarray of float64, shape (indicators, combinations), optional
        Linear combinations of a country's scores whose convergence is followed: components.
        The mean over indicators if left out.
    priors : Priors, optional
        Weak ones by the length of the scale if left out.
    extend : bool, optional
        Go on, twice at the most, where chains do not agree.
    client : distributed.Client, optional
        Of a Dask cluster that runs the chains, in the place of this machine's processes.

    Returns
    -------
    Posterior
        Its diagnostics say whether the chains agree.

    Raises
    ------
    RequestError
        There are no ratings, or a number is out of its bounds.

    References
    ----------
    Aldrich, J. H., and R. D. McKelvey (1977). A method of scaling with applications to the
    1968 and 1972 presidential elections. American Political Science Review 71(1): 111-130.
    Linacre, J. M. (1989). Many-facet Rasch measurement. Chicago: MESA Press.
    Brennan, R. L. (2001). Generalizability theory. New York: Springer.
    """
    refuse(observations, seed, chains, sweeps, draws)
    layout = layout_of(observations, priors or usual_priors(observations))
    sampler = sampler_of(layout, followed(layout, monitor))
    streams = np.random.SeedSequence(seed).spawn(chains)
    states = [begin(layout, np.random.Generator(np.random.SFC64(each))) for each in streams]
    share = [(draws + place) // chains for place in range(chains)]
    if processes is None:
        worth = len(layout.value) * sweeps * chains >= WORTH_PROCESSES
        processes = min(chains, os.cpu_count() or 1) if worth else 1
    length = int(np.clip(STRETCH // len(layout.value), SHORTEST, LONGEST))
    with work_of(sampler, processes, client) as work:
        run = partial(swept, work.forward, length, tell=Told(progress, chains, sweeps))
        warm = sweeps // 3
        states = run(states, warm)
        kept = nothing_gathered(layout, share)
        states = run(states, sweeps - warm, share, kept)
        found, extended = diagnose(kept.followed, sweeps, 0, work.each), 0
        while extend and not found.sound and extended < EXTENSIONS:
            # All sweeps so far become the warm-up of as many more.
            extended += 1
            tell = Told(progress, chains, sweeps, "Sweeping on")
            run = partial(swept, work.forward, length, tell=tell)
            kept = nothing_gathered(layout, share)
            states = run(states, sweeps, share, kept)
            sweeps *= 2
            found = diagnose(kept.followed, sweeps, extended, work.each)
    return posterior_of(layout, kept, found)


def work_of(sampler: Sampler, processes: int, client: Any) -> AbstractContextManager[Running]:
    return (
        running(sampler, processes) if client is None else nullcontext(distributed(sampler, client))
    )


@dataclass
class Told:
    """Progress of all chains together."""

    progress: Progress | None
    chains: int
    sweeps: int
    stage: str = "Sweeping"
    done: int = 0

    def __call__(self, sweeps: int) -> None:
        self.done += sweeps
        if self.progress:
            self.progress(self.stage, self.done, self.chains * self.sweeps)


def swept(
    forward: Advance,
    length: int,
    states: list[State],
    sweeps: int,
    draws: Sequence[int] = (),
    gathered: Gathered | None = None,
    *,
    tell: Told,
) -> list[State]:
    """Sweep all chains on, stretch by stretch; gather what they keep, if that is asked for."""
    for first in range(0, sweeps, length):
        count = min(length, sweeps - first)
        stretches = [
            Stretch(first, count, places(first, count, sweeps, draws[chain]), recorded=True)
            if gathered
            else Stretch(first, count)
            for chain in range(len(states))
        ]
        after = []
        for chain, (state, kept) in enumerate(forward(states, stretches)):
            after.append(state)
            if gathered and kept:
                gathered.take(chain, kept)
            tell(count)
        states = after
    return states


def places(first: int, count: int, sweeps: int, draws: int) -> tuple[int, ...]:
    """Which sweeps of a stretch give one of the draws that are evenly spread over all."""
    ends = (np.arange(1, draws + 1) * sweeps) // draws - 1 if draws else np.zeros(0, np.int64)
    return tuple((ends[(ends >= first) & (ends < first + count)] - first).tolist())


def followed(layout: Layout, monitor: Floats | None) -> Following:
    """Combinations of every edition's countries, or of some where there are very many."""
    indicators = layout.shape[2]
    weights = np.full((indicators, 1), 1 / indicators) if monitor is None else monitor
    if weights.ndim != 2 or len(weights) != indicators:
        raise RequestError(
            f"`monitor` has shape {weights.shape}; it wants a row for each of the {indicators} "
            "indicators and a column a combination."
        )
    rated = np.flatnonzero(rows_rated(layout))
    most = max(1, MOST_FOLLOWED // weights.shape[1])
    some = np.linspace(0, len(rated) - 1, min(most, len(rated))).astype(np.intp)
    return Following(np.asarray(weights, np.float64), rated[some])


def rows_rated(layout: Layout) -> NDArray[np.bool_]:
    """Which of (editions x countries) have a rating: of the others there is only the prior."""
    editions, countries, indicators, _ = layout.shape
    found = np.zeros(editions * countries, bool)
    found[layout.cell // indicators] = True
    return found


def refuse(observations: Observations, seed: int, chains: int, sweeps: int, draws: int) -> None:
    if not len(observations):
        raise RequestError("There are no ratings to fit. Add some to ratings.csv.")
    if seed < 0:
        raise RequestError(f"A seed is a whole number from 0, this is {seed}.")
    if chains < 1 or draws < chains:
        raise RequestError(
            f"{draws} draws of {chains} chains: ask for one chain or more, and a draw of each."
        )
    fewest = max(FEWEST_SWEEPS, -(-3 * -(-draws // chains) // 2))
    if sweeps < fewest:
        raise RequestError(
            f"{sweeps} sweeps are too few for {draws} draws of {chains} chains: the first third "
            f"warms up, and each draw needs a sweep. Ask for {fewest} or more."
        )
