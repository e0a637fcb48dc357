"""The groups of countries that have ranks and means: world, continents, regions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ocindex.vocabulary import SCOPES, Country, Scope


@dataclass(frozen=True, slots=True)
class Group:
    """A group, and the rows of its countries."""

    scope: Scope
    name: str
    rows: tuple[int, ...]

    @property
    def key(self) -> str:
        """How tables name the group: `world`, `continent:Asia`, `region:Caribbean`."""
        return "world" if self.scope == "world" else f"{self.scope}:{self.name}"


def groups_of(countries: Sequence[Country]) -> tuple[Group, ...]:
    """The world, then continents, then regions, each in the order of the countries.

    A unit that lies in no continent or region is in no group of them.
    """
    result = []
    for scope in SCOPES:
        rows: dict[str, list[int]] = {}
        for row, country in enumerate(countries):
            if country.group(scope):
                rows.setdefault(country.group(scope), []).append(row)
        result += [Group(scope, name, tuple(found)) for name, found in rows.items()]
    return tuple(result)


def group_numbers(countries: Sequence[Country], scope: Scope) -> NDArray[np.int64]:
    """Number of each country's group in a scope, from 0; shape (countries,).

    A unit that lies in no group has a number of its own: it is ranked with nobody.
    """
    numbers: dict[object, int] = {}
    keys = (country.group(scope) or row for row, country in enumerate(countries))
    return np.array([numbers.setdefault(key, len(numbers)) for key in keys], np.int64)
