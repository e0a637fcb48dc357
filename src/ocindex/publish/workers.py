"""Jobs on a release, done in this process or in several."""

from __future__ import annotations

import gc
import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import ExitStack, contextmanager
from multiprocessing import get_context, parent_process
from pathlib import Path
from typing import TypeVar

from ocindex.release import Release, read_release

Result = TypeVar("Result")
# A job is a module's function, so that it can be named to another process.
Job = Callable[[Release], Result]
KEPT: list[Release] = []


class Workers:
    """Does jobs on a release; results come as they are ready, in any order.

    Other processes read the release anew, once each; they end with `stack`, or with the
    process that started them.
    """

    def __init__(self, release: Release, processes: int, stack: ExitStack) -> None:
        self.release = release
        self.pool: ProcessPoolExecutor | None = None
        if processes == 1:
            return
        with interrupts_held():
            # A fork of a process that has threads (polars starts some) may hang.
            self.pool = ProcessPoolExecutor(
                processes, get_context("spawn"), keep_release, (release.path,)
            )
        stack.enter_context(self.pool)
        stack.callback(self.pool.shutdown, wait=True, cancel_futures=True)

    def do(self, jobs: Sequence[Job[Result]]) -> Iterator[Result]:
        """Begin all jobs; yields the result of each."""
        if self.pool is None:
            return (job(self.release) for job in jobs)
        # Held anew: a pool starts Python's tracker of resources, which lets Ctrl-C through again.
        with interrupts_held():
            futures = [self.pool.submit(do_kept, job) for job in jobs]
        return (future.result() for future in as_completed(futures))


@contextmanager
def seldom_collecting() -> Iterator[None]:
    """Let Python look for cycles a hundred times less often while pages are made.

    They are hundreds of thousands of small values beside a release that stays: looking took a
    tenth of all time. Memory is bounded by the jobs, which leave few cycles.
    """
    before = gc.get_threshold()
    gc.set_threshold(100 * before[0], *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


@contextmanager
def interrupts_held() -> Iterator[None]:
    """Start processes deaf to Ctrl-C and a closed terminal: all hear these, and one answers."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGHUP})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def keep_release(path: Path) -> None:
    """Read the release once in each process, which ends with the one that started it."""
    threading.Thread(target=follow_parent, daemon=True).start()
    seldom_collecting().__enter__()  # to the process's end
    KEPT.append(read_release(path))


def follow_parent() -> None:
    """End this process once its parent has, even killed: else it would wait for ever."""
    parent = parent_process()
    assert parent, "only started processes keep a release"
    parent.join()
    os._exit(1)


def do_kept(job: Job[Result]) -> Result:
    return job(KEPT[0])
