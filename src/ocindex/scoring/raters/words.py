"""The words of a report on raters, which stand in TOML files beside this module."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

# Not the names of figures, which stand in braces.
WORD = re.compile(r"(?<!\{)\b([Cc])ountr(y|ies)\b")


@cache
def texts(name: str) -> Mapping[str, Any]:
    """What a file of texts has, by its name: chapters, statistics, wording."""
    file = files("ocindex.scoring.raters").joinpath(f"{name}.toml")
    return tomllib.loads(file.read_text("utf-8"))


def of_units(text: str) -> str:
    """A text in the words of an edition whose units are no countries: parties, firms."""
    return WORD.sub(
        lambda m: f"{'U' if m[1] == 'C' else 'u'}nit{'s' if m[2] == 'ies' else ''}", text
    )
