"""A country's page, with its figures and pictures beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ocindex.publish import sureness
from ocindex.publish.charts import Chart
from ocindex.publish.citing import citations
from ocindex.publish.site import addresses, countrycharts, sentences
from ocindex.publish.site.figures import country_csv, country_json
from ocindex.publish.site.heads import head
from ocindex.publish.site.moves import moves
from ocindex.publish.site.narratives import narrative
from ocindex.publish.site.pages import Page, Site
from ocindex.publish.site.pictures import picture
from ocindex.publish.site.scores import part
from ocindex.publish.site.view import View
from ocindex.release import CountryRecord
from ocindex.vocabulary import Scope, Source


def pages(site: Site, view: View) -> Iterator[Page]:
    """A page a country, its figures and pictures beside it."""
    for record in view.countries:
        folder = addresses.country(record.country.iso3)
        pictures = countrycharts.pictures(site, view, record)
        yield country_page(site, view, record, pictures)
        yield Page(f"{folder}{record.country.iso3}.csv", country_csv(view, record))
        yield Page(f"{folder}{record.country.iso3}.json", country_json(view, record))
        files = citations(site.release, view.released, record.country)
        yield Page(f"{folder}{record.country.iso3}.bib", files["citation.bib"])
        yield Page(f"{folder}{record.country.iso3}.ris", files["citation.ris"])
        for stem, chart in pictures.items():
            yield picture(chart, folder + stem)


def country_page(
    site: Site, view: View, record: CountryRecord, pictures: Mapping[str, Chart]
) -> Page:
    """The page of one country."""
    country, address = record.country, addresses.country(record.country.iso3)
    before, after = view.neighbours[country.iso3]
    leads = [sentences.opening(view, record, root, site.language) for root in view.roots]
    pdf = f"{addresses.edition(view.id, site.language.code)}{address}{country.iso3}.pdf"
    return site.page(
        "country.html",
        address,
        view,
        description=" ".join(leads),
        leads=leads,
        sure=sureness.sentences(view.released, record, site.language),
        country=country,
        country_quadrant=record.quadrant,
        above=above(view, record),
        pictures=pictures,
        heads=[head(site, view, record, root) for root in view.roots],
        moves=moves(site, view, record),
        unsure_note=sentences.unsure_note(view, site.language),
        parts=[part(site, view, record, node) for node, _ in view.tree()],
        columns=5 if view.earlier else 4,
        reading=reading(site, view),
        narrative=narrative(site, view, record),
        facts=view.facts.get(country.iso3, ()),
        sources=[source_entry(source) for source in view.sources.get(country.iso3, ())],
        citation=citation(site, view, record),
        pdf=pdf if site.pdf(view) else "",
        previous=before,
        next=after,
    )


def source_entry(source: Source) -> dict[str, Any]:
    safe = source.url.startswith(("https://", "http://"))
    return {"citation": source.citation, "url": source.url, "safe": safe}


def reading(site: Site, view: View) -> str:
    """How to read the strips of the indicators."""
    text = site.language.text
    parts = [text("Large dot: this country, on the scale from %(low)s to %(high)s.",
                  **countrycharts.ends(view))]  # fmt: skip
    if view.released.basis:
        parts.append(countrycharts.interval_key(view, site.language))
    if view.earlier:
        parts.append(text("Hollow dot: %(edition)s.", edition=view.earlier.id))
    if len(view.countries) > 1:
        parts.append(text("Small dots: its region. Grey: all countries, the higher the more."))
    return " ".join(parts)


def above(view: View, record: CountryRecord) -> list[dict[str, str]]:
    """The groups to which the country belongs, from the largest."""
    scopes: tuple[Scope, ...] = ("continent", "region")
    return [
        {"name": name, "address": view.group_address(scope, name)}
        for scope in scopes
        for name in [record.country.group(scope)]
        if name
    ]


def citation(site: Site, view: View, record: CountryRecord | None = None) -> str:
    """How to cite an edition, or a country's page of it."""
    edition = view.released.edition
    title = f"{edition.title}, {record.country.name}" if record else edition.title
    parts = [title, edition.attribution, f"{site.release.made_by}, {site.release.fingerprint[:12]}"]
    said = ". ".join(p for p in parts if p) + "."
    return f"{site.language.text('Simulated data')}. {said}" if site.release.simulated else said
