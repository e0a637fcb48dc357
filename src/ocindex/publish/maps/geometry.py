"""The geometry that `scripts/world.py` has made, read once."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from ocindex.publish.maps.areas import areas

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Shape:
    """An area on the world's map.

    `path` is in `World.grain` units to a unit of the map; `at` is where it lies, `spot` the
    middle and the reach of the circle of a small country.
    """

    path: str
    at: Point
    spot: tuple[float, float, float] | None


@dataclass(frozen=True, slots=True)
class World:
    """The world's map: its size, the areas by code, borders that are not settled."""

    width: float
    height: float
    grain: float
    dashed: str
    shapes: dict[str, Shape]


@cache
def world() -> World:
    """The world; an area shown with a state has become a part of that state's path."""
    content = read("world.json")
    found = {
        code: Shape(entry["d"], tuple(entry["at"]), tuple(entry.get("spot", ())) or None)
        for code, entry in content["areas"].items()
    }
    for code, whole in companions().items():
        part = found.pop(code)
        shape = found[whole]
        found[whole] = Shape(shape.path + part.path, shape.at, shape.spot)
    return World(content["width"], content["height"], content["grain"], content["dashed"], found)


def companions() -> dict[str, str]:
    """Areas that are shown with a state, and the state of each."""
    return {a.id: a.whole for a in areas() if a.shown == "with" and a.id != a.whole}


def read(name: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(
        (files("ocindex.publish.maps") / name).read_text(encoding="utf-8")
    )
    return content


def mapped() -> frozenset[str]:
    """The codes of all areas that can be shown on a map."""
    return frozenset(world().shapes)
