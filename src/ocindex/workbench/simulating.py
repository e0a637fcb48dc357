"""The simulation's kernels on a built index: on this machine's cores, or on a cluster."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ocindex.index import built as index
from ocindex.index.refusing import Faults, Table
from ocindex.robustness.montecarlo import Plan, Simulation, simulate
from ocindex.workbench.elements import indicator_values, number_of, tree_of
from ocindex.workbench.folding import orders_of, variants_of, weight_noise
from ocindex.workbench.varying import Varying

Floats = NDArray[np.float64]
# Draws whose ranks are kept, for what concerns all countries at once.
KEPT = 4096


@contextmanager
def in_words(built: index.Built, step: str) -> Iterator[None]:
    """Refusals of kernels by the names of countries and indicators."""

    def table() -> Table:
        row = built.edition.row
        countries = [built.edition.countries[row[code]] for code in built.codes]
        return Table(
            built.edition.id, countries, built.framework.indicators, indicator_values(built)
        )

    faults = Faults(step)
    with faults.about(table):
        yield
    # The values refused are those of a draw or of another method, not those of the index.
    faults.found = [replace(fault, value=None) for fault in faults.found]
    faults.finish()


def plan_of(built: index.Built, varying: Varying, nodes: tuple[str, ...], before: Floats) -> Plan:
    """What may vary as a plan of the kernels; nothing stands in the way of it."""
    tree = tree_of(built)
    assert tree is not None
    return Plan(
        variants=variants_of(built, varying),
        tree=tree,
        nodes=tuple(number_of(built, node) for node in nodes),
        weights=weight_noise(built, varying),
        orders=orders_of(built, varying),
        exclude=varying.exclude,
        before=before,
    )


def simulated(
    built: index.Built,
    varying: Varying,
    nodes: tuple[str, ...],
    before: Floats,
    draws: int,
    seed: int,
    pairs: bool,
    *,
    cluster: str = "",
    workers: int = 0,
    progress: Callable[[int, int], None] | None = None,
) -> Simulation:
    """Simulate; the same to the last bit wherever it is done.

    Parameters
    ----------
    before : ndarray of float64, shape (nodes, units)
        Scores to better; NaN where there are none.
    cluster : str, optional
        Address of a Dask scheduler.
    workers : int, optional
        Processes of this machine, where there is no address; 0 for threads of this process.

    Raises
    ------
    MethodError
        A mean cannot be taken of the values of some draw.
    RequestError
        The extra `cluster` is not installed.
    """
    plan = plan_of(built, varying, nodes, before)
    # Without noise there is so little to a step that threads wait for each other.
    run = partial(simulate, threads=(os.cpu_count() or 1) if varying.noisy else 1)
    options: dict[str, Any] = {"pairs": pairs, "keep": min(draws, KEPT), "progress": progress}
    found: Simulation | None = None
    with in_words(built, "uncertainty"):
        if cluster or workers:
            found = on_cluster(plan, draws, seed, cluster, workers, options)
        else:
            found = run(plan, draws, seed, **options)
    assert found is not None
    return found


def on_cluster(
    plan: Plan, draws: int, seed: int, address: str, workers: int, options: dict[str, Any]
) -> Simulation:
    from ocindex.robustness.cluster import cluster, simulate_on  # for few

    with cluster(address, workers) as client:
        return simulate_on(client, plan, draws, seed, **options)
