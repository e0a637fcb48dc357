"""Many score arrays at once, a few at a time, so that memory stays flat."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from ocindex.index.aggregate import node_values
from ocindex.index.groups import group_numbers
from ocindex.index.rank import competition_ranks
from ocindex.vocabulary import SCOPES, Country, Framework, Scope

# Sixteen editions of the Index fit a core's cache; more only wait for memory.
BATCH = 16


@dataclass(frozen=True, eq=False)
class Batch:
    """Values and ranks of some editions, as `Result` has them, with a first axis more.

    Attributes
    ----------
    values : ndarray of int64 or object, shape (editions, countries, nodes)
    rank : mapping of Scope to ndarray of int32, shape (editions, countries, nodes)
    """

    values: NDArray[np.int64]
    rank: Mapping[Scope, NDArray[np.int32]]


def build_many(
    framework: Framework,
    countries: Sequence[Country],
    units: Iterable[NDArray[np.int64]],
    scopes: Sequence[Scope] = SCOPES,
) -> Iterator[Batch]:
    """Compute and rank a stream of editions over the same framework and countries.

    Parameters
    ----------
    framework : Framework
    countries : sequence of Country
    units : iterable of ndarray of int64, each of shape (countries, indicators)
        Scores in units of the scale, one array an edition; an array of shape
        (editions, countries, indicators) will do.
    scopes : sequence of Scope, optional
        The scopes to rank in.

    Yields
    ------
    Batch
        In the order given, up to `BATCH` editions each.
    """
    numbers = {scope: group_numbers(countries, scope) for scope in scopes}
    stream = iter(units)
    while batch := list(islice(stream, BATCH)):
        values = node_values(framework, np.stack(batch))
        yield Batch(values, {s: competition_ranks(values, n) for s, n in numbers.items()})
