"""The small pictures on a page: bars and strips, drawn on the framework's own scale."""

from __future__ import annotations

from dataclasses import dataclass

from ocindex.publish.charts.tokens import step_of
from ocindex.vocabulary import Band, Scale

WIDTH = 900


@dataclass(frozen=True, slots=True)
class Ruler:
    """A scale laid along a picture `WIDTH` wide."""

    low: float
    span: float

    def x(self, score: float) -> int:
        """Where a score lies, 0 to `WIDTH`."""
        return round((score - self.low) / self.span * WIDTH)

    def step(self, score: float) -> int:
        """The ramp's step of a score."""
        return step_of((score - self.low) / self.span)

    def limits(self, bands: tuple[Band, ...], height: int) -> str:
        """A path of lines where bands begin, the first left out."""
        return "".join(f"M{self.x(float(band.lower))} 0v{height}" for band in bands[1:])


def ruler(scale: Scale) -> Ruler:
    """The ruler of a framework's scale."""
    return Ruler(float(scale.minimum), float(scale.maximum - scale.minimum))
