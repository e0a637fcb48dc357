"""Files of Stata and SPSS, with their labels."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from ocindex.edition.blocks import Part
from ocindex.errors import Fault, RequestError
from ocindex.intake.ratings.sources.source import Source, as_text

NUMBER = re.compile(r"-?\d+([.,]\d+)?")


def statistics_source(path: Path, faults: list[Fault]) -> Source | None:
    """A table of a .dta, .sav or .zsav file.

    Extended missing values of Stata and those that an SPSS file declares are missing.

    Raises
    ------
    RequestError
        The library that reads such files is not installed.
    """
    reader = reader_of(path)
    try:
        if not path.is_file():
            raise OSError("No such file")
        _, about = reader(str(path), metadataonly=True, output_format="polars")
    except Exception as error:
        refuse_unreadable(error, path, faults)
        return None
    labels = {name: label for name, label in about.column_names_to_labels.items() if label}
    return Source(
        about.column_names,
        lambda chosen, words: statistics_parts(path, reader, chosen, words, faults),
        labels,
    )


def reader_of(path: Path) -> Any:
    """The library's function for a file's format."""
    try:
        import pyreadstat  # only these files need it, and it is part of an extra
    except ImportError:
        raise RequestError(
            f"To read {path} takes a library that is not installed. Install it by "
            "pip install 'ocindex[publish]', or save the file as csv."
        ) from None
    return pyreadstat.read_dta if path.suffix.lower() == ".dta" else pyreadstat.read_sav


def refuse_unreadable(error: Exception, path: Path, faults: list[Fault]) -> None:
    """A fault for what the library says of a file; it has errors of its own, and others' too."""
    rule = f"The file cannot be read: {str(error).strip().splitlines()[0] if str(error) else error}"
    faults.append(Fault(str(path), rule, "Put a readable file there, or save it as csv."))


def statistics_parts(
    path: Path, reader: Any, chosen: Collection[str], words: Collection[str], faults: list[Fault]
) -> Iterator[Part]:
    """The file's rows, counted from 1."""
    try:
        frame, about = reader(str(path), usecols=list(chosen), output_format="polars")
    except Exception as error:
        refuse_unreadable(error, path, faults)
        return
    texts = {}
    for name in chosen:
        labels = about.variable_value_labels.get(name, {})
        single = about.readstat_variable_types.get(name) == "float"
        texts[name] = labelled(frame[name], labels, worded=name in words, single=single)
    yield Part(pl.DataFrame(texts), np.arange(1, len(frame) + 1))


def labelled(
    values: pl.Series, labels: Mapping[Any, str], *, worded: bool, single: bool
) -> pl.Series:
    """Values as texts; by their labels where these are asked for, or are numbers all of them.

    Survey tools count answers from 1 and keep the number that was ticked as its label.
    """
    texts = as_text(single_precision(values) if single else values)
    numbers = bool(labels) and all(NUMBER.fullmatch(label.strip()) for label in labels.values())
    if not labels or not (worded or numbers):
        return texts
    keys = as_text(pl.Series(list(labels))).to_list()
    known = {key: label.strip() for key, label in zip(keys, labels.values(), strict=True)}
    return texts.replace(known)


def single_precision(values: pl.Series) -> pl.Series:
    """Doubles that were made of single ones as the short numbers that those stood for."""
    return pl.Series([None if v is None else float(str(np.float32(v))) for v in values.to_list()])
