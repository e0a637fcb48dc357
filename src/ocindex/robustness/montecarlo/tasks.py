"""Tasks of draws.

A task is a fixed number of draws with a random stream of its own. What it gives depends on the
plan, the seed and its number alone: threads, processes and machines do not change a digit.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ocindex.robustness.montecarlo import scoring, tally
from ocindex.robustness.montecarlo.drawing import Noisy, draw_scores, draw_shares, noisy
from ocindex.robustness.montecarlo.plan import Plan, check
from ocindex.robustness.montecarlo.ranking import by_unit, ranked
from ocindex.robustness.montecarlo.scoring import Recipe
from ocindex.robustness.montecarlo.tally import Frame, Tally

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Array = NDArray[np.floating[Any]]

# Draws that are scored and ranked together: with their keys they fill a core's own cache.
SEGMENT = 256
# Noisy values at a time. More than a core's own cache holds: threads hand over Python's lock
# between steps, and with steps of 30 microseconds two of them were no faster than one.
NOISY_VALUES = 2**20
PILOT = 64


@dataclass(frozen=True, eq=False)
class Kit:
    """A plan, and what is computed from it once.

    Attributes
    ----------
    plan : Plan
    recipes : tuple of Recipe
        One for each choice of method.
    tables : tuple of dict
        Transformed values for each choice; empty where scores have noise.
    noisy : tuple of (Noisy or None)
        What noisy scores are drawn from, for each choice.
    """

    plan: Plan
    recipes: tuple[Recipe, ...]
    tables: tuple[dict[float, Floats], ...]
    noisy: tuple[Noisy | None, ...]


@dataclass(frozen=True, eq=False)
class Job:
    """A simulation whose bins are laid.

    Attributes
    ----------
    kit : Kit
    frame : Frame
    draws : int
    seed : int
    keep : int
        Of how many draws, the first ones, the ranks are kept as they are.
    """

    kit: Kit
    frame: Frame
    draws: int
    seed: int
    keep: int

    @property
    def task_draws(self) -> int:
        return task_draws(self.kit.plan.units)

    @property
    def tasks(self) -> int:
        return -(-self.draws // self.task_draws)


@dataclass(frozen=True, eq=False)
class Part:
    """What a task gives: its tally, and ranks from 0 of kept draws, (draws, nodes, units)."""

    tally: Tally
    kept: NDArray[np.uint16]


def task_draws(units: int) -> int:
    """Draws in a task, a power of two; fewer where there are very many units."""
    return int(max(256, min(2048, 2 ** ((2**19 // units).bit_length() - 1))))


def segments(choices: int, first: int, draws: int) -> Iterator[tuple[int, Ints]]:
    """A run of draws by their choice of method, `SEGMENT` at most at a time.

    Draw g has choice g modulo the number of choices, so that all come as often.
    """
    for choice in range(choices):
        rows = np.arange((choice - first) % choices, draws, choices)
        for start in range(0, rows.size, SEGMENT):
            yield choice, rows[start : start + SEGMENT]


def segment_scores(kit: Kit, choice: int, draws: int, rng: np.random.Generator) -> list[Array]:
    """Scores of some draws of one choice.

    Returns
    -------
    list of ndarray of float32 or float64, each of shape (draws, units)
        One for each node.
    """
    recipe = kit.recipes[choice]
    shares = draw_shares(kit.plan, draws, rng)
    noise = kit.noisy[choice]
    if noise is None:
        return scoring.scores_of_weights(recipe, kit.tables[choice], shares)
    few = max(1, NOISY_VALUES // noise.base.size)
    parts: list[list[Array]] = []
    room = noise.buffer(min(few, draws))
    for start in range(0, draws, few):
        some = shares[:, start : start + few]
        values = room[: some.shape[1]]
        draw_scores(noise, values, rng)
        parts.append(scoring.scores_of_noisy(recipe, values, some))
    return [np.concatenate(each) for each in zip(*parts, strict=True)]


def run_task(job: Job, task: int) -> Part:
    """All draws of one task."""
    _keep_memory()
    frame, kit, size = job.frame, job.kit, job.task_draws
    units, nodes = kit.plan.units, len(kit.plan.nodes)
    total = tally.empty(frame)
    rng = generator(job.seed, task)
    first = task * size
    draws = min(size, job.draws - first)
    kept = np.empty((max(0, min(draws, job.keep - first)), nodes, units), np.uint16)
    for choice, rows in segments(len(kit.recipes), first, draws):
        keeps = int(np.searchsorted(rows, len(kept)))
        for node, scores in enumerate(segment_scores(kit, choice, rows.size, rng)):
            unit, rank = ranked(scores)
            if keeps or frame.pairs:
                ranks = by_unit(unit, rank)
                kept[rows[:keeps], node] = ranks[:keeps]
                if frame.pairs:
                    tally.count_pairs(total, node, ranks)
            tally.count_ranks(total, frame, node, unit, rank)
            if not kit.recipes[choice].ranks_only:
                tally.count_scores(total, frame, node, scores)
    return Part(total, kept)


@cache
def _keep_memory() -> None:
    """Have the allocator keep arrays of up to 16 MB for the next ones, once a process.

    glibc learns from the largest block it has freed. Otherwise every array of a segment comes
    from the system anew, and clearing its pages takes a sixth of the time.
    """
    np.empty(2**21)


def generator(seed: int, *stream: int) -> np.random.Generator:
    """A random stream of its own for each task."""
    return np.random.Generator(np.random.SFC64(np.random.SeedSequence(seed, spawn_key=stream)))


def prepare(plan: Plan, draws: int, seed: int, *, pairs: bool, keep: int) -> Job:
    """Check a plan, do what is done once, and lay the bins around a few draws beforehand."""
    check(plan)
    recipes = scoring.recipes(plan)
    laid = {id(v): noisy(v.values, v.scores) for v in plan.variants if v.scores.kind != "none"}
    noise = tuple(laid.get(id(variant)) for variant, _ in plan.choices)
    tables: tuple[dict[float, Floats], ...] = tuple(
        {} if own else scoring.transformed_once(recipe, variant.values)
        for recipe, own, (variant, _) in zip(recipes, noise, plan.choices, strict=True)
    )
    kit = Kit(plan, recipes, tables, noise)
    rng = generator(seed, 0, 0)
    scored = [choice for choice, (variant, _) in enumerate(plan.choices) if variant.scored]
    first = [segment_scores(kit, choice, PILOT, rng) for choice in scored]
    scores = [np.concatenate(each) for each in zip(*first, strict=True)]
    return Job(kit, tally.frame_of(scores, plan.before, pairs), draws, seed, keep)
