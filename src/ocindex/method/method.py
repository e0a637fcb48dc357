"""A method: every step from an edition's values to scores and ranks, as one frozen value."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from ocindex.errors import Fault, MethodError
from ocindex.method.aggregating import Arithmetic
from ocindex.method.conflicts import conflicts
from ocindex.method.options import Wrong, checked, option, options_of
from ocindex.method.steps import STEPS, TRANSFORMS
from ocindex.method.technique import Custom, Step, Technique
from ocindex.method.weighting import Given


@dataclass(frozen=True)
class Ranks(Technique):
    """How countries are ranked; 1 is the highest score."""

    ties: Literal["competition", "mid"] = option("what equal countries share: the best of their ranks, or the middle", "competition")  # fmt: skip  # noqa: E501
    digits: int = option("countries are equal where their scores are to so many digits of the largest, for a tie must not hang on how a computer adds up; 17 compares the binary numbers as they are", 12, least=1, most=17)  # fmt: skip  # noqa: E501


@dataclass(frozen=True)
class Method:
    """How indicators become an index, step by step.

    Parameters
    ----------
    id, title : str, optional
        Short name, and what the method is called.
    denominate, screen, impute, treat, normalise : Step, optional
        Steps on indicators; those left out are not done.
    weights, aggregate : Step, optional
        Weights among siblings, and how children make their component: the framework's
        weights and arithmetic means if left out.
    ranks : Ranks, optional
    order : tuple of str, optional
        The steps on indicators in the order in which they are done, all that there are; in
        the order above if left out.
    directions : mapping of str to int, optional
        1 or -1 by id of an indicator or component, in place of the framework's; a component
        of -1 is turned over before it enters its parent.

    Raises
    ------
    MethodError
        With every option that cannot be.

    Examples
    --------
    >>> from ocindex.method import Geometric, Method, MinMax, Only, Step
    >>> method = Method(
    ...     normalise=Step(MinMax(1, 100)),
    ...     aggregate=Step(Geometric(), only=(Only(Geometric(available=0.5), levels=(2,)),)),
    ... )
    >>> print(method.to_toml())  # doctest: +SKIP
    """

    id: str = ""
    title: str = ""
    denominate: Step | None = None
    screen: Step | None = None
    impute: Step | None = None
    treat: Step | None = None
    normalise: Step | None = None
    weights: Step = field(default=Step(Given()))
    aggregate: Step = field(default=Step(Arithmetic()))
    ranks: Ranks = field(default=Ranks())
    order: tuple[str, ...] = ()
    directions: Mapping[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if faults := list(method_faults(self)):
            raise MethodError(faults)

    @cached_property
    def transforms(self) -> tuple[tuple[str, Step], ...]:
        """The steps on indicators, in the order in which they are done."""
        names = self.order or TRANSFORMS
        return tuple((name, step) for name in names if (step := self.step(name)) is not None)

    def step(self, name: str) -> Step | None:
        """A step by its name in `STEPS`."""
        found: Step | None = getattr(self, name)
        return found

    def replace(self, **changes: Any) -> Method:
        """The same method with some steps changed."""
        return dataclasses.replace(self, **changes)

    @classmethod
    def from_toml(cls, source: Path | str) -> Method:
        """Read a method; docs/method.md says its keys.

        Parameters
        ----------
        source : Path or str
            A file whose name ends in `.toml`, or the text itself.

        Returns
        -------
        Method

        Raises
        ------
        MethodError
            With every fault.
        """
        from ocindex.method.reading import read_method  # it needs this class

        return read_method(source)

    def to_toml(self) -> str:
        """The method as TOML, which reads back as an equal method.

        Raises
        ------
        MethodError
            A step is a user's own function.
        """
        from ocindex.method.writing import method_text  # it needs this class

        return method_text(self)


def method_faults(method: Method) -> Iterator[Fault]:
    """What cannot be in a method, wherever it came from."""
    for name, kind in STEPS.items():
        step = method.step(name)
        if step is None and not kind.on_components:
            continue
        if not isinstance(step, Step):
            yield fault(name, "A step is a Step of a technique", "Write Step(...).", step)
            continue
        for technique in step.techniques:
            yield from technique_faults(name, technique)
    yield from technique_faults("ranks", method.ranks)
    yield from order_faults(method)
    for node, direction in method.directions.items():
        if direction not in (1, -1):
            yield fault(f"directions.{node}", "A direction is 1 or -1", "Choose one.", direction)


def technique_faults(name: str, technique: Technique) -> Iterator[Fault]:
    """A technique of another step, and options out of their bounds."""
    own = tuple(STEPS[name].techniques.values()) if name in STEPS else (Ranks,)
    if isinstance(technique, Custom):
        if not callable(technique.function):
            remedy = "Write Custom(function)."
            yield fault(name, "This must be a function", remedy, technique.function)
        return
    if not isinstance(technique, own):
        remedy = f"Choose one of: {', '.join(each.__name__ for each in own)}."
        yield fault(name, f"This is no technique of the step `{name}`", remedy, technique)
        return
    sound = True
    for described in options_of(type(technique)):
        found = checked(described, getattr(technique, described.name))
        if isinstance(found, Wrong):
            value = getattr(technique, described.name)
            yield fault(f"{name}.{described.name}", found.rule, found.remedy, value)
            sound = False
    for key, rule, remedy in conflicts(technique) if sound else ():
        yield fault(f"{name}.{key}", rule, remedy, getattr(technique, key))


def order_faults(method: Method) -> Iterator[Fault]:
    """The order must name each step that there is, once."""
    if not method.order:
        return
    done = [name for name in TRANSFORMS if method.step(name) is not None]
    if sorted(method.order) != sorted(done):
        remedy = f"Name these, once each: {', '.join(done)}."
        rule = "The order must name every step on indicators that there is"
        yield fault("order", rule, remedy, ", ".join(map(str, method.order)))


def fault(key: str, rule: str, remedy: str, value: object) -> Fault:
    return Fault("method", rule, remedy, str(value), column=key)
