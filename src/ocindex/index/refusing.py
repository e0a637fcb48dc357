"""What a kernel refuses, in the words of the user: country, indicator, value."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from math import isnan

import numpy as np
from numpy.typing import NDArray

from ocindex.errors import Fault, MethodError
from ocindex.index.steps.refusal import Refusal
from ocindex.vocabulary import Country, Node


class Refusals(Exception):  # noqa: N818  no error of the program
    """Several refusals of a step."""

    def __init__(self, refusals: Sequence[Refusal]) -> None:
        self.refusals = tuple(refusals)
        super().__init__("; ".join(map(str, refusals)))


@dataclass(frozen=True, eq=False)
class Table:
    """Values, and who and what their rows and columns are; `values` of shape (units, nodes)."""

    edition: str
    countries: Sequence[Country]
    nodes: Sequence[Node]
    values: NDArray[np.float64]


@dataclass
class Faults:
    """Collects the refusals of one step, and raises all of them at its end."""

    step: str
    found: list[Fault] = field(default_factory=list)

    @contextmanager
    def about(self, table: Callable[[], Table]) -> Iterator[None]:
        """Within it a refusal is noted; its rows and columns are those of `table()`."""
        try:
            yield
        except (Refusal, Refusals) as caught:
            for refusal in caught.refusals if isinstance(caught, Refusals) else (caught,):
                named, places = table(), refusal.places or NOWHERE
                self.found += [self.fault(refusal, *place, named) for place in places]

    def fault(self, refusal: Refusal, row: int | None, column: int | None, table: Table) -> Fault:
        names = []
        if column is not None:
            names.append(f"{table.nodes[column].name} ({table.nodes[column].id})")
        if row is not None:
            names.append(f"{table.countries[row].name} ({table.countries[row].iso3})")
        value = None
        if row is not None and column is not None:
            number = float(table.values[row, column])
            value = None if isnan(number) else repr(number)
        rule = f"{refusal.rule}: {', '.join(names)}" if names else refusal.rule
        place = f"edition {table.edition}"
        return Fault(place, rule, refusal.remedy.rstrip(".") + ".", value, column=self.step)

    def finish(self) -> None:
        """Raise what was found; MethodError."""
        if self.found:
            raise MethodError(self.found)


NOWHERE: tuple[tuple[int | None, int | None], ...] = ((None, None),)
