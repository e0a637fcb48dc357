"""An edition's data as schema.org describes data sets, for those that search for them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from markupsafe import Markup

from ocindex.publish.site import addresses
from ocindex.publish.site.addresses import ROOT
from ocindex.publish.site.pages import Site
from ocindex.publish.site.view import View
from ocindex.vocabulary import SIMULATED

MEDIA: Mapping[str, str] = {
    "csv": "text/csv",
    "json": "application/json",
    "parquet": "application/vnd.apache.parquet",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "dta": "application/x-stata-dta",
    "sav": "application/x-spss-sav",
}


class Listed(NamedTuple):
    """A data file as the data page lists it; `size` in bytes."""

    name: str
    title: str
    size: int


def json_ld(site: Site, view: View, listed: Sequence[Listed]) -> Markup:
    """The description as JSON-LD, safe within a page's `script` element.

    Parameters
    ----------
    site : Site
        Its `base_url` makes the addresses absolute; without one they start from the page.
    view : View
    listed : sequence of Listed
        The edition's data files.
    """
    edition = view.released.edition
    top = site.base_url or ROOT
    described: dict[str, Any] = {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "name": edition.title,
        "description": ". ".join(text for text in (edition.title, edition.attribution) if text),
        "inLanguage": "en",
        "version": site.release.fingerprint,
        "temporalCoverage": str(edition.year),
        "isAccessibleForFree": True,
        "variableMeasured": [node.name for node in view.framework.nodes],
        "distribution": [
            {
                "@type": "DataDownload",
                "name": file.name,
                "encodingFormat": MEDIA[ending],
                "contentSize": f"{file.size} B",
                "contentUrl": f"{top}{addresses.data(view.id)}{file.name}",
            }
            for file in listed
            if (ending := file.name.rpartition(".")[2]) in MEDIA
        ],
    }
    if site.release.simulated:
        described["name"] = f"{SIMULATED}: {edition.title}"
        described["description"] = f"{SIMULATED}. {described['description']}"
    if edition.attribution:
        described["creditText"] = edition.attribution
    text = json.dumps(described, ensure_ascii=False, separators=(",", ":"))
    # JSON writes the mark of the way up in another way.
    text = text.replace(json.dumps(ROOT)[1:-1], ROOT)
    # Within a script element nothing is escaped but what could end it.
    return Markup(text.replace("<", "\\u003c").replace("&", "\\u0026"))  # noqa: S704
