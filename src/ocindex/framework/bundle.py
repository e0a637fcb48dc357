"""The Index's own frameworks, which come with the package."""

from __future__ import annotations

from functools import cache
from importlib.resources import as_file, files

from ocindex.errors import RequestError
from ocindex.framework.reading import read_framework
from ocindex.vocabulary import Framework

BUNDLED = ("ocindex-2021", "ocindex-2023", "ocindex-2025")


@cache
def bundled_framework(name: str) -> Framework:
    """Read one of the frameworks that come with the package.

    Parameters
    ----------
    name : str
        One of `BUNDLED`.

    Raises
    ------
    RequestError
        No framework of that name is bundled.
    """
    if name not in BUNDLED:
        raise RequestError(f"No bundled framework '{name}'. There are: {', '.join(BUNDLED)}.")
    with as_file(files("ocindex.framework") / "bundled") as folder:
        return read_framework(folder / f"{name}.toml", reference=name)
