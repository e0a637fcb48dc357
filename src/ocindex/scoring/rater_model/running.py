"""Chains side by side, in this process or in several."""

from __future__ import annotations

import os
import pickle
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context, parent_process
from pathlib import Path

from ocindex.errors import RequestError
from ocindex.scoring.rater_model.chain import Following, Kept, Stretch, advance
from ocindex.scoring.rater_model.layout import Layout
from ocindex.scoring.rater_model.state import State

Advance = Callable[[Sequence[State], Sequence[Stretch]], Iterator[tuple[State, Kept | None]]]
# The layout of this process, where it is one of several: it is sent once.
SENT: list[tuple[Layout, Following]] = []
# A numeric library's own threads would only be in each other's way.
ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}


@contextmanager
def running(layout: Layout, following: Following, processes: int) -> Iterator[Advance]:
    """A function that sweeps all chains on, each for a stretch; results in their order."""
    if processes == 1:
        yield lambda states, stretches: (
            advance(layout, state, stretch, following)
            for state, stretch in zip(states, stretches, strict=True)
        )
        return
    with tempfile.TemporaryDirectory(prefix="ocindex-") as folder, one_thread():
        # Not as the pool's own arguments: where a process dies as it starts, Python waits for
        # ever to hand it more of them than a pipe holds.
        path = Path(folder) / "layout"
        path.write_bytes(pickle.dumps((layout, following), pickle.HIGHEST_PROTOCOL))
        # A fork of a process that has threads (polars starts some) may hang.
        with ProcessPoolExecutor(processes, get_context("spawn"), receive, (path,)) as pool:
            try:
                yield lambda states, stretches: pool.map(advance_sent, states, stretches)
            except BrokenProcessPool as error:
                raise RequestError(
                    "A process that swept a chain ended before its time. Where a script calls "
                    'this, it needs `if __name__ == "__main__":` around what it does; where '
                    "memory is short, ask for fewer processes, as `processes=1`."
                ) from error
            finally:
                pool.shutdown(cancel_futures=True)


@contextmanager
def one_thread() -> Iterator[None]:
    """Processes started within have no threads of numeric libraries."""
    before = {name: os.environ.get(name) for name in ONE_THREAD}
    os.environ.update(ONE_THREAD)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


def receive(path: Path) -> None:
    """Keep the layout; end with the process that sent it, even if that is killed."""
    # A file of this run's own, in a folder that only its user may enter.
    SENT.append(pickle.loads(path.read_bytes()))  # noqa: S301
    threading.Thread(target=follow_parent, daemon=True).start()


def follow_parent() -> None:
    parent = parent_process()
    assert parent, "only started processes receive a layout"
    parent.join()
    os._exit(1)


def advance_sent(state: State, stretch: Stretch) -> tuple[State, Kept | None]:
    layout, following = SENT[0]
    return advance(layout, state, stretch, following)
