"""`[scoring]` of `edition.toml`: how ratings become scores."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from difflib import get_close_matches
from typing import Any, get_args

from ocindex.errors import Fault
from ocindex.ratings import Scoring, ScoringMethod

METHODS: tuple[str, ...] = get_args(ScoringMethod)
RULES = {
    "method": f"A method of scoring is one of {', '.join(METHODS)}",
    "seed": "A seed is a whole number from 0",
    "smoothed": "This must be true or false",
    "vignettes": "Vignettes are a list of codes, each once",
    "decided": "This must be true or false",
    "sweeps": "Sweeps are a whole number from 20 to 1,000,000",
}


def scoring_table(scoring: Scoring) -> dict[str, Any]:
    """The keys that say more than the defaults do."""
    usual = Scoring()
    found = {field.name: getattr(scoring, field.name) for field in fields(scoring)}
    return {
        key: list(value) if isinstance(value, tuple) else value
        for key, value in found.items()
        if value != getattr(usual, key)
    }


def read_scoring(content: Any, shown: str, faults: list[Fault]) -> Scoring:
    """The table's settings; where one is at fault, its default stands in."""
    given: dict[str, Any] = {}
    for key, value in content.items() if isinstance(content, Mapping) else ():
        column = f"scoring.{key}"
        if key not in RULES:
            near = get_close_matches(key, RULES, 1)
            remedy = f"Did you mean {near[0]}?" if near else "Remove it."
            faults.append(Fault(shown, "This key is not known", remedy, column=column))
        elif not allowed(key, value):
            faults.append(Fault(shown, RULES[key], "Mend it.", str(value), column=column))
        else:
            given[key] = tuple(value) if isinstance(value, list) else value
    return Scoring(**given)


def allowed(key: str, value: Any) -> bool:
    """Whether a key may have this value."""
    if key == "method":
        return value in METHODS
    if key == "sweeps":
        return type(value) is int and 20 <= value <= 1_000_000
    if key == "seed":
        return type(value) is int and value >= 0
    if key in ("smoothed", "decided"):
        return type(value) is bool
    texts = isinstance(value, list) and all(type(v) is str and v for v in value)
    return texts and len(set(value)) == len(value)
