"""Whether a framework holds together: one tree, weights that add up, bands without gaps."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sized
from difflib import get_close_matches

from ocindex.errors import Fault
from ocindex.framework.tables import line_of
from ocindex.vocabulary import (
    Band,
    Component,
    Denominator,
    Framework,
    Grouping,
    Indicator,
    Scale,
    Section,
)


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
    lines = id_lines(text)
    found = [
        *id_faults(framework),
        *parent_faults(framework),
        *cycle_faults(framework),
        *weight_faults(framework),
        *section_faults(framework),
        *quadrant_faults(framework),
        *measured_faults(framework, bands),
    ]
    faults = [
        Fault(file, rule, remedy, name, row=lines.get((table, name)), column=f"[{table}] {key}")
        for table, name, key, rule, remedy in found
    ]
    for name, series in bands.items() if framework.grid else ():
        for band, rule in band_faults(series, framework.scale):
            row = line_of(text, f"bands.{name}", band)
            label = series[band].label
            column = f"[bands.{name}]"
            faults.append(Fault(file, rule, "Mend from or to.", label, row=row, column=column))
    return faults


# Table, id, key, rule, remedy.
Found = Iterator[tuple[str, str, str, str, str]]


TABLES = {
    Component: "components",
    Indicator: "indicators",
    Section: "sections",
    Denominator: "denominators",
    Grouping: "groups",
}


def table_of(item: object) -> str:
    """The array of tables in which an item stands."""
    return TABLES[type(item)]


def id_lines(text: str) -> dict[tuple[str, str], int]:
    """Line of each `id = ...`, by the table that it stands in and the id."""
    lines: dict[tuple[str, str], int] = {}
    table = ""
    for number, line in enumerate(text.splitlines(), 1):
        header = re.match(r"\s*\[\[?\s*([\w.-]+)", line)
        entry = re.match(r"""\s*id\s*=\s*["']([^"']*)""", line)
        if header:
            table = header[1]
        elif entry:
            lines[table, entry[1]] = number
    return lines


def id_faults(framework: Framework) -> Found:
    """Ids stand once, and can be a file's name, a column's and an anchor."""
    # Data of all four come in one table's columns.
    columns = (*framework.nodes, *framework.denominators, *framework.groupings)
    letters = r"[A-Za-z0-9_.-]" if framework.measured else r"[A-Za-z0-9_-]"
    for items in (columns, framework.sections):
        for name, count in Counter(item.id for item in items).items():
            table = table_of(next(item for item in items if item.id == name))
            if count > 1:
                rule = f"An id stands once, this one {count} times"
                yield table, name, "id", rule, "Rename one."
            if not re.fullmatch(r"[A-Za-z0-9]" + letters + "*", name):
                rule = "An id is made of the letters a to z, digits, _ and -"
                rule += ", and . where indicators are measured" if framework.measured else ""
                yield table, name, "id", rule, "Write, say, arms_trafficking."


def parent_faults(framework: Framework) -> Found:
    components = {c.id for c in framework.components}
    for node in framework.nodes:
        if node.parent is not None and node.parent not in components:
            near = get_close_matches(node.parent, components, 1)
            remedy = f"Did you mean '{near[0]}'?" if near else "Add the component."
            rule = f"Its parent '{node.parent}' is no component"
            yield table_of(node), node.id, "parent", rule, remedy
    parents = {node.parent for node in framework.nodes}
    for component in framework.components:
        if component.id not in parents:
            rule = "A component needs children; this one has none"
            remedy = "Give it an indicator, or remove it."
            yield "components", component.id, "id", rule, remedy


def cycle_faults(framework: Framework) -> Found:
    parent = {c.id: c.parent for c in framework.components}
    for start in parent:
        path, here = [start], parent[start]
        while here in parent and here not in path:
            path.append(here)
            here = parent[here]
        if here == start and start == min(path):
            rule = f"Parents form a cycle: {' > '.join([*path, start])}"
            yield "components", start, "parent", rule, "Give one another parent."


def weight_faults(framework: Framework) -> Found:
    """Weights are above zero; of measured indicators some may be set to zero."""
    for node in framework.nodes:
        if node.weight < 0 or (node.weight == 0 and not framework.measured):
            rule = f"A weight must be above zero, this is {float(node.weight):g}"
            yield table_of(node), node.id, "weight", rule, "Mend it, or remove the node."
    for component in framework.components:
        children = framework.children(component.id)
        if framework.measured and children and not any(child.weight for child in children):
            rule = "Of a component's children, one at least has a weight above zero"
            yield "components", component.id, "weight", rule, "Mend the weights below it."


def section_faults(framework: Framework) -> Found:
    sections = {section.id for section in framework.sections}
    components = {c.id for c in framework.components}
    for indicator in framework.indicators:
        if indicator.section and indicator.section not in sections:
            rule = f"Its section '{indicator.section}' is not defined"
            remedy = "Add [[sections]], or mend the name."
            yield "indicators", indicator.id, "section", rule, remedy
    for section in framework.sections:
        if section.component not in components:
            rule = f"Its component '{section.component}' is not defined"
            yield "sections", section.id, "component", rule, "Name a component."


def quadrant_faults(framework: Framework) -> Found:
    if framework.quadrants and framework.grid:
        for key, name in (("across", framework.quadrants.across), ("up", framework.quadrants.up)):
            if not isinstance(framework.node.get(name), Component):
                yield "quadrants", name, key, "This is no component", "Name one."
        low, high = framework.scale.minimum, framework.scale.maximum
        limit = framework.quadrants.high
        if not low < limit <= high:
            rule = f"The score that counts as high must lie on the scale, {framework.scale}"
            yield "quadrants", f"{float(limit):g}", "high", rule, "Choose one above its minimum."


def measured_faults(framework: Framework, bands: Mapping[str, tuple[Band, ...]]) -> Found:
    """What goes with a scale only, and what with measured indicators only."""
    if framework.measured:
        found: dict[str, Sized] = {
            "bands": bands, "quadrants": (framework.quadrants,) if framework.quadrants else (),
            "sections": framework.sections,
        }  # fmt: skip
        for table, content in found.items():
            if content:
                rule = f"A framework of measured indicators has no {table}"
                yield table, framework.id, table, rule, "Add [scale], or remove them."
    known = {denominator.id for denominator in framework.denominators}
    for node in framework.nodes:
        if node.direction != 1 and not framework.measured:
            rule = "A direction is that of measured indicators; scores on a scale are not turned"
            remedy = "Remove it, or remove [scale]."
            yield table_of(node), node.id, "direction", rule, remedy
        name = node.denominator if isinstance(node, Indicator) else ""
        if name and name not in known:
            near = get_close_matches(name, known, 1)
            remedy = f"Did you mean '{near[0]}'?" if near else "Add [[denominators]]."
            rule = f"Its denominator '{name}' is not defined"
            yield "indicators", node.id, "denominator", rule, remedy
        elif name and not framework.measured:
            rule = "Scores on a scale are not divided by a denominator"
            remedy = "Remove it, or remove [scale]."
            yield "indicators", node.id, "denominator", rule, remedy


def band_faults(series: tuple[Band, ...], scale: Scale) -> Iterator[tuple[int, str]]:
    """Bands must cover the scale from end to end, one step apart."""
    expected = scale.minimum
    for i, band in enumerate(series):
        if band.lower != expected:
            word = "gap" if band.lower > expected else "overlap"
            yield i, f"Bands leave no {word}: from must be {scale.text(expected)}"
        if band.upper < band.lower:
            yield i, "A band's to must not lie below its from"
        if (band.upper - scale.minimum) % scale.step:
            yield i, f"A band must end on the scale, {scale}"
        expected = band.upper + scale.step
    if series and series[-1].upper != scale.maximum:
        yield len(series) - 1, f"The last band must end at {scale.text(scale.maximum)}"
