"""A step of a method: a technique, and the nodes for which it is another."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, ClassVar


@dataclass(frozen=True)
class Technique:
    """One way to do a step; its fields are its options.

    Attributes
    ----------
    by : str
        How a method's TOML names the technique; empty where it cannot be written there.
    """

    by: ClassVar[str] = ""


@dataclass(frozen=True)
class Only:
    """Another technique for some nodes, with options of its own.

    Attributes
    ----------
    by : Technique
    nodes : tuple of str
        Ids. Where a step works on indicators, a component stands for all indicators below
        it; weights and aggregation take the components whose children they work on.
    levels : tuple of int
        Levels of components: 2 for parents of indicators, 3 for theirs, and so on.
    """

    by: Technique
    nodes: tuple[str, ...] = ()
    levels: tuple[int, ...] = ()


@dataclass(frozen=True)
class Step:
    """How a step is done: by one technique, `only` for some nodes by another.

    Where several of `only` name a node, the last of them holds.
    """

    by: Technique
    only: tuple[Only, ...] = ()

    @property
    def techniques(self) -> tuple[Technique, ...]:
        """The technique of the step, then those of its exceptions."""
        return (self.by, *(only.by for only in self.only))


@dataclass(frozen=True)
class Custom(Technique):
    """A user's own function; it cannot be written to TOML.

    Parameters
    ----------
    function : callable
        Of values, shape (units, indicators), to values of the same shape, for denominating,
        imputing, treating and normalising; to a mask, shape (units,), of those that stay, for
        screening; of values, shape (units, children), to weights, shape (children,), for
        weights; of values and weights to scores, shape (units,), for aggregation. Missing
        values are NaN.
    """

    function: Any = field(default=None)


@dataclass(frozen=True)
class Leave(Technique):
    """Leave the values of these indicators as they are."""

    by: ClassVar[str] = "none"
