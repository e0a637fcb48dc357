"""The words of a report on raters, which stand in TOML files beside this module."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def texts(name: str) -> Mapping[str, Any]:
    """What a file of texts has, by its name: chapters, statistics, wording."""
    file = files("ocindex.scoring.raters").joinpath(f"{name}.toml")
    return tomllib.loads(file.read_text("utf-8"))
