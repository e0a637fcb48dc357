"""Techniques of treating outliers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from ocindex.method.options import option
from ocindex.method.technique import Leave, Technique


@dataclass(frozen=True)
class Treating(Technique):
    """Options of every treatment: when an indicator is in need of it."""

    skew: float = option("an indicator passes where its skewness is below this, either way ...", 2.0, above=0, kw_only=True)  # fmt: skip  # noqa: E501
    kurtosis: float = option("... or its excess kurtosis is below this", 3.5, kw_only=True)
    forced: bool = option("whether to treat also indicators that pass", default=False, kw_only=True)


@dataclass(frozen=True)
class Winsorise(Treating):
    """Bring outlying points, one by one, to the nearest value that is left, until the indicator passes."""  # noqa: E501

    by: ClassVar[str] = "winsorise"
    points: int = option("most points that are moved; where `forced`, exactly so many", 5, least=0)
    then: Literal["none", "log-ct", "log-ct-orig", "log-ct-plus", "log-gii", "log", "box-cox"] = option("what is done where that does not suffice", "none")  # fmt: skip  # noqa: E501
    combine: bool = option("whether that is done to the winsorised values, not to those before", default=False)  # fmt: skip  # noqa: E501


@dataclass(frozen=True)
class Log(Treating):
    """Take logarithms where the indicator does not pass."""

    by: ClassVar[str] = "log"
    form: Literal["log-ct", "log-ct-orig", "log-ct-plus", "log-gii", "log"] = option(
        "which logarithm", "log-ct"
    )


@dataclass(frozen=True)
class BoxCox(Treating):
    """Box-Cox transformation where the indicator does not pass."""

    by: ClassVar[str] = "box-cox"
    power: float | None = option("its exponent, 0 for the logarithm; the likeliest if left out", None)  # fmt: skip  # noqa: E501


TREATING: tuple[type[Technique], ...] = (Winsorise, Log, BoxCox, Leave)
