"""A csv file to rows, or the list of all that is wrong with it."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from ocindex.edition.schema import TableSchema
from ocindex.errors import Fault

LARGEST = 100_000_000
MARKS = {codecs.BOM_UTF16_LE: "UTF-16", codecs.BOM_UTF16_BE: "UTF-16"}


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table: its number in the file and its fields by the schema's order."""

    line: int
    fields: tuple[str, ...]


def read_text(path: Path, shown: str, faults: list[Fault]) -> str | None:
    """A file's text; None, with a fault, where it is too large or is not UTF-8."""
    content = read_content(path, shown, faults)
    return None if content is None else decoded(content, shown, faults)


def read_content(
    path: Path, shown: str, faults: list[Fault], largest: int = LARGEST
) -> bytes | None:
    """A file's bytes; None, with a fault, where it is too large or cannot be read."""
    try:
        if path.exists() and not path.is_file() and not path.is_dir():
            # To read a pipe or a device would wait, or go on, for ever.
            faults.append(Fault(shown, "This is no regular file", "Put a file there."))
            return None
        size = path.stat().st_size
        if size > largest:
            rule = f"A file of an edition holds at most {largest:,} bytes, this one {size:,}"
            faults.append(Fault(shown, rule, "Split the edition, or name the right file."))
            return None
        return path.read_bytes()
    except OSError as error:
        rule = f"The file cannot be read: {error.strerror}"
        faults.append(Fault(shown, rule, "Put a readable file there."))
        return None


def decoded(content: bytes, shown: str, faults: list[Fault]) -> str | None:
    """The text that bytes are; None, with a fault, where they are not UTF-8."""
    for mark, encoding in MARKS.items():
        if content.startswith(mark):
            rule = f"Text must be UTF-8, this is {encoding}"
            faults.append(Fault(shown, rule, "Save it as UTF-8."))
            return None
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        rule = f"Text must be UTF-8; byte 0x{content[error.start]:02x} is not"
        faults.append(Fault(shown, rule, "Save it as UTF-8.", row=line))
        return None
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        faults.append(Fault(shown, "Text holds no NUL byte", "Save it as text.", row=line))
        return None
    return text


def read_rows(path: Path, shown: str, schema: TableSchema, faults: list[Fault]) -> list[Row] | None:
    """The rows of a table; None, with a fault, where its header or its form is wrong.

    Columns may stand in any order. A line of the wrong length, an empty field that must be
    filled and a key that stands twice are faults, and that row is left out.
    """
    text = read_text(path, shown, faults)
    if text is None:
        return None
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = next(reader, [])
        order = column_order(header, shown, schema, faults)
        if order is None:
            return None
        return list(checked(reader, order, shown, schema, faults))
    except csv.Error as error:
        faults.append(no_csv(shown, error, reader.line_num))
        return None


def no_csv(shown: str, error: csv.Error, line: int) -> Fault:
    return Fault(shown, f"The line is not csv: {error}", "Mend its quotes.", row=line)


def wrong_length(shown: str, expected: int, found: int, line: int) -> Fault:
    rule = f"A line has {expected} fields, this one {found}"
    return Fault(shown, rule, "Mend its commas or quotes.", row=line)


def column_order(
    header: list[str], shown: str, schema: TableSchema, faults: list[Fault]
) -> list[int] | None:
    expected = schema.names
    if sorted(header) == sorted(expected):
        return [header.index(name) for name in expected]
    remedy = f"Write {','.join(expected)}."
    if len(header) == 1 and (";" in header[0] or "\t" in header[0]):
        rule = "Fields must be parted by commas"
        faults.append(Fault(shown, rule, remedy, header[0], row=1))
        return None
    for name in expected:
        if name not in header:
            near = get_close_matches(name, [h for h in header if h not in expected], 1)
            hint = f"Rename '{near[0]}', or add it." if near else remedy
            faults.append(Fault(shown, "This column is missing", hint, row=1, column=name))
    for name in dict.fromkeys(header):
        if name not in expected:
            rule = "This column is not known"
            faults.append(Fault(shown, rule, remedy, name, row=1, column=name or "(empty)"))
        elif header.count(name) > 1:
            rule = "A column stands once"
            faults.append(Fault(shown, rule, remedy, name, row=1, column=name))
    return None


def checked(
    reader: Iterator[list[str]], order: list[int], shown: str, schema: TableSchema,
    faults: list[Fault],
) -> Iterator[Row]:  # fmt: skip
    names = schema.names
    keys = [names.index(name) for name in schema.key]
    required = [i for i, column in enumerate(schema.columns) if column.required]
    seen: dict[tuple[str, ...], int] = {}
    for record in reader:
        line: int = reader.line_num  # type: ignore[attr-defined]
        if not record:
            continue
        if len(record) != len(order):
            faults.append(wrong_length(shown, len(order), len(record), line))
            continue
        fields = tuple(record[i] for i in order)
        empty = [i for i in required if not fields[i]]
        for i in empty:
            rule = "This field must be filled"
            faults.append(Fault(shown, rule, "Fill it in.", "", row=line, column=names[i]))
        if empty:
            continue
        if keys:
            key = tuple(fields[i] for i in keys)
            if key in seen:
                named = f"{', '.join(key)} is on line {seen[key]} too"
                rule = f"Each {' and '.join(schema.key)} stands once; {named}"
                faults.append(Fault(shown, rule, "Remove one.", row=line, column=schema.key[0]))
                continue
            seen[key] = line
        yield Row(line, fields)
