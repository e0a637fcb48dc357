"""Where the circles of small countries stand: apart from one another, near their countries."""

from __future__ import annotations

from collections.abc import Mapping

Point = tuple[float, float]
# Pixels between the middles of two circles, and the most that can be hit around one.
APART, HIT = 20.0, 10.0


def spread(places: Mapping[str, Point]) -> Mapping[str, Point]:
    """The places moved until no two are nearer than `APART`, each pulled back to its own."""
    names = sorted(places)
    found = {name: places[name] for name in names}
    for turn in range(800):
        pull = 0.04 * (1 - turn / 800)
        for name in names:
            (x, y), (own_x, own_y) = found[name], places[name]
            found[name] = (x + (own_x - x) * pull, y + (own_y - y) * pull)
        for i, one in enumerate(names):
            for other in names[i + 1 :]:
                found[one], found[other] = pushed(found[one], found[other])
    return found


def pushed(one: Point, other: Point) -> tuple[Point, Point]:
    """Two places, moved away from one another where they are too near."""
    dx, dy = other[0] - one[0], other[1] - one[1]
    far = (dx * dx + dy * dy) ** 0.5
    if far >= APART:
        return one, other
    # Two at one place part along the diagonal.
    ux, uy = (dx / far, dy / far) if far > 1e-9 else (0.6, 0.8)
    half = (APART - far) / 2
    return (one[0] - ux * half, one[1] - uy * half), (other[0] + ux * half, other[1] + uy * half)


def reach(name: str, places: Mapping[str, Point]) -> float:
    """The largest radius that can be hit around a circle without touching another's."""
    x, y = places[name]
    nearest = min(
        (((x - a) ** 2 + (y - b) ** 2) ** 0.5 for other, (a, b) in places.items() if other != name),
        default=2 * HIT,
    )
    return min(HIT, nearest / 2)
