"""Whether a framework holds together: one tree, positive weights, bands without gaps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from ocindex.errors import Fault
from ocindex.framework.tables import line_of
from ocindex.vocabulary import Band, Component, Framework, Indicator, Scale


def ordered_components(components: tuple[Component, ...]) -> tuple[Component, ...]:
    """Parents before children, else as they stand; what a cycle holds comes last."""
    left = list(components)
    known: set[str | None] = {None}
    result: list[Component] = []
    while True:
        ready = [c for c in left if c.parent in known]
        if not ready:
            return (*result, *left)
        result.append(ready[0])
        known.add(ready[0].id)
        left.remove(ready[0])


def structure_faults(
    framework: Framework, bands: Mapping[str, tuple[Band, ...]], file: str, text: str
) -> list[Fault]:
    """Every way in which the parts of a framework do not fit together."""
    lines = node_lines(framework, text)
    found = [
        *duplicate_faults(framework),
        *parent_faults(framework),
        *cycle_faults(framework),
        *weight_faults(framework),
        *section_faults(framework),
        *quadrant_faults(framework),
    ]
    faults = [
        Fault(file, rule, remedy, node, row=lines.get(node), column=key)
        for node, key, rule, remedy in found
    ]
    for name, series in bands.items():
        for band, rule in band_faults(series, framework.scale):
            row = line_of(text, f"bands.{name}", band)
            label = series[band].label
            faults.append(Fault(file, rule, "Mend from or to.", label, row=row, column=name))
    return faults


Found = Iterator[tuple[str, str, str, str]]


def node_lines(framework: Framework, text: str) -> dict[str, int | None]:
    """Line of each node's `id`, by id."""
    lines: dict[str, int | None] = {}
    for number, line in enumerate(text.splitlines(), 1):
        key, _, value = line.partition("=")
        if key.strip() == "id":
            lines[value.split("#")[0].strip().strip("\"'")] = number
    return lines


def duplicate_faults(framework: Framework) -> Found:
    groups = (framework.nodes, framework.sections)
    for items in groups:
        for name, count in Counter(item.id for item in items).items():
            if count > 1:
                yield name, "id", f"An id stands once, this one {count} times", "Rename one."


def parent_faults(framework: Framework) -> Found:
    components = {c.id for c in framework.components}
    for node in framework.nodes:
        if node.parent is not None and node.parent not in components:
            near = get_close_matches(node.parent, components, 1)
            remedy = f"Did you mean '{near[0]}'?" if near else "Add the component."
            yield node.id, "parent", f"Its parent '{node.parent}' is no component", remedy
    parents = {node.parent for node in framework.nodes}
    for component in framework.components:
        if component.id not in parents:
            remedy = "Give it an indicator, or remove it."
            yield component.id, "id", "A component needs children; this one has none", remedy


def cycle_faults(framework: Framework) -> Found:
    parent = {c.id: c.parent for c in framework.components}
    for start in parent:
        path, here = [start], parent[start]
        while here in parent and here != start and here not in path:
            path.append(here)
            here = parent[here]
        if here == start and start == min(path):
            ring = " > ".join([*path, start])
            yield start, "parent", f"Parents form a cycle: {ring}", "Give one another parent."


def weight_faults(framework: Framework) -> Found:
    for node in framework.nodes:
        if node.weight <= 0:
            rule = f"A weight must be above zero, this is {float(node.weight):g}"
            yield node.id, "weight", rule, "Mend it, or remove the node."


def section_faults(framework: Framework) -> Found:
    sections = {section.id for section in framework.sections}
    components = {c.id for c in framework.components}
    for indicator in framework.indicators:
        if indicator.section and indicator.section not in sections:
            rule = f"Its section '{indicator.section}' is not defined"
            yield indicator.id, "section", rule, "Add [[sections]], or mend the name."
    for section in framework.sections:
        if section.component not in components:
            rule = f"Its component '{section.component}' is not defined"
            yield section.id, "component", rule, "Name a component."


def quadrant_faults(framework: Framework) -> Found:
    if framework.quadrants:
        for key in ("across", "up"):
            node = framework.node.get(getattr(framework.quadrants, key))
            if node is None or isinstance(node, Indicator):
                name = getattr(framework.quadrants, key)
                yield name, f"[quadrants] {key}", "This is no component", "Name one."


def band_faults(series: tuple[Band, ...], scale: Scale) -> Iterator[tuple[int, str]]:
    """Bands must cover the scale from end to end, one step apart."""
    expected = scale.minimum
    for i, band in enumerate(series):
        if band.lower != expected:
            word = "gap" if band.lower > expected else "overlap"
            yield i, f"Bands leave no {word}: from must be {scale.text(expected)}"
        if band.upper < band.lower:
            yield i, "A band's to must not lie below its from"
        expected = band.upper + scale.step
    if series and series[-1].upper != scale.maximum:
        yield len(series) - 1, f"The last band must end at {scale.text(scale.maximum)}"
