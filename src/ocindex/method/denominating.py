"""Techniques of denominating: an indicator over the size of the country."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from ocindex.method.options import option
from ocindex.method.technique import Leave, Technique


@dataclass(frozen=True)
class Denominate(Technique):
    """Divide by a denominator: that of the framework, or the one named here."""

    by: ClassVar[str] = "denominator"
    denominator: str = option("id of a denominator of the edition; each indicator's own in the framework if left out", "")  # fmt: skip  # noqa: E501
    factor: float = option("what the ratio is multiplied by, as 1000 for `per thousand`", 1.0, above=0)  # fmt: skip  # noqa: E501


DENOMINATING: tuple[type[Technique], ...] = (Denominate, Leave)
