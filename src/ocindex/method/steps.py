"""The steps of a method by name: what each does, and the techniques that there are for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ocindex.method.aggregating import AGGREGATING
from ocindex.method.denominating import DENOMINATING
from ocindex.method.imputing import IMPUTING
from ocindex.method.normalising import NORMALISING
from ocindex.method.screening import SCREENING
from ocindex.method.technique import Technique
from ocindex.method.treating import TREATING
from ocindex.method.weighting import WEIGHTING


@dataclass(frozen=True)
class StepKind:
    """A step as methods name it.

    Attributes
    ----------
    stage : str
        Name of the stage that it leads to; empty where it leads to none.
    usual : str
        The technique where none is named; empty where one must be.
    on_components : bool
        Whether its nodes are components, and not indicators.
    """

    meaning: str
    techniques: Mapping[str, type[Technique]]
    stage: str = ""
    usual: str = ""
    on_components: bool = False


def named(techniques: tuple[type[Technique], ...]) -> Mapping[str, type[Technique]]:
    return {technique.by: technique for technique in techniques}


STEPS: Mapping[str, StepKind] = {
    "denominate": StepKind(
        "Puts indicators over the size of the country", named(DENOMINATING), "denominated",
        "denominator",
    ),
    "screen": StepKind(
        "Leaves out countries with too few data", named(SCREENING), "screened", "availability"
    ),
    "impute": StepKind("Fills missing values", named(IMPUTING), "imputed"),
    "treat": StepKind(
        "Brings outliers in", named(TREATING), "treated", "winsorise"
    ),
    "normalise": StepKind(
        "Brings indicators to one scale, high values good", named(NORMALISING), "normalised",
        "min-max",
    ),
    "weights": StepKind(
        "Says how much children count among their siblings", named(WEIGHTING), "", "given",
        on_components=True,
    ),
    "aggregate": StepKind(
        "Makes components of their children", named(AGGREGATING), "aggregated", "arithmetic",
        on_components=True,
    ),
}  # fmt: skip

# Those that change indicators, in the order in which they are done if a method says no other.
TRANSFORMS: tuple[str, ...] = tuple(
    name for name, kind in STEPS.items() if not kind.on_components
)  # fmt: skip
