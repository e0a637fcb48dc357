"""What an option of a technique may be: one description for reading, checking and documenting."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, field, fields
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

# An option that has no default must be given.
REQUIRED: Any = MISSING


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a number, or each number of a list, must satisfy."""

    least: float = -math.inf
    most: float = math.inf
    above: float = -math.inf

    def broken(self, value: float) -> str:
        """The rule that `value` breaks, or nothing."""
        if not math.isfinite(value):
            return "This must be a finite number"
        if value < self.least:
            return f"This must be at least {self.least:g}"
        if value > self.most:
            return f"This must be at most {self.most:g}"
        return "" if value > self.above else f"This must be above {self.above:g}"


def option(
    meaning: str,
    default: Any = REQUIRED,
    *,
    least: float = -math.inf,
    most: float = math.inf,
    above: float = -math.inf,
    kw_only: bool = False,
) -> Any:
    """A field of a technique, with what the documents and the checks need to know of it."""
    metadata = {"meaning": meaning, "bounds": Bounds(least, most, above)}
    if isinstance(default, dict):
        return field(default_factory=dict, metadata=metadata, kw_only=kw_only)
    return field(default=default, metadata=metadata, kw_only=kw_only)


@dataclass(frozen=True, slots=True)
class Option:
    """An option of a technique as its class declares it.

    Attributes
    ----------
    kind : str
        `number`, `whole`, `switch`, `text`, `choice`, `texts`, `numbers`, `wholes`,
        `matrix` or `table`.
    choices : tuple of str
        The texts that a `choice` may be.
    """

    name: str
    kind: str
    meaning: str
    bounds: Bounds = Bounds()
    default: Any = None
    choices: tuple[str, ...] = ()

    @property
    def required(self) -> bool:
        return self.default is REQUIRED


# A method has ten techniques, and there may be thousands of methods.
DESCRIBED: dict[type, tuple[Option, ...]] = {}


def options_of(technique: type) -> tuple[Option, ...]:
    """The options of a class of techniques, in their order."""
    if technique not in DESCRIBED:
        DESCRIBED[technique] = described_options(technique)
    return DESCRIBED[technique]


def described_options(technique: type) -> tuple[Option, ...]:
    hints = get_type_hints(technique)
    found = []
    for item in fields(technique):
        kind, choices = kind_of(hints[item.name])
        default = {} if item.default_factory is dict else item.default
        described = item.metadata["meaning"], item.metadata["bounds"]
        found.append(Option(item.name, kind, *described, default, choices))
    return tuple(found)


KINDS = {float: "number", int: "whole", bool: "switch", str: "text"}
LISTS = {(str, ...): "texts", (float, ...): "numbers", (tuple[float, ...], ...): "matrix"}


def kind_of(hint: Any) -> tuple[str, tuple[str, ...]]:
    """The kind that an annotation stands for, and the choices that it names."""
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        return kind_of(next(each for each in arguments if each is not NoneType))
    if origin is Literal:
        return "choice", arguments
    if origin is tuple:
        return LISTS[arguments], ()
    return ("table" if origin is not None and issubclass(origin, Mapping) else KINDS[hint]), ()


@dataclass(frozen=True, slots=True)
class Wrong:
    """Why a value will not do for an option."""

    rule: str
    remedy: str


def checked(described: Option, value: Any) -> Any:
    """The value as the technique holds it, or what is `Wrong` with it."""
    if value is None and described.default is None:
        return None
    return CHECKS[described.kind](described, value)


def check_number(described: Option, value: Any) -> Any:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return Wrong("This must be a number", "Write, say, 0.5.")
    rule = described.bounds.broken(value)
    return Wrong(rule, "Choose another number.") if rule else float(value)


def check_whole(described: Option, value: Any) -> Any:
    if isinstance(value, bool) or not isinstance(value, int):
        return Wrong("This must be a whole number", "Write, say, 5.")
    rule = described.bounds.broken(value)
    return Wrong(rule, "Choose another number.") if rule else value


def check_switch(_described: Option, value: Any) -> Any:
    if isinstance(value, bool):
        return value
    return Wrong("This must be true or false", "Write true or false, without quotes.")


def check_text(described: Option, value: Any) -> Any:
    if isinstance(value, str) and (value.strip() or not described.required):
        return value
    return Wrong("This must be a text", "Write it in quotes.")


def check_choice(described: Option, value: Any) -> Any:
    if value in described.choices:
        return value
    return Wrong(f"This must be one of: {', '.join(described.choices)}", "Choose one.")


def check_texts(_described: Option, value: Any) -> Any:
    if isinstance(value, list | tuple) and all(isinstance(each, str) for each in value):
        return tuple(value)
    return Wrong("This must be a list of texts", 'Write, say, ["first", "second"].')


def check_numbers(described: Option, value: Any) -> Any:
    if not isinstance(value, list | tuple):
        return Wrong("This must be a list of numbers", "Write, say, [1, 0.5].")
    return first_wrong([check_number(described, each) for each in value])


def check_wholes(described: Option, value: Any) -> Any:
    if not isinstance(value, list | tuple):
        return Wrong("This must be a list of whole numbers", "Write, say, [2, 3].")
    return first_wrong([check_whole(described, each) for each in value])


def check_matrix(described: Option, value: Any) -> Any:
    if not isinstance(value, list | tuple) or not value:
        return Wrong("This must be a list of rows of numbers", "Write, say, [[1, 2], [0.5, 1]].")
    rows = first_wrong([check_numbers(described, row) for row in value])
    if not isinstance(rows, Wrong) and len({len(row) for row in rows}) > 1:
        return Wrong("All rows must be of one length", "Add or remove numbers.")
    return rows


def check_table(described: Option, value: Any) -> Any:
    if not isinstance(value, Mapping):
        return Wrong("This must be a table of numbers by id", "Write, say, { roads = 2 }.")
    found = first_wrong([check_number(described, each) for each in value.values()])
    return found if isinstance(found, Wrong) else dict(zip(value, found, strict=True))


def first_wrong(values: list[Any]) -> Any:
    """The values as a tuple, or the first that is wrong."""
    return next((each for each in values if isinstance(each, Wrong)), tuple(values))


CHECKS = {
    "number": check_number, "whole": check_whole, "switch": check_switch, "text": check_text,
    "choice": check_choice, "texts": check_texts, "numbers": check_numbers, "wholes": check_wholes,
    "matrix": check_matrix, "table": check_table,
}  # fmt: skip
