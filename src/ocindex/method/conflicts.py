"""Options of a technique that do not go with each other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ocindex.method.aggregating import AdjustedMazziottaPareto
from ocindex.method.normalising import Categorical, Goalposts, MinMax, Normalising, Scaled
from ocindex.method.technique import Technique
from ocindex.method.weighting import BenefitOfTheDoubt

# Option, rule, remedy.
Conflict = tuple[str, str, str]


def conflicts(technique: Technique) -> Iterator[Conflict]:
    """What is wrong with options taken together, each within its own bounds.

    Parameters
    ----------
    technique : Technique
    """
    options: Any = technique
    if isinstance(technique, Normalising):
        yield from scope_conflicts(technique)
    if isinstance(technique, MinMax | Goalposts | Scaled) and options.low == options.high:
        yield "high", "The highest score must not be the lowest", "Mend `low` or `high`."
    if isinstance(technique, Goalposts | Scaled) and options.lower >= options.upper:
        yield "upper", "Goalposts must rise", "Give the lower post as `lower`."
    if isinstance(technique, Categorical):
        yield from class_conflicts(technique)
    if isinstance(technique, AdjustedMazziottaPareto):
        ends = technique.low, technique.high
        if None not in ends and not ends[0] < ends[1]:  # type: ignore[operator]  # neither is None
            yield "high", "Goalposts must rise", "Give the lower post as `low`."
    if isinstance(technique, BenefitOfTheDoubt) and technique.low > technique.high:
        yield "high", "The largest share must not be below the least", "Mend `low` or `high`."


def scope_conflicts(technique: Normalising) -> Iterator[Conflict]:
    if technique.scope == "base" and not technique.base:
        yield "base", "A base edition must be named", "Add base = with the edition's id."
    if technique.base and technique.scope != "base":
        rule = "A base edition has no effect in this scope"
        yield "base", rule, 'Add scope = "base", or remove it.'


def class_conflicts(technique: Categorical) -> Iterator[Conflict]:
    cuts, scores = technique.percentiles, technique.scores
    if list(cuts) != sorted(set(cuts)) or not cuts:
        yield "percentiles", "Percentiles must ascend", "Sort them, each once."
    if scores and len(scores) != len(cuts) + 1:
        rule = f"There are {len(cuts) + 1} classes, and each needs a score"
        yield "scores", rule, "Add or remove scores or percentiles."
