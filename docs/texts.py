"""Take the texts of pages and profiles into the catalogues of every language.

`python docs/texts.py` writes `messages.pot` and brings each `.po` up to date, keeping its
translations; with `--check` it fails where a catalogue is stale. A new language begins as an
empty file `catalogues/CODE.po`.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from ocindex.framework import BUNDLED, bundled_framework
from ocindex.index.classify import quadrant_of
from ocindex.vocabulary import SIMULATED, Component, Framework

SOURCES = Path(__file__).parent.parent / "src" / "ocindex" / "publish"
CATALOGUES = SOURCES / "language" / "catalogues"
METHODS = [("**.py", "python"), ("**.html", "jinja2")]
# Python asks a language for its texts: site.language.text("..."), .counted("...", "...", n).
# The data page calls the files by their titles: DataTable("name", "Title", ...).
KEYWORDS = {
    "text": None, "counted": (1, 2), "_": None, "gettext": None, "ngettext": (1, 2),
    "DataTable": (2,), "DataFile": (2,),
}  # fmt: skip
OPTIONS = {"**.html": {"trimmed": "false", "silent": "false"}}
FIELDS = (b'"Language:', b'"Plural-Forms:', b'"MIME-Version:', b'"Content-')
HEADER = """\
# Texts of the pages and profiles that ocindex publishes.
# The translations are ocindex's own, not those of the publisher of any data.
#"""


def messages() -> Catalog:
    """Every text, with where it is said; the names of the bundled frameworks after them."""
    catalog = Catalog(header_comment=HEADER, fuzzy=False)
    found = extract_from_dir(SOURCES, METHODS, OPTIONS, KEYWORDS, comment_tags=())
    # Line numbers would change a catalogue with every edit; the file is enough to find a text.
    for file, _, message, _, _ in sorted(found, key=lambda entry: (entry[0], entry[1])):
        catalog.add(message, locations=[(file, None)], flags=format_of(message))
    for name in BUNDLED:
        for text in names(bundled_framework(name)):
            catalog.add(text, locations=[(f"framework/bundled/{name}.toml", None)])
    catalog.add(SIMULATED)
    return catalog


def format_of(message: str | tuple[str, ...]) -> set[str]:
    one = message if isinstance(message, str) else message[0]
    return {"python-format"} if "%(" in one else set()


def names(framework: Framework) -> Iterator[str]:
    """The names that a framework's pages print, in the order of the file."""
    yield framework.title
    for node in framework.nodes:
        yield node.name
        if node.definition:
            yield node.definition
        if isinstance(node, Component):
            yield from (band.label for band in node.bands)
        elif node.block:
            yield node.block
    yield from (section.name for section in framework.sections)
    if framework.quadrants:
        low, high = framework.scale.minimum, framework.scale.maximum
        for across in (high, low):
            yield from (quadrant_of(across, up, framework) for up in (high, low))
    for country in framework.members:
        yield country.continent
        yield country.region


def updated(path: Path, template: Catalog) -> Catalog:
    """A catalogue with the texts of today, and its translations of those it knew."""
    with path.open("rb") as file:
        catalog = read_po(file, locale=path.stem)
    catalog.update(template, no_fuzzy_matching=True, update_header_comment=True)
    # What is said no more would only gather.
    catalog.obsolete.clear()
    catalog.fuzzy = False
    return catalog


def written(catalog: Catalog) -> bytes:
    """A catalogue's file: no dates, so that it changes with its texts alone."""
    file = BytesIO()
    write_po(file, catalog, width=100, omit_header=False, include_lineno=False)
    head, rest = file.getvalue().split(b"\n\n", 1)
    return b"\n".join(undated(head.split(b"\n"))) + b"\n\n" + rest


def undated(head: list[bytes]) -> Iterator[bytes]:
    """The lines of a catalogue's heading that do not tell who ran which program when."""
    kept = True
    for line in head:
        # A field that is long goes on in the next line, which begins with no name.
        if not line.startswith(b'"') or re.match(rb'"[\w-]+: ', line):
            kept = not line.startswith(b'"') or line.startswith(FIELDS)
        if kept:
            yield line


def main(check: bool) -> None:
    template = messages()
    files = {CATALOGUES / "messages.pot": written(template)}
    files |= {path: written(updated(path, template)) for path in sorted(CATALOGUES.glob("*.po"))}
    stale = [path for path, content in files.items() if not same(path, content)]
    if check and stale:
        sys.exit(f"Stale: {', '.join(path.name for path in stale)}. Run 'make texts'.")
    for path in stale:
        path.write_bytes(files[path])


def same(path: Path, content: bytes) -> bool:
    return path.exists() and path.read_bytes() == content


if __name__ == "__main__":
    main("--check" in sys.argv[1:])
