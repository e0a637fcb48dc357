"""Editions of measured indicators, from arrays."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import TypeVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ocindex.errors import RequestError
from ocindex.vocabulary import Country, Edition, Framework, unscored

Value = TypeVar("Value")
Floats = NDArray[np.float64]
Groups = Mapping[str, tuple[str, ...]]


def measured_edition(
    framework: Framework,
    countries: Sequence[Country],
    values: ArrayLike,
    *,
    id: str,  # noqa: A002 (the field's word)
    year: int,
    title: str = "",
    groups: Groups = MappingProxyType({}),
    denominators: Mapping[str, ArrayLike] = MappingProxyType({}),
) -> Edition:
    """Make an edition of measured indicators from arrays.

    Parameters
    ----------
    framework : Framework
        One without a scale.
    countries : sequence of Country
        Or other units; `iso3` is the unit's code.
    values : array_like of float64, shape (countries, indicators)
        Each indicator in its own unit; NaN where missing.
    id : str
    year : int
    title : str, optional
        The framework's title and the year if left out.
    groups : mapping of str to tuple of str, optional
        Each country's group by grouping; empty if unknown.
    denominators : mapping of str to array_like of float64, shape (countries,), optional

    Returns
    -------
    Edition

    Raises
    ------
    RequestError
        The framework has a scale, or an array is not of that shape.
    """
    if not framework.measured:
        raise RequestError(f"The indicators of '{framework.title}' are scored on a scale.")
    rows = len(countries)
    found = read_only(values, (rows, len(framework.indicators)), "values")
    given = {k: read_only(v, (rows,), f"denominator {k}") for k, v in denominators.items()}
    for name, members in groups.items():
        if len(members) != rows:
            raise RequestError(f"Group {name} has {len(members)} entries for {rows} countries.")
    return Edition(
        id, title or f"{framework.title} {year}", year, framework, tuple(countries),
        unscored(framework), measurements=found,
        groups=in_order(groups, [g.id for g in framework.groupings]),
        denominators=in_order(given, [d.id for d in framework.denominators]),
    )  # fmt: skip


def read_only(values: ArrayLike, shape: tuple[int, ...], what: str) -> Floats:
    """A copy that nobody can change, of the shape that it must have."""
    array = np.array(values, np.float64)
    if array.shape != shape:
        raise RequestError(f"The shape of {what} must be {shape}; it is {array.shape}.")
    array.setflags(write=False)
    return array


def in_order(content: Mapping[str, Value], order: Iterable[str]) -> Mapping[str, Value]:
    """A mapping in the framework's order; what the framework does not know, by name."""
    known = [name for name in order if name in content]
    rest = sorted(set(content) - set(known))
    return MappingProxyType({name: content[name] for name in (*known, *rest)})
