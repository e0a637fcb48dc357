"""What every printed document has: its language, colours, running texts, and how to cite it."""

from __future__ import annotations

from typing import Any

import segno

from ocindex.errors import RequestError
from ocindex.publish.charts.tokens import LIGHT, LIGHT_RAMPS
from ocindex.publish.language import Language
from ocindex.release import CountryRecord, Release, ReleasedEdition


def frame(released: ReleasedEdition, name: str, language: Language, address: str) -> dict[str, Any]:
    """The texts and colours that templates build every document on.

    Parameters
    ----------
    released : ReleasedEdition
    name : str
        What the document is of: a country, a region, the edition.
    language : Language
    address : str
        Where its page stands on the web; without it no QR code is printed.
    """
    text = language.text
    code, _, region = language.code.partition("-")
    return {
        "name": name,
        "edition": released.edition.title,
        "year": released.edition.year,
        "lang": code,
        "region": region.upper() if len(region) == 2 else "",
        "dir": language.direction,
        "simulated": text("Simulated data") if released.edition.simulated else "",
        "colours": dict(LIGHT),
        "ramps": {meaning: list(ramp) for meaning, ramp in LIGHT_RAMPS.items()},
        "page": text("Page %(page)s of %(pages)s", page="{page}", pages="{pages}"),
        "address": address,
        "qr": qr_code(address) if address else "",
        "qr-says": text("QR code: %(address)s", address=address) if address else "",
        "on-the-web": text("On the web, with all data"),
    }


def qr_code(address: str) -> str:
    """The address as a QR code, an SVG without a margin."""
    code = segno.make_qr(address, error="m")
    return code.svg_inline(border=0, dark=LIGHT["ink"], scale=1)


def edition_of(release: Release, edition_id: str) -> ReleasedEdition:
    """An edition of the release, or the error that it has none such."""
    released = release.by_id.get(edition_id)
    if released is None:
        raise RequestError(
            f"The release has no edition '{edition_id}'. It has: {', '.join(release.by_id)}."
        )
    return released


def country_of(released: ReleasedEdition, iso3: str) -> CountryRecord:
    """A country's record, or the error that the edition has none such."""
    if iso3 not in released.countries:
        raise RequestError(
            f"Edition {released.id} has no country '{iso3}'. Write its iso3, say KAZ."
        )
    return released.countries[iso3]


def citation(
    release: Release, released: ReleasedEdition, name: str, language: Language
) -> list[str]:
    """How to cite the document: the data, and the release by its fingerprint; whose work it is."""
    edition = released.edition
    data = ended(edition.attribution)
    made = f"{release.made_by}, release {release.fingerprint[:12]}."
    cite = " ".join(filter(None, (ended(f"{edition.title}: {name}"), data, made)))
    independent = language.text(
        "An independent work, neither made nor endorsed by the publisher of the Index."
    )
    return [cite, independent] if data and not edition.simulated else [cite]


def ended(text: str) -> str:
    """A sentence with its full stop."""
    return f"{text}." if text and not text.endswith(".") else text
