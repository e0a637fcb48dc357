"""A method laid over a framework, once for each two."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

import numpy as np

from ocindex.errors import MethodError
from ocindex.index.misfits import node_faults, weight_faults
from ocindex.index.plan import Batch, Group, Part, Places, Plan
from ocindex.method import Given, Method, Only, Step, Technique
from ocindex.vocabulary import Component, Framework


def plan_of(framework: Framework, method: Method, without: frozenset[str] = frozenset()) -> Plan:
    """`planned`, once for each framework and method, by identity."""
    return kept_plan(framework, MethodKey(method), without)


@lru_cache(maxsize=256)
def kept_plan(framework: Framework, method: MethodKey, without: frozenset[str]) -> Plan:
    return planned(framework, method.method, without)


class MethodKey:
    """A method as a key of a cache: the object itself, since its values need not be hashable."""

    def __init__(self, method: Method) -> None:
        self.method = method

    def __eq__(self, other: object) -> bool:
        return isinstance(other, MethodKey) and other.method is self.method

    def __hash__(self) -> int:
        return id(self.method)


def planned(framework: Framework, method: Method, without: frozenset[str] = frozenset()) -> Plan:
    """Lay a method over a framework.

    Parameters
    ----------
    framework : Framework
    method : Method
    without : frozenset of str, optional
        Nodes that do not count in those above them.

    Raises
    ------
    MethodError
        The method names nodes that the framework has not.
    """
    heights = levels_of(framework)
    if faults := list(node_faults(framework, method, heights)):
        raise MethodError(faults)
    directions = [method.directions.get(node.id, node.direction) for node in framework.nodes]
    parts = {
        name: (additions_of if name == "screen" else parts_of)(framework, step)
        for name, step in method.transforms
    }
    counting = counted(framework, without)
    groups = [
        group_of(framework, method, component, heights[component.id], counting)
        for component in framework.components
        if component.id in counting
    ]
    if faults := list(weight_faults(groups)):
        raise MethodError(faults)
    return Plan(
        framework, method, np.array(directions, np.int64), parts,
        tuple(batches_of(groups, heights)), heights,
    )  # fmt: skip


def levels_of(framework: Framework) -> dict[str, int]:
    """Level of each node: 1 for an indicator, one more than the highest child for a component."""
    levels = {indicator.id: 1 for indicator in framework.indicators}
    for component in reversed(framework.components):
        children = framework.children(component.id)
        levels[component.id] = 1 + max(levels[child.id] for child in children)
    return levels


def parts_of(framework: Framework, step: Step) -> tuple[Part, ...]:
    """The step's technique and its exceptions, each with the indicators left to it."""
    owner = np.zeros(len(framework.indicators), np.intp)
    for number, only in enumerate(step.only, 1):
        owner[indicators_below(framework, only.nodes)] = number
    return tuple(
        Part(technique, columns, len(columns) == len(owner))
        for number, technique in enumerate(step.techniques)
        if len(columns := np.flatnonzero(owner == number))
    )


def additions_of(framework: Framework, step: Step) -> tuple[Part, ...]:
    """The step's technique on all indicators, and its exceptions, which come on top of it."""
    count = len(framework.indicators)
    added = [(only.by, indicators_below(framework, only.nodes)) for only in step.only]
    first = Part(step.by, np.arange(count), whole=True)
    return (first, *(Part(by, columns, len(columns) == count) for by, columns in added))


def indicators_below(framework: Framework, nodes: tuple[str, ...]) -> Places:
    """Columns of the indicators named, or below a component named."""
    found = []
    for column, indicator in enumerate(framework.indicators):
        here: str | None = indicator.id
        while here is not None and here not in nodes:
            here = framework.node[here].parent
        if here is not None:
            found.append(column)
    return np.array(found, np.intp)


def counted(framework: Framework, without: frozenset[str]) -> set[str]:
    """Nodes that count above them: not those left out, nor components of nothing but these."""
    found: set[str] = set()
    for node in reversed(framework.nodes):
        children = framework.children(node.id)
        if node.id not in without and (not children or any(c.id in found for c in children)):
            found.add(node.id)
    return found


def group_of(
    framework: Framework, method: Method, component: Component, level: int, counting: set[str]
) -> Group:
    children = [child for child in framework.children(component.id) if child.id in counting]
    weighting = technique_at(method.weights, component.id, level)
    given = weighting.values if isinstance(weighting, Given) else None
    weights = [
        1.0 if given is None else float(given.get(child.id, child.weight)) for child in children
    ]
    return Group(
        component.id,
        framework.position[component.id],
        np.array([framework.position[child.id] for child in children], np.intp),
        np.array(weights),
        weighting,
        technique_at(method.aggregate, component.id, level),
    )


def technique_at(step: Step, node: str, level: int) -> Technique:
    """The technique for a component: of the last exception that names it or its level."""
    chosen = [step.by]
    chosen += [only.by for only in step.only if concerns(only, node, level)]
    return chosen[-1]


def concerns(only: Only, node: str, level: int) -> bool:
    return node in only.nodes or level in only.levels


def batches_of(groups: list[Group], levels: Mapping[str, int]) -> Iterator[Batch]:
    """Groups of one level and one aggregation together, the lowest level first."""
    for level in sorted({levels[group.id] for group in groups}):
        kinds: list[list[Group]] = []
        for group in (each for each in groups if levels[each.id] == level):
            alike = [kind for kind in kinds if kind[0].aggregation == group.aggregation]
            if alike:
                alike[0].append(group)
            else:
                kinds.append([group])
        yield from map(batch_of, kinds)


def batch_of(groups: list[Group]) -> Batch:
    sizes = [len(group.children) for group in groups]
    return Batch(
        tuple(groups),
        np.concatenate([group.children for group in groups]),
        np.concatenate([[0], np.cumsum(sizes)[:-1]]).astype(np.intp),
        np.array([group.place for group in groups], np.intp),
        np.concatenate([group.weights / group.weights.sum() for group in groups]),
    )
