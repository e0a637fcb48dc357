"""Frameworks and editions of any shape, as short texts and tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from types import MappingProxyType

import numpy as np

from ocindex.framework import read_framework
from ocindex.vocabulary import Country, Edition, Framework

HEAD = """\
id = "own"
title = "Own index"

[scale]
minimum = {minimum}
maximum = {maximum}
step = {step}
"""

OWN = """\
id = "water"
title = "Water index"
source = "Nobody"

[scale]
minimum = 0
maximum = 100
step = 1

[display]
decimals = 1

[quadrants]
across = "risk"
up = "care"
high = 50

[[bands.level]]
label = "Little"
from = 0
to = 49
[[bands.level]]
label = "Much"
from = 50
to = 100

[[components]]
id = "risk"
name = "Risk"
high = "worse"
bands = "level"
[[components]]
id = "floods"
name = "Floods"
parent = "risk"
weight = 2
[[components]]
id = "rivers"
name = "Rivers"
parent = "floods"
weight = "1/3"
[[components]]
id = "care"
name = "Care"

[[sections]]
id = "wet"
name = "Wet, and \\"wetter\\""
component = "floods"
[[sections]]
id = "dry"
name = "Dry"
component = "care"

[[indicators]]
id = "spring"
name = "Spring"
parent = "rivers"
section = "wet"
[[indicators]]
id = "autumn"
name = "Autumn"
parent = "rivers"
weight = 0.5
section = "wet"
[[indicators]]
id = "sea"
name = "Sea"
parent = "floods"
section = "wet"
[[indicators]]
id = "drought"
name = "Drought"
parent = "risk"
[[indicators]]
id = "dams"
name = "Dams"
parent = "care"
section = "dry"
"""


def framework_text(
    components: Mapping[str, str | None],
    indicators: Mapping[str, str],
    weights: Mapping[str, object] = MappingProxyType({}),
    scale: tuple[object, object, object] = (1, 10, 0.5),
    more: str = "",
) -> str:
    """A framework's TOML from the parent of each node; weights are one if not given."""
    parts = [HEAD.format(minimum=scale[0], maximum=scale[1], step=scale[2]), more]
    for table, nodes in (("components", components), ("indicators", indicators)):
        for node, parent in nodes.items():
            lines = [f"[[{table}]]", f'id = "{node}"', f'name = "{node.title()}"']
            lines += [f'parent = "{parent}"'] if parent else []
            lines += [f'weight = "{weights[node]}"'] if node in weights else []
            parts.append("\n".join(lines) + "\n")
    return "\n".join(parts)


def framework_of(text: str, folder: Path) -> Framework:
    """Read a framework's TOML by way of a file."""
    path = folder / "framework.toml"
    path.write_text(text, encoding="utf-8")
    return read_framework(path)


def countries_of(count: int, regions: Sequence[str] = ("North",)) -> tuple[Country, ...]:
    """Made-up countries AAA, AAB, ... spread over the regions in turn."""
    names = ["A" + chr(65 + i // 26) + chr(65 + i % 26) for i in range(count)]
    return tuple(
        Country(name, f"Country {name}", "Land", regions[i % len(regions)])
        for i, name in enumerate(names)
    )


def edition_of(
    framework: Framework,
    countries: Sequence[Country],
    scores: Sequence[Sequence[object]],
    year: int = 2025,
) -> Edition:
    """An edition from scores as numbers or texts: a row a country, a column an indicator."""
    unit = framework.scale.unit
    units = np.array(
        [[int(Fraction(str(score)) / unit) for score in row] for row in scores], np.int64
    ).reshape(len(countries), len(framework.indicators))
    units.setflags(write=False)
    return Edition(str(year), f"Edition {year}", year, framework, tuple(countries), units)
