"""A long csv to frames of texts, block by block: it may hold millions of lines.

A block of plain lines goes to Polars, which is some thirty times faster than Python's csv.
One that is not plain (a comma in quotes, a line of the wrong length) goes to `csv`, which says
what is wrong and on which line; of plain lines the two read the same.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from ocindex.edition.rows import column_order, decoded, no_csv, read_content, wrong_length
from ocindex.edition.schema import TableSchema
from ocindex.errors import Fault

SIZE = 1 << 22
LARGEST = 4_000_000_000
CAREFUL = 50_000
# A file that is not what its header says may be wrong in millions of lines.
MANY = 1000
ENDED = "More lines may have the wrong form; reading ended here"
NEWLINE, QUOTE = (ord(mark) for mark in '\n"')
MARK = b"\xef\xbb\xbf"
Lines = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Part:
    """Some rows of a table: fields as texts, by the schema's columns, and their lines."""

    texts: pl.DataFrame
    lines: Lines


def read_parts(path: Path, shown: str, schema: TableSchema, faults: list[Fault]) -> Iterator[Part]:
    """The rows of a table in parts; a fault where its header or its form is wrong.

    Columns may stand in any order. Lines of the wrong length are faults, and left out.
    """
    opened = open_table(path, shown, faults)
    order = opened and column_order(opened.header, shown, schema, faults)
    if opened and order:
        chosen = dict(zip(schema.names, order, strict=True))
        yield from body_parts(opened, chosen, shown, faults)


@dataclass(frozen=True, eq=False)
class Opened:
    """A csv's bytes in UTF-8, where its second line begins, its header and what parts fields."""

    content: bytes
    start: int
    header: list[str]
    separator: str = ","


def open_table(path: Path, shown: str, faults: list[Fault]) -> Opened | None:
    """A csv up to its header; None, with a fault, where it cannot be read."""
    content = read_content(path, shown, faults, LARGEST)
    if content is None:
        return None
    # Plain ASCII is UTF-8, and as a text would take the memory once more.
    plain = content.isascii() and b"\0" not in content
    if not plain and decoded(content, shown, faults) is None:
        return None
    return opened(content.removeprefix(MARK), shown, faults)


def opened(content: bytes, shown: str, faults: list[Fault], separator: str = ",") -> Opened | None:
    """The same of bytes that are UTF-8."""
    start = after_first_line(content)
    reader = records(content[:start], separator)
    try:
        return Opened(content, start, next(reader, []), separator)
    except csv.Error as error:
        faults.append(no_csv(shown, error, reader.line_num))
        return None


def records(content: bytes, separator: str) -> Any:
    """Python's reader, which knows the number of its line too."""
    text = io.StringIO(content.decode(), newline="")
    return csv.reader(text, strict=True, delimiter=separator)


def after_first_line(content: bytes) -> int:
    """Where the second line begins; lines may end in a lone carriage return."""
    start = content.find(b"\n") + 1 or len(content)
    lone = content[:start].replace(b"\r\n", b"\n").find(b"\r") + 1
    return lone or start


def body_parts(
    table: Opened, chosen: Mapping[str, int], shown: str, faults: list[Fault]
) -> Iterator[Part]:
    """The lines below the header: the chosen columns, by name and place, as texts."""
    for texts, lines in line_parts(table, shown, faults):
        frame = pl.DataFrame({name: texts.to_series(i) for name, i in chosen.items()})
        yield Part(frame, lines)


def line_parts(
    table: Opened, shown: str, faults: list[Fault]
) -> Iterator[tuple[pl.DataFrame, Lines]]:
    """The lines below the header, all of their fields; reading ends after many faults of form."""
    content, start, width = table.content, table.start, len(table.header)
    line, most = 2, len(faults) + MANY
    while start < len(content):
        if len(faults) >= most:
            if faults[-1].rule != ENDED:
                faults.append(ended(shown, line))
            return
        end = content.find(b"\n", start + SIZE) + 1 or len(content)
        block = content[start:end]
        texts = plain_texts(block, width, table.separator)
        if texts is not None:
            yield texts, np.arange(line, line + len(texts))
        elif closed(block, table.separator):
            yield from careful_parts(replace(table, content=block), line, shown, faults)
        else:  # a field goes on beyond the block, or never ends
            yield from careful_parts(replace(table, content=content[start:]), line, shown, faults)
            return
        start, line = end, line + lines_in(block)


def ended(shown: str, line: int) -> Fault:
    return Fault(shown, ENDED, "Mend those above first.", row=line)


def lines_in(block: bytes) -> int:
    """How many lines end in a block, by a newline, a carriage return or both."""
    return block.count(b"\n") + block.count(b"\r") - block.count(b"\r\n")


def plain_texts(block: bytes, width: int, separator: str = ",") -> pl.DataFrame | None:
    """The fields of a block; None unless each line is plain and has `width` of them."""
    block = block.replace(b"\r\n", b"\n")
    if not block.endswith(b"\n"):
        block += b"\n"
    plain = unquoted(block, separator)
    if plain is None or b"\r" in plain:
        return None
    marks = np.frombuffer(plain, np.uint8)
    ends = marks[field_ends(marks, separator)]
    if len(ends) % width:
        return None
    ends = ends.reshape(-1, width)
    if (ends[:, :-1] != ord(separator)).any() or (ends[:, -1] != NEWLINE).any():
        return None
    schema = {f"column_{i}": pl.String() for i in range(width)}
    texts = pl.read_csv(
        plain, has_header=False, schema=schema, quote_char=None, separator=separator
    )
    return texts.with_columns(pl.all().fill_null(""))


def field_ends(marks: NDArray[np.uint8], separator: str) -> NDArray[np.intp]:
    return np.flatnonzero((marks == ord(separator)) | (marks == NEWLINE))


def unquoted(block: bytes, separator: str) -> bytes | None:
    """A block without the quotes around whole fields; None where there are others."""
    if b'"' not in block:
        return block
    marks = np.frombuffer(b"\n" + block, np.uint8)
    quotes = np.flatnonzero(marks == QUOTE)
    if len(quotes) % 2:
        return None
    opening, closing = quotes[::2], quotes[1::2]
    ends = field_ends(marks, separator)
    whole = np.isin(opening - 1, ends) & np.isin(closing + 1, ends)
    # A separator in quotes is none.
    within = np.searchsorted(ends, opening) != np.searchsorted(ends, closing)
    return None if within.any() or not whole.all() else block.replace(b'"', b"")


def closed(block: bytes, separator: str) -> bool:
    """Whether a block of csv ends with the end of a line, and not within a field."""
    try:
        for _ in records(block, separator):
            pass
    except csv.Error:
        return False
    return True


def careful_parts(
    table: Opened, line: int, shown: str, faults: list[Fault]
) -> Iterator[tuple[pl.DataFrame, Lines]]:
    """The same by Python's csv, with a fault for each line of another length."""
    width = len(table.header)
    reader = records(table.content, table.separator)
    rows = careful(reader, line - 1, width, shown, faults)
    schema = [(f"column_{i}", pl.String()) for i in range(width)]
    while chunk := list(islice(rows, CAREFUL)):
        frame = pl.DataFrame([fields for _, fields in chunk], schema=schema, orient="row")
        yield frame, np.array([number for number, _ in chunk])


def careful(
    reader: Any, before: int, width: int, shown: str, faults: list[Fault]
) -> Iterator[tuple[int, Sequence[str]]]:
    """Records with the number of their line, counted on from `before`."""
    wrong = 0
    try:
        for record in reader:
            number = before + reader.line_num
            if len(record) == width:
                yield number, record
            elif record:
                wrong += 1
                if wrong > MANY:
                    faults.append(ended(shown, number))
                    return
                faults.append(wrong_length(shown, width, len(record), number))
    except csv.Error as error:
        faults.append(no_csv(shown, error, before + reader.line_num))
