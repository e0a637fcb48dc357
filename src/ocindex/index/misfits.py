"""Where a method does not fit a framework."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from ocindex.errors import Fault
from ocindex.index.plan import Group
from ocindex.method import (
    STEPS,
    Arithmetic,
    BenefitOfTheDoubt,
    DirectionalBenefit,
    Method,
    Technique,
)
from ocindex.vocabulary import Framework


def node_faults(framework: Framework, method: Method, levels: Mapping[str, int]) -> Iterator[Fault]:
    """Nodes and levels that the framework has not, or that a step does not work on."""
    components = {component.id for component in framework.components}
    for name, kind in STEPS.items():
        step = method.step(name)
        known = components if kind.on_components else set(framework.node)
        for only in step.only if step else ():
            for node in only.nodes:
                if node not in known:
                    yield unknown(f"{name}.only", node, known, "component" * kind.on_components)
            for level in set(only.levels) - set(levels.values()):
                rule = f"The framework has levels up to {max(levels.values())}"
                yield Fault("method", rule, "Mend it.", str(level), column=f"{name}.only levels")
        if name == "weights":
            for technique in step.techniques if step else ():
                for node in ids_of(technique):
                    if node not in framework.node:
                        yield unknown(name, node, set(framework.node))
    for node in method.directions:
        if node not in framework.node:
            yield unknown("directions", node, set(framework.node))


def ids_of(technique: Technique) -> tuple[str, ...]:
    """The ids of nodes that a technique of weighting names."""
    named = (getattr(technique, key, ()) for key in ("values", "children", "targets", "direction"))
    return tuple(node for each in named for node in each)


def unknown(column: str, node: str, known: set[str], kind: str = "") -> Fault:
    near = get_close_matches(node, known, 1)
    remedy = f"Did you mean '{near[0]}'?" if near else "Mend the id, or remove it."
    rule = f"The framework has no such {kind or 'node'}"
    return Fault("method", rule, remedy, node, column=column)


def weight_faults(groups: list[Group]) -> Iterator[Fault]:
    for group in groups:
        if not group.weights.sum() > 0:
            rule = "The weights of a component's children must not all be zero"
            remedy = "Give one of them a weight."
            yield Fault("method", rule, remedy, group.id, column="weights.values")
        frontier = isinstance(group.weighting, BenefitOfTheDoubt | DirectionalBenefit)
        if frontier and not isinstance(group.aggregation, Arithmetic):
            rule = "Benefit of the doubt scores by weighted sums, and by no other aggregation"
            remedy = f"Aggregate {group.id} by `arithmetic`, or weight its children otherwise."
            yield Fault("method", rule, remedy, group.aggregation.by, column="aggregate")
