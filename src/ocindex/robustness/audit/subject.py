"""What is audited: an index with its labels, from the data to the ranks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from ocindex.robustness.audit.influence import effective_weights

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Element:
    """A node of the tree: a component or an indicator.

    Attributes
    ----------
    parent : int
        Position of the parent among the elements; -1 for a headline.
    weight : float
        Among its siblings, summing to one.
    worse : bool
        A high score is worse.
    power : float
        Of the mean that makes a component: 1 arithmetic, 0 geometric, -1 harmonic; NaN where
        it is made otherwise.
    """

    id: str
    name: str
    parent: int
    weight: float
    indicator: bool
    direction: int = 1
    unit: str = ""
    denominator: str = ""
    worse: bool = False
    power: float = 1.0


@dataclass(frozen=True, eq=False)
class Variant:
    """The index made another way: scores and ranks, shape (units, elements)."""

    name: str
    scores: Floats
    ranks: Floats


@dataclass(frozen=True, eq=False)
class Subject:
    """An index to audit.

    Attributes
    ----------
    title, edition, method : str
        What it is called, and how it is made, in a line.
    codes, names : tuple of str
        Of the units.
    elements : tuple of Element
        Components before their children, then indicators.
    raw : ndarray of float64, shape (units, indicators)
        The data as they came in; NaN where missing.
    treated : ndarray of float64, shape (units, indicators)
        What is normalised.
    normalised : ndarray of float64, shape (units, indicators)
        What is aggregated.
    imputed : ndarray of bool, shape (units, indicators)
    scores, ranks : ndarray of float64, shape (units, elements)
    step, low, high : float
        Step and ends of the grid on which indicators are scored; a step of 0 where they are
        measured.
    denominators : mapping of str to ndarray of float64, shape (units,)
    variants : tuple of Variant
        The index by other methods that an analyst might have chosen.
    source, notice : str
        Whose the data are; what must be said above all else.
    without : callable, optional
        Takes an element's id, gives scores and ranks with its weight at zero.
    """

    title: str
    edition: str
    method: str
    codes: tuple[str, ...]
    names: tuple[str, ...]
    elements: tuple[Element, ...]
    raw: Floats
    treated: Floats
    normalised: Floats
    imputed: NDArray[np.bool_]
    scores: Floats
    ranks: Floats
    step: float = 0.0
    low: float = -np.inf
    high: float = np.inf
    denominators: Mapping[str, Floats] = field(default_factory=dict)
    variants: tuple[Variant, ...] = ()
    source: str = ""
    notice: str = ""
    without: Callable[[str], tuple[Floats, Floats]] | None = None

    @cached_property
    def place(self) -> Mapping[str, int]:
        """Position of each element, by id."""
        return {element.id: i for i, element in enumerate(self.elements)}

    @cached_property
    def indicators(self) -> tuple[int, ...]:
        """Positions of the indicators, in the order of the data's columns."""
        return tuple(i for i, element in enumerate(self.elements) if element.indicator)

    @cached_property
    def arithmetic(self) -> bool:
        """Whether every component is the weighted arithmetic mean of its children."""
        return all(element.power == 1 for element in self.elements)

    @cached_property
    def headlines(self) -> tuple[int, ...]:
        """Positions of the elements without a parent."""
        return tuple(i for i, element in enumerate(self.elements) if element.parent < 0)

    @cached_property
    def groups(self) -> tuple[int, ...]:
        """Positions of the components that have two children or more."""
        return tuple(i for i in range(len(self.elements)) if len(self.children(i)) > 1)

    def name_of(self, node: str) -> str:
        """An element's name by its id."""
        return self.elements[self.place[node]].name

    def children(self, parent: int) -> tuple[int, ...]:
        """Positions of the elements right below one."""
        return tuple(i for i, element in enumerate(self.elements) if element.parent == parent)

    @cached_property
    def parents(self) -> NDArray[np.int64]:
        """Each element's parent, shape (elements,)."""
        return np.array([element.parent for element in self.elements], np.int64)

    @cached_property
    def effective(self) -> Floats:
        """Effective weight of each element in each above it, shape (elements, elements)."""
        return effective_weights(self.parents, np.array([e.weight for e in self.elements]))

    def below(self, element: int) -> tuple[int, ...]:
        """Columns of the indicators at or below an element."""
        return tuple(
            column
            for column, place in enumerate(self.indicators)
            if element in self.above(place) or element == place
        )

    def above(self, element: int) -> tuple[int, ...]:
        """Positions of the elements above one, the nearest first."""
        found, at = [], self.elements[element].parent
        while at >= 0:
            found.append(at)
            at = self.elements[at].parent
        return tuple(found)

    def headline(self, element: int) -> int:
        """Position of the headline that an element stands below, or is."""
        return (element, *self.above(element))[-1]

    @cached_property
    def values(self) -> Floats:
        """Every element's values as they enter their parent, shape (units, elements)."""
        # Of an indicator the direction is in the normalised values already.
        values: Floats = self.scores * np.array([e.direction for e in self.elements])
        values[:, list(self.indicators)] = self.normalised
        return values
