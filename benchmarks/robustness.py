"""Simulations, every combination of options, and removing each indicator, in process."""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from benchmarks.measuring import Bench, cpu_of, peak_of
from ocindex.robustness.grid import method_scores, rank_shift, ranks_of, without_each
from ocindex.robustness.montecarlo import (
    Normalisation,
    Plan,
    ScoreNoise,
    Variant,
    WeightNoise,
    exact_scores,
    simulate,
)
from ocindex.robustness.sobol import exact_indices
from ocindex.robustness.tree import Tree

DRAWS = 100_000


def benches() -> list[Bench]:
    large = np.random.default_rng(2).random(5_000_000)
    small = large[:20_000]
    noisy, certain = plan(193, 32, noise=True), plan(193, 32, noise=False)
    huge = plan(5_000, 100, noise=True)

    def sort() -> float:
        return cpu_of(lambda: np.sort(large))

    def sort_few() -> float:
        return 1e3 * cpu_of(lambda: np.sort(small), repeats=50)

    def bench(name: str, work: Callable[[], object], bar: float) -> Bench:
        return Bench(name, lambda: cpu_of(work), sort, "sort 5,000,000 doubles", bar=bar, rounds=3)

    kind = "193 x 32, 100,000 draws, 3 normalisations, 3 means, weights"
    return [
        bench(f"{kind} and scores", lambda: simulate(noisy, DRAWS, 1), 2.6),
        Bench(
            "the same on two cores, by the clock",
            lambda: clock_of(lambda: simulate(noisy, DRAWS, 1)),
            sort,
            "sort 5,000,000 doubles",
            bar=1.4,
            rounds=3,
        ),
        bench(f"{kind}", lambda: simulate(certain, DRAWS, 1, threads=1), 0.25),
        bench("5,000 x 100, 1,000 draws", lambda: simulate(huge, 1_000, 1), 1.6),
        Bench(
            "peak memory of 20,000 draws",
            lambda: peak_of(lambda: simulate(noisy, 20_000, 1)),
            lambda: peak_of(lambda: simulate(noisy, 4_000, 1)),
            "4,000 draws",
            bar=150,
            unit="MB",
            rounds=1,
        ),
        Bench(
            "51 x 49, 2,000 methods, exact Sobol indices",
            sobol_of(*asem_like()),
            sort_few,
            "sort 20,000 doubles",
            bar=250,
            unit="ms",
        ),
        Bench(
            "51 x 49, remove each of 49 indicators",
            removal_of(*asem_like()),
            sort_few,
            "sort 20,000 doubles",
            bar=20,
            unit="ms",
        ),
    ]


def plan(units: int, indicators: int, *, noise: bool) -> Plan:
    """Scores on a grid of halves under eight pillars; everything varies."""
    values = np.random.default_rng(1).integers(2, 21, (units, indicators)) / 2
    tree = tree_of(indicators)
    ends = np.full(indicators, np.inf)
    within = ScoreNoise("uniform", np.full(values.shape, 0.5), -ends, ends)
    scores = within if noise else exact_scores(values)
    return Plan(
        (
            Variant(values, scores, Normalisation("minmax", 1, 100)),
            Variant(values, scores, Normalisation("zscore", 100, 10), scored=False),
            Variant(values, scores, Normalisation("none"), scored=False),
        ),
        tree,
        (tree.root,),
        WeightNoise("share", np.full(len(tree.parent), 0.25)),
        (1.0, 0.0, -1.0),
        0,
        np.full((1, units), np.nan),
    )


def tree_of(indicators: int) -> Tree:
    """Indicators in eight pillars under one root."""
    root = indicators + 8
    pillars = np.sort(np.arange(indicators) % 8) + indicators
    parent = np.concatenate([pillars, np.full(8, root), [-1]])
    return Tree(indicators, parent, np.ones(root + 1), np.ones(root + 1))


def asem_like() -> tuple[list[NDArray[np.float64]], Tree]:
    """Ten matrices of the size of the ASEM index, and its tree but for a level."""
    rng = np.random.default_rng(3)
    return [rng.uniform(1, 100, (51, 49)) for _ in range(10)], tree_of(49)


def sobol_of(matrices: list[NDArray[np.float64]], tree: Tree) -> Callable[[], float]:
    elements = len(tree.parent)
    weights = np.random.default_rng(4).uniform(0.75, 1.25, (100, elements))
    orders = [np.ones(elements), np.zeros(elements)]
    nominal = np.arange(1, 52)

    def work() -> object:
        scores = method_scores(matrices, weights, tree, tree.root, orders)
        return exact_indices(rank_shift(ranks_of(scores), nominal).reshape(5, 2, 100, 2))

    return lambda: 1e3 * cpu_of(work, repeats=5)


def removal_of(matrices: list[NDArray[np.float64]], tree: Tree) -> Callable[[], float]:
    def work() -> object:
        return ranks_of(without_each(matrices[0], tree, tree.root, range(49)))

    return lambda: 1e3 * cpu_of(work, repeats=20)


def clock_of(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
