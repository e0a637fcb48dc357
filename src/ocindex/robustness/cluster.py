"""The same simulation on a Dask cluster: same tasks, same order, same digits.

The job travels as the result of a task and not as scattered data: what was scattered dies with
its worker, what a task made is made again. So a worker that is killed costs what it was doing.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any

from ocindex.errors import RequestError
from ocindex.index.steps.refusal import Refusal
from ocindex.robustness.montecarlo.plan import Plan
from ocindex.robustness.montecarlo.running import Progress, Simulation, gather, in_order
from ocindex.robustness.montecarlo.tasks import Job, Part, prepare, run_task

# Where Dask listens for its pages: a port of its own, so that two on one machine do not meet.
LOOPBACK = "127.0.0.1:0"

Refused = tuple[str, str, tuple[tuple[int | None, int | None], ...]]


def simulate_on(
    client: Any,
    plan: Plan,
    draws: int,
    seed: int,
    *,
    pairs: bool = False,
    keep: int = 0,
    progress: Progress | None = None,
) -> Simulation:
    """Simulate on a cluster; the result is that of `simulate`, bit for bit.

    Parameters
    ----------
    client : distributed.Client
    plan, draws, seed, pairs, keep, progress
        As for `simulate`.

    Returns
    -------
    Simulation

    Raises
    ------
    Refusal
        As `simulate` does.

    Notes
    -----
    Two tasks a thread are under way or wait for their turn, however many there are: that
    bounds the memory of workers and of this process.
    """
    job = prepare(plan, draws, seed, pairs=pairs, keep=keep)
    threads = sum(client.nthreads().values())
    handed = client.submit(_hand, job, pure=False)

    def submit(task: int) -> _Waiting:
        return _Waiting(client.submit(_attempt, handed, task, pure=False))

    return gather(job, in_order(submit, job.tasks, max(2, 2 * threads)), progress)


@contextmanager
def cluster(address: str, workers: int) -> Iterator[Any]:
    """A client of a cluster at an address, or of own processes where there is none.

    Parameters
    ----------
    address : str
        Of a Dask scheduler, `tcp://host:8786`; empty for processes on this machine.
    workers : int
        Processes, of one thread each, where there is no address.

    Yields
    ------
    distributed.Client

    Raises
    ------
    RequestError
        The extra `cluster` is not installed, or nobody answers at the address.
    """
    try:
        # An extra, slow to import, and without types.
        dask: Any = import_module("distributed")
    except ModuleNotFoundError as error:
        raise RequestError(
            f"A cluster needs {error.name}: install it by pip install 'ocindex[cluster]'."
        ) from error
    if address:
        try:
            client = dask.Client(address)
        except (OSError, ValueError) as error:
            raise RequestError(
                f"No Dask scheduler answers at {address}. Name one as tcp://host:8786, or leave "
                "the cluster out."
            ) from error
        with client:
            yield client
        return
    with (
        dask.LocalCluster(
            n_workers=workers, threads_per_worker=1, dashboard_address=LOOPBACK
        ) as own,
        dask.Client(own) as client,
    ):
        yield client


class _Waiting:
    """A task's future, whose result leaves the cluster as it is taken."""

    def __init__(self, future: Any) -> None:
        self._future = future

    def result(self) -> Part:
        found: Part | Refused = self._future.result()
        self._future.release()
        if isinstance(found, Part):
            return found
        raise Refusal(*found)


def _hand(job: Job) -> Job:
    return job


def _attempt(
    job: Job, task: int
) -> Part | tuple[str, str, tuple[tuple[int | None, int | None], ...]]:
    # A refusal goes back as a value: exceptions travel by the text of their message alone.
    try:
        return run_task(job, task)
    except Refusal as refusal:
        return refusal.rule, refusal.remedy, refusal.places
