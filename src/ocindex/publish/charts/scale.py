"""The framework's scale as a chart's axis: always drawn whole, from low end to high end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ocindex.publish.charts.tokens import step_of
from ocindex.publish.language import number
from ocindex.vocabulary import Framework, Meaning


@dataclass(frozen=True, slots=True)
class Axis:
    """A scale to draw scores on.

    `limits` are where bands begin, the first left out; `number` writes a score of the scale
    as the reader's language does.
    """

    low: float
    high: float
    limits: tuple[float, ...]
    meaning: Meaning
    number: Callable[[str], str] = number

    def place(self, score: float) -> float:
        """Where a score lies: 0 at the scale's low end, 1 at its high end."""
        return min(1.0, max(0.0, (score - self.low) / (self.high - self.low)))

    def ramp(self, score: float) -> str:
        """The class of a score's colour: `worse-3`."""
        return f"{self.meaning}-{step_of(self.place(score))}"

    def text(self, score: float) -> str:
        """A score of the scale as it stands at a tick."""
        return self.number(f"{score:g}")


def axis(framework: Framework, node: str, say: Callable[[str], str] = number) -> Axis:
    """The axis on which a node's scores are drawn.

    Parameters
    ----------
    framework : Framework
    node : str
        Id of a component or indicator.
    say : callable, optional
        Writes a number's text as the reader's language does.
    """
    found, scale = framework.node[node], framework.scale
    limits = tuple(float(band.lower) for band in framework.bands(found)[1:])
    return Axis(float(scale.minimum), float(scale.maximum), limits, framework.high(found), say)
