"""What can go wrong that a user can act on.

::

    OcindexError
    ├── InputError            the input has faults; every one is listed (exit 1)
    │   ├── FrameworkError    a framework's TOML
    │   ├── EditionError      an edition folder
    │   ├── IntakeError       a publisher's workbook or profile
    │   ├── MethodError       a method's TOML, or a step that cannot be done on these values
    │   └── ReleaseError      a release folder that is not what was frozen
    ├── OutputError           the output cannot be written there (exit 1)
    └── RequestError          asked for what does not exist: a node, a country (exit 2)
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong with an input, where it stands and what to do.

    Parameters
    ----------
    file : str
        Path of the file, as the user gave it.
    rule : str
        What must hold, and what was found instead.
    remedy : str
        The next step.
    value : str, optional
        The offending value as it stands in the input.
    sheet, column : str, optional
        Sheet of a workbook; name of the column, key or section.
    row : int, optional
        Line of a text file or row of a sheet, counted from 1, headers included.
    """

    file: str
    rule: str
    remedy: str
    value: str | None = None
    sheet: str = ""
    row: int | None = None
    column: str = ""

    def __str__(self) -> str:
        place = [self.file]
        if self.sheet:
            place.append(f"sheet {self.sheet}")
        if self.row is not None:
            place.append(f"{'row' if self.sheet else 'line'} {self.row}")
        if self.column:
            place.append(f"column {self.column}" if self.row is not None else self.column)
        found = "" if self.value is None else f" (found: {shown(self.value)})"
        return printable(f"{', '.join(place)}: {self.rule}{found}. {self.remedy}")


def printable(text: str) -> str:
    """A text whose control characters cannot steer a terminal."""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)


def shown(value: str, longest: int = 60) -> str:
    """Quote a value for a message, without control characters, cut to `longest`."""
    text = printable(value)
    return f"'{text[:longest]}…'" if len(text) > longest else f"'{text}'"


class OcindexError(Exception):
    """Root of the errors that a user can act on."""


class InputError(OcindexError):
    """An input has faults.

    Attributes
    ----------
    faults : tuple of Fault
        All that were found, in the order of the input.
    """

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))


class FrameworkError(InputError):
    """A framework cannot be used as it stands."""


class EditionError(InputError):
    """An edition folder breaks the rules of an edition."""


class IntakeError(InputError):
    """Another publisher's file cannot be read into an edition."""


class MethodError(InputError):
    """A method cannot be used, or a step of it cannot be done on these values."""


class ReleaseError(InputError):
    """A release is not, byte for byte, what was frozen."""


class OutputError(OcindexError):
    """An output cannot be written where it was asked for."""


class RequestError(OcindexError):
    """The request names something that does not exist."""
