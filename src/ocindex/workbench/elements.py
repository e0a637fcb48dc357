"""A built index as a tree of means on numbered elements, which is what kernels know."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches

import numpy as np
from numpy.typing import NDArray

from ocindex.errors import RequestError
from ocindex.index import built as index
from ocindex.method import Arithmetic, Geometric, Harmonic, Power, Technique
from ocindex.robustness.tree import Tree

Floats = NDArray[np.float64]
POWERS: Mapping[type[Technique], float] = {Arithmetic: 1.0, Geometric: 0.0, Harmonic: -1.0}


def power_of(technique: Technique) -> float | None:
    """Power of the mean that an aggregation is; None where it is none."""
    if isinstance(technique, Power):
        return technique.power
    return POWERS.get(type(technique))


def tree_of(built: index.Built) -> Tree | None:
    """Indicators, then components, each in the framework's order; None where some are no means.

    Headlines stand side by side: what is asked of one concerns it and what is below it.
    """
    framework = built.framework
    orders = np.ones(len(framework.nodes))
    for group in (group for batch in built.plan.batches for group in batch.groups):
        power = power_of(group.aggregation)
        if power is None:
            return None
        orders[group.place] = power
    parents = [number_of(built, node.parent) if node.parent else -1 for node in framework.nodes]
    weights = np.where(np.array(parents) < 0, 1.0, np.nan_to_num(built.node_weights))
    place = to_elements(built)
    return Tree(
        len(framework.indicators), np.array(parents, np.int64)[place], weights[place], orders[place]
    )


def to_elements(built: index.Built) -> NDArray[np.int64]:
    """Place among the framework's nodes of each element: indicators stand first."""
    components, nodes = len(built.framework.components), len(built.framework.nodes)
    return np.roll(np.arange(nodes), -components)


def number_of(built: index.Built, node: str) -> int:
    """Number of a node among the elements; RequestError where there is none."""
    framework = built.framework
    if node not in framework.position:
        raise RequestError(f"No node '{node}'. There are: {', '.join(built.nodes)}.")
    components, place = len(framework.components), framework.position[node]
    return place - components if place >= components else place + len(framework.indicators)


def components_named(built: index.Built, nodes: tuple[str, ...]) -> tuple[str, ...]:
    """The components asked for; the headlines if none are, all of them for `all`."""
    framework = built.framework
    known = tuple(component.id for component in framework.components)
    if nodes == ("all",):
        return known
    for node in nodes:
        if node not in known:
            raise RequestError(f"No component '{node}'. There are: {', '.join(known)}.")
    return nodes or tuple(child.id for child in framework.children(None))


def component_named(built: index.Built, node: str) -> str:
    """The component asked for; the first headline if none is."""
    return components_named(built, (node,) if node else ())[0]


def row_named(built: index.Built, code: str) -> int:
    """Row of a country among those built; RequestError where there is none."""
    if code not in built.codes:
        near = get_close_matches(code, built.codes, 1)
        remedy = f"Did you mean '{near[0]}'?" if near else f"Codes are as {built.codes[0]}."
        raise RequestError(f"No country '{code}' among the {len(built.codes)} here. {remedy}")
    return built.codes.index(code)


def names_of(built: index.Built) -> list[str]:
    """Names of the countries built."""
    row = built.edition.row
    return [built.edition.countries[row[code]].name for code in built.codes]


def indicator_values(built: index.Built) -> Floats:
    """What is aggregated, shape (units, indicators)."""
    return built.values[:, len(built.framework.components) :]


def turned_over(built: index.Built) -> bool:
    """Whether some component is turned over before it enters its parent."""
    components = built.framework.components
    below = [i for i, component in enumerate(components) if component.parent is not None]
    return bool((built.plan.directions[below] < 0).any())
