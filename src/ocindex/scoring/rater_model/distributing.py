"""Chains on a Dask cluster: same stretches, same order, same digits.

A chain's state stays with the workers: it is the result of a task and goes into the next. So
one that is lost with its worker is made again, and only what is kept comes here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from copy import deepcopy
from functools import lru_cache
from itertools import islice
from operator import itemgetter
from typing import Any

from ocindex.scoring.rater_model.chain import Sampler, Stretch, advance
from ocindex.scoring.rater_model.keeping import Kept
from ocindex.scoring.rater_model.running import Running
from ocindex.scoring.rater_model.state import State
from ocindex.scoring.threads import one_thread


def distributed(sampler: Sampler, client: Any) -> Running:
    """Work on a cluster.

    Parameters
    ----------
    sampler : Sampler
    client : distributed.Client

    Returns
    -------
    Running
        The states that its `forward` takes and gives are those of the first stretch, and
        futures of all that follow.
    """
    # As the result of a task: what was scattered dies with its worker.
    handed = client.submit(hand, sampler, pure=False)

    def forward(
        states: Sequence[Any], stretches: Sequence[Stretch]
    ) -> Iterator[tuple[Any, Kept | None]]:
        both = [
            client.submit(advance_copy, handed, state, stretch, pure=False)
            for state, stretch in zip(states, stretches, strict=True)
        ]
        after = [client.submit(itemgetter(0), each, pure=False) for each in both]
        found = [client.submit(itemgetter(1), each, pure=False) for each in both]
        for state, kept in zip(after, found, strict=True):
            yield state, kept.result()

    def each(function: Callable[[Any], Any], things: Iterable[Any]) -> Iterator[Any]:
        # So many at a time: all at once would fill the scheduler's memory.
        rest = iter(things)
        while some := list(islice(rest, max(2, 2 * sum(client.nthreads().values())))):
            yield from client.gather([client.submit(function, each, pure=False) for each in some])

    return Running(forward, each)


def hand(sampler: Sampler) -> Sampler:
    return sampler


def advance_copy(sampler: Sampler, state: State, stretch: Stretch) -> tuple[State, Kept | None]:
    """Sweep on; the state stays as it is, for a worker that has to do this again."""
    keep_to_one_thread()
    return advance(sampler, deepcopy(state), stretch)


@lru_cache(maxsize=1)
def keep_to_one_thread() -> None:
    # For good: tasks side by side in one process would lift each other's limits.
    one_thread().__enter__()
