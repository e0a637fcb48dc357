"""Text in columns: parted by commas, semicolons, tabs or bars, in any encoding that is named."""

from __future__ import annotations

import codecs
from collections.abc import Collection, Iterator
from pathlib import Path

from ocindex.edition.blocks import (
    LARGEST,
    MARK,
    Opened,
    Part,
    after_first_line,
    body_parts,
    opened,
)
from ocindex.edition.rows import read_content
from ocindex.errors import Fault, RequestError
from ocindex.intake.ratings.sources.source import Source

SEPARATORS = ",;\t|"
UTF_16 = codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE


def text_source(
    path: Path, encoding: str, wanted: Collection[str], faults: list[Fault]
) -> Source | None:
    """A text's table; `wanted` are columns that tell what parts its fields.

    Raises
    ------
    RequestError
        There is no such encoding.
    """
    shown = str(path)
    content = read_content(path, shown, faults, LARGEST)
    if content is None:
        return None
    content = unicode_content(content, encoding, shown, faults)
    table = None if content is None else parted(content, wanted, shown, faults)
    if table is None:
        return None
    header = [name.strip() for name in table.header]
    return Source(header, lambda chosen, _words: text_parts(table, header, chosen, shown, faults))


def text_parts(
    table: Opened, header: list[str], chosen: Collection[str], shown: str, faults: list[Fault]
) -> Iterator[Part]:
    return body_parts(table, {name: header.index(name) for name in chosen}, shown, faults)


def unicode_content(content: bytes, encoding: str, shown: str, faults: list[Fault]) -> bytes | None:
    """Bytes in UTF-8 without a mark; None, with a fault, where they are no text."""
    named = codec_of(encoding or ("utf-16" if content.startswith(UTF_16) else "utf-8"))
    if named == "utf-8":
        content = content.removeprefix(MARK)
        # Plain ASCII is UTF-8, and as a text would take the memory once more.
        if content.isascii():
            return without_nul(content, shown, faults)
    try:
        text = content.decode(named)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        known = "Text is taken for UTF-8" if not encoding else f"This is not {encoding}"
        rule = f"{known}; byte 0x{content[error.start]:02x} is none of its letters"
        remedy = "Say what it is, as --encoding windows-1252, or save it as UTF-8."
        faults.append(Fault(shown, rule, remedy, row=line))
        return None
    return without_nul(content if named == "utf-8" else text.encode(), shown, faults)


def codec_of(name: str) -> str:
    """Python's own name of an encoding of text."""
    try:
        found = codecs.lookup(name)
        "".encode(found.name)  # others turn texts into texts, or bytes into bytes
    except LookupError:
        raise RequestError(
            f"'{name}' is no encoding. Known are utf-8, utf-16, windows-1252, iso-8859-2 and "
            "more: --encoding windows-1252."
        ) from None
    return found.name


def without_nul(content: bytes, shown: str, faults: list[Fault]) -> bytes | None:
    place = content.find(b"\0")
    if place < 0:
        return content
    line = content.count(b"\n", 0, place) + 1
    remedy = "Save it as text, or say what it is, as --encoding utf-16."
    faults.append(Fault(shown, "Text holds no NUL byte", remedy, row=line))
    return None


def parted(
    content: bytes, wanted: Collection[str], shown: str, faults: list[Fault]
) -> Opened | None:
    """The table by the mark that gives most of the columns that are wanted, else most columns."""
    first = content[: after_first_line(content)].decode()
    best, most = ",", (-1, -1)
    for mark in SEPARATORS:
        trial = opened(first.encode(), shown, [], mark)
        if trial:
            names = {name.strip() for name in trial.header}
            found = len(names & set(wanted)), len(trial.header)
            if found > most:
                best, most = mark, found
    return opened(content, shown, faults, best)
