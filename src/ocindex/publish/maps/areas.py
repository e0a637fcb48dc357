"""The table of areas that need a word: what is merged, shown with a state, dashed or apart."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal, cast, get_args

Shown = Literal["merged", "with", "apart", "left out"]


@dataclass(frozen=True, slots=True)
class Area:
    """An area of the geometry that is no plain country.

    `merged` ones have become part of the state `whole`; those `with` it take its colour, and
    those `apart` none, unless an edition scores them themselves. `dashed` are the areas
    towards which the border is drawn dashed, `spot` is where its circle stands.
    """

    id: str
    name: str
    shown: Shown
    whole: str
    dashed: tuple[str, ...]
    spot: tuple[float, float] | None
    note: str


@cache
def areas() -> tuple[Area, ...]:
    """The table, as `areas.csv` has it."""
    text = (files("ocindex.publish.maps") / "areas.csv").read_text(encoding="utf-8")
    return tuple(area_of(row) for row in csv.DictReader(text.splitlines()))


def area_of(row: dict[str, str]) -> Area:
    shown = cast("Shown", row["shown"])
    assert shown in get_args(Shown), shown
    longitude, _, latitude = row["spot"].partition(" ")
    spot = (float(longitude), float(latitude)) if latitude else None
    dashed = tuple(row["dashed"].split())
    return Area(row["area"], row["name"], shown, row["with"], dashed, spot, row["note"])
