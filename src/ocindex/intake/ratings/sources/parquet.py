"""Parquet files."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

import numpy as np
import polars as pl
from polars.exceptions import PolarsError

from ocindex.edition.blocks import Part
from ocindex.errors import Fault
from ocindex.intake.ratings.sources.source import Source, as_text


def parquet_source(path: Path, faults: list[Fault]) -> Source | None:
    """A Parquet file's table; None, with a fault, where it cannot be read."""
    try:
        if not path.is_file():
            raise OSError("No such file")
        header = pl.scan_parquet(path).collect_schema().names()
    except (PolarsError, OSError) as error:
        rule = f"The file cannot be read: {str(error).splitlines()[0]}"
        faults.append(Fault(str(path), rule, "Put a readable Parquet file there."))
        return None
    return Source(header, lambda chosen, _words: parquet_parts(path, chosen, faults))


def parquet_parts(path: Path, chosen: Collection[str], faults: list[Fault]) -> Iterator[Part]:
    """A Parquet file's rows, counted from 1."""
    frame = pl.read_parquet(path, columns=list(chosen))
    texts = {}
    for name in chosen:
        try:
            texts[name] = as_text(frame[name])
        except PolarsError:
            rule = f"A column holds texts or numbers, this one {frame[name].dtype}"
            faults.append(Fault(str(path), rule, "Name another one.", column=name))
            return
    yield Part(pl.DataFrame(texts), np.arange(1, len(frame) + 1))
