"""Computing and ranking, in process: one edition, a thousand, and the memory they take."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from benchmarks.measuring import Bench, cpu_of, peak_of
from ocindex import build, build_many, bundled_framework, simulate

FRAMEWORK = bundled_framework("ocindex-2025")
MANY = 1_000


def benches() -> list[Bench]:
    edition = simulate(FRAMEWORK, seed=1)
    units = np.stack(list(stream(MANY)))
    small, large = (np.random.default_rng(2).random(n) for n in (20_000, 5_000_000))
    return [
        Bench(
            "compute and rank one edition, in process",
            lambda: 1e3 * cpu_of(lambda: build(edition), repeats=50),
            lambda: 1e3 * cpu_of(lambda: np.sort(small), repeats=50),
            "sort 20,000 doubles",
            bar=2,
            unit="ms",
        ),
        Bench(
            f"{MANY:,} editions of 193 x 32 in one call",
            lambda: cpu_of(lambda: drain(units)),
            lambda: cpu_of(lambda: np.sort(large)),
            "sort 5,000,000 doubles",
            bar=1,
        ),
        Bench(
            "peak memory, 2,000 editions as a stream",
            lambda: peak_of(lambda: drain(stream(2_000))),
            lambda: peak_of(lambda: drain(stream(200))),
            "200 editions",
            bar=1.05,
            bar_of="ratio",
            unit="MB",
            rounds=3,
        ),
    ]


def stream(count: int) -> Iterator[NDArray[np.int64]]:
    """Score arrays that lie on the scale, one after the other."""
    scale = FRAMEWORK.scale
    low, high = (int(x / scale.unit) for x in (scale.minimum, scale.maximum))
    shape = len(FRAMEWORK.members), len(FRAMEWORK.indicators)
    rng = np.random.default_rng(3)
    for _ in range(count):
        yield rng.integers(low, high + 1, shape)


def drain(units: NDArray[np.int64] | Iterator[NDArray[np.int64]]) -> None:
    for _ in build_many(FRAMEWORK, FRAMEWORK.members, units):
        pass
