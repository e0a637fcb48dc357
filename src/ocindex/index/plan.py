"""What a build looks up: which technique works on which columns, worked out once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from ocindex.method import Equal, Given, Method, Technique
from ocindex.vocabulary import Framework

Places = NDArray[np.intp]


@dataclass(frozen=True, eq=False)
class Part:
    """A technique and the columns of indicators on which it works; all of them if `whole`."""

    technique: Technique
    columns: Places
    whole: bool


@dataclass(frozen=True, eq=False)
class Group:
    """A component, its children, and how it is made of them.

    Attributes
    ----------
    place : int
        Column of the component among the framework's nodes.
    children : ndarray of intp, shape (children,)
        Columns of its children.
    weights : ndarray of float64, shape (children,)
        As given, of any sum; equal where the method computes them from values.
    """

    id: str
    place: int
    children: Places
    weights: NDArray[np.float64]
    weighting: Technique
    aggregation: Technique

    @property
    def fixed(self) -> bool:
        """Whether the weights are known before any value is."""
        return isinstance(self.weighting, Given | Equal)


@dataclass(frozen=True, eq=False)
class Batch:
    """Groups of one level that one aggregation makes at once.

    Attributes
    ----------
    inputs : ndarray of intp, shape (inputs,)
        Columns of their children, group after group.
    starts : ndarray of intp, shape (groups,)
        Where each group begins in `inputs`.
    places : ndarray of intp, shape (groups,)
        Columns of the groups' components.
    shares : ndarray of float64, shape (inputs,)
        Weights of the children, those of a group summing to one, where they are fixed.
    """

    groups: tuple[Group, ...]
    inputs: Places
    starts: Places
    places: Places
    shares: NDArray[np.float64]

    @property
    def fixed(self) -> bool:
        return all(group.fixed for group in self.groups)


@dataclass(frozen=True, eq=False)
class Plan:
    """What a build looks up.

    Attributes
    ----------
    directions : ndarray of int64, shape (nodes,)
        1 or -1.
    batches : tuple of Batch
        From the lowest components to the highest.
    """

    framework: Framework
    method: Method
    directions: NDArray[np.int64]
    parts: Mapping[str, tuple[Part, ...]]
    batches: tuple[Batch, ...]
    heights: Mapping[str, int] = field(repr=False)

    @cached_property
    def indicator_ids(self) -> tuple[str, ...]:
        return tuple(indicator.id for indicator in self.framework.indicators)

    @cached_property
    def node_ids(self) -> tuple[str, ...]:
        return tuple(node.id for node in self.framework.nodes)

    def above(self, level: int) -> NDArray[np.int64]:
        """Place of each indicator's ancestor at `level`; the highest below it where none is."""
        framework = self.framework
        found = []
        for indicator in framework.indicators:
            here = framework.node[indicator.parent]
            while self.heights[here.id] < level and here.parent is not None:
                here = framework.node[here.parent]
            found.append(framework.position[here.id])
        return np.array(found, np.int64)
