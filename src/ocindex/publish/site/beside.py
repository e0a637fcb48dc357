"""The table of a page as csv and json beside it."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence
from typing import Any

from ocindex.publish.site.pages import Page, Site
from ocindex.publish.site.view import View
from ocindex.vocabulary import SIMULATED

# A spreadsheet takes a text that begins with one of these for a formula, and runs it.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def beside(
    site: Site, view: View, stem: str, header: Sequence[str], rows: Sequence[Sequence[Any]]
) -> Iterator[Page]:
    """A page's table as `{stem}.csv` and `{stem}.json`.

    `stem` is below the edition's `{lang}/`, as `ranking/prevention/prevention`; numbers stand
    unrounded in `rows`, None where there is none.
    """
    simulated = view.release.simulated
    names = [*header, "notice"] if simulated else list(header)
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(names)
    writer.writerows(
        [*map(field, row), SIMULATED] if simulated else [*map(field, row)] for row in rows
    )
    yield Page(f"{stem}.csv", file.getvalue())
    edition = view.released.edition
    about = {
        "edition": view.id,
        "title": edition.title,
        "language": site.language.code,
        "attribution": edition.attribution,
        "release": view.release.fingerprint,
    } | ({"notice": SIMULATED} if simulated else {})
    content = about | {"rows": [dict(zip(header, row, strict=True)) for row in rows]}
    yield Page(
        f"{stem}.json", json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n"
    )


def field(value: object) -> object:
    """A field of a csv: a text that a spreadsheet would run stands behind an apostrophe."""
    if isinstance(value, str):
        return "'" + value if value.startswith(FORMULA) else value
    return "" if value is None else value
