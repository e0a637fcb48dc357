"""What is asked of a built index through the public calls: every combination, draws, audits."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from benchmarks.building import made_up
from benchmarks.measuring import Bench, cpu_of
from ocindex import Built, Method, build, bundled_framework, simulate

WEIGHTS = 100
TREATED = [f'winsorise points={points} then="log-ct"' for points in range(1, 6)]
NORMALISED = ["min-max low=1 high=100", "z-score mean=10 deviation=2"]


def benches() -> list[Bench]:
    scored = index()
    large = np.random.default_rng(2).random(5_000_000)
    small = large[:20_000]

    def few() -> float:
        return 1e3 * cpu_of(lambda: np.sort(small), repeats=50)

    return [
        Bench(
            "built.sensitivity: 51 x 49, 2,000 methods, exact Sobol indices",
            milliseconds(every_method()),
            few,
            "sort 20,000 doubles",
            bar=250,
            unit="ms",
        ),
        Bench(
            "built.uncertainty: 193 x 32, 100,000 draws of scores, weights, 3 x 3 methods",
            lambda: cpu_of(lambda: stressed(scored)),
            lambda: cpu_of(lambda: np.sort(large)),
            "sort 5,000,000 doubles",
            bar=2.6,
            rounds=3,
        ),
    ]


def milliseconds(work: Callable[[], object]) -> Callable[[], float]:
    return lambda: 1e3 * cpu_of(work, repeats=5)


def every_method() -> Callable[[], object]:
    """Five treatments, two normalisations, a hundred sets of weights, two means."""
    built = build(made_up(51, 49, 8), Method.from_toml("[treat]\nthen = 'log-ct'\n[normalise]"))
    rng = np.random.default_rng(4)
    nodes = [node.id for node in built.framework.nodes[1:]]
    drawn = rng.uniform(0.75, 1.25, (WEIGHTS, len(nodes))).tolist()
    sets = [dict(zip(nodes, weights, strict=True)) for weights in drawn]
    return lambda: built.sensitivity(
        treat=TREATED, normalise=NORMALISED, weight_sets=sets, aggregate=["arithmetic", "geometric"]
    )


def stressed(built: Built) -> object:
    """One headline's scores and ranks under everything."""
    return built.uncertainty(
        nodes=("criminality",),
        normalise=["min-max low=1 high=100", "z-score mean=100 deviation=10", "none"],
        aggregate=["arithmetic", "geometric", "harmonic"],
    )


def index() -> Built:
    """The Index, made up."""
    framework = bundled_framework("ocindex-2021")
    return build(simulate(framework, seed=1), Method())
