"""Chains side by side, in this process or in several.

By joblib's own processes: Python's would run a user's script anew in each, which hangs or fails
where it has no guard, as scripts and notebooks seldom have.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from typing import Any

from ocindex.scoring.rater_model.chain import Sampler, Stretch, advance
from ocindex.scoring.rater_model.keeping import Kept
from ocindex.scoring.rater_model.state import State
from ocindex.scoring.threads import one_thread

Advance = Callable[[Sequence[State], Sequence[Stretch]], Iterator[tuple[State, Kept | None]]]


@dataclass(frozen=True)
class Running:
    """Work that is done side by side; results come in order.

    Attributes
    ----------
    forward : callable
        Sweeps all chains on, each for a stretch.
    each : callable
        A function's results, of one thing after the other.
    """

    forward: Advance
    each: Callable[[Callable[[Any], Any], Iterable[Any]], Iterator[Any]]


@contextmanager
def running(sampler: Sampler, processes: int) -> Iterator[Running]:
    """Processes for chains, and for what is to be found of them; ended afterwards."""
    if processes == 1:
        with one_thread():
            yield Running(
                lambda states, stretches: (
                    advance(sampler, state, stretch)
                    for state, stretch in zip(states, stretches, strict=True)
                ),
                map,
            )
        return
    # It takes 0.2 s to import, and has no types.
    joblib: Any = import_module("joblib")
    with (
        tempfile.TemporaryDirectory(prefix="ocindex-") as folder,
        # A numeric library's own threads would only be in each other's way.
        joblib.parallel_config("loky", n_jobs=processes, inner_max_num_threads=1),
        joblib.Parallel(return_as="generator", max_nbytes=None) as pool,
    ):
        # The sampler goes by a file, once, and not with each stretch.
        path = Path(folder) / "sampler"
        joblib.dump(sampler, path)
        task = joblib.delayed(advance_sent)
        yield Running(
            lambda states, stretches: pool(
                task(path, state, stretch) for state, stretch in zip(states, stretches, strict=True)
            ),
            lambda function, things: pool(joblib.delayed(function)(thing) for thing in things),
        )


def advance_sent(path: Path, state: State, stretch: Stretch) -> tuple[State, Kept | None]:
    return advance(sent(path), state, stretch)


@lru_cache(maxsize=1)
def sent(path: Path) -> Sampler:
    """What was written for this process, read once."""
    joblib: Any = import_module("joblib")  # as above
    found: Sampler = joblib.load(path)
    return found
