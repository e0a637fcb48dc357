"""Techniques of screening: which countries have enough data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from ocindex.method.options import option
from ocindex.method.technique import Technique


@dataclass(frozen=True)
class Screen(Technique):
    """Leave out the countries that have too few values, or too many zeros."""

    by: ClassVar[str] = "availability"
    available: float = option("least share of indicators that have a value", 0.0, least=0, most=1)
    nonzero: float = option("least share, among the values there are, of those that are not zero", 0.0, least=0, most=1)  # fmt: skip  # noqa: E501
    count: int = option("least number of values", 0, least=0)
    keep: tuple[str, ...] = option("codes of countries that stay whatever they lack", ())
    drop: tuple[str, ...] = option("codes of countries that go whatever they have", ())


SCREENING: tuple[type[Technique], ...] = (Screen,)
