"""Frozen values of arrays to bytes and back, without running anything that is in the bytes."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from io import BytesIO
from types import MappingProxyType
from typing import Any, TypeVar, get_args, get_type_hints

import numpy as np
from numpy.typing import NDArray

Value = TypeVar("Value")
Arrays = dict[str, NDArray[Any]]
OUTLINE = "outline"


def to_bytes(value: object) -> bytes:
    """A dataclass of arrays, numbers, texts, tuples, mappings and other such dataclasses.

    Parameters
    ----------
    value : dataclass

    Returns
    -------
    bytes
        A npz file: the arrays, and as JSON all the rest.

    Raises
    ------
    TypeError
        Something else is in it.
    """
    arrays: Arrays = {}
    outline = json.dumps(outlined(value, arrays))
    arrays[OUTLINE] = np.frombuffer(outline.encode(), np.uint8)
    file = BytesIO()
    np.savez(file, **arrays)  # type: ignore[arg-type]  # names are ours, none is an option's
    return file.getvalue()


def from_bytes(content: bytes, kind: type[Value]) -> Value:
    """The value that bytes were made of.

    Parameters
    ----------
    content : bytes
    kind : type
        The dataclass.

    Returns
    -------
    dataclass

    Raises
    ------
    ValueError, KeyError, OSError, zipfile.BadZipFile
        The bytes are damaged, or of another value.
    """
    kinds = {each.__name__: each for each in kinds_in(kind, set())}
    with np.load(BytesIO(content), allow_pickle=False) as arrays:
        outline = json.loads(arrays[OUTLINE].tobytes().decode())
        found: Value = filled(outline, dict(arrays), kinds)
    if not isinstance(found, kind):
        raise ValueError(f"no {kind.__name__}")
    return found


def outlined(value: object, arrays: Arrays) -> Any:
    """A value as JSON has it; arrays are put aside, numbered."""
    if isinstance(value, np.generic):
        value = value.item()
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, np.ndarray):
        arrays[f"array{len(arrays)}"] = value
        return {"array": f"array{len(arrays) - 1}"}
    if isinstance(value, tuple | list):
        return {"tuple": [outlined(each, arrays) for each in value]}
    if isinstance(value, Mapping):
        return {"mapping": [[key, outlined(each, arrays)] for key, each in value.items()]}
    if is_dataclass(value):
        content = {
            field.name: outlined(getattr(value, field.name), arrays)
            for field in fields(value)
            if field.init
        }
        return {"kind": type(value).__name__, "fields": content}
    raise TypeError(f"{type(value).__name__} is no value that can be kept")


def filled(outline: Any, arrays: Arrays, kinds: Mapping[str, type]) -> Any:
    """What an outline stands for."""
    match outline:
        case {"array": name}:
            array = arrays[name]
            array.setflags(write=False)
            return array
        case {"tuple": members}:
            return tuple(filled(each, arrays, kinds) for each in members)
        case {"mapping": pairs}:
            return MappingProxyType({k: filled(v, arrays, kinds) for k, v in pairs})
        case {"kind": name, "fields": content}:
            return kinds[name](**{k: filled(v, arrays, kinds) for k, v in content.items()})
    return outline


def kinds_in(kind: Any, seen: set[Any]) -> Iterator[type]:
    """The dataclasses that a type speaks of, itself first."""
    if kind in seen:
        return
    seen.add(kind)
    inner = list(get_args(kind))
    if is_dataclass(kind) and isinstance(kind, type):
        yield kind
        inner += get_type_hints(kind).values()
    for each in inner:
        if not isinstance(each, str | list | tuple):
            yield from kinds_in(each, seen)
