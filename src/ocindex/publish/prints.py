"""What is printed beside the pages, as jobs: profiles, the report, social cards."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import NamedTuple

from ocindex.publish.batches import Made, site_of
from ocindex.publish.profile import render_card, render_group, render_profile, render_report
from ocindex.publish.site import addresses
from ocindex.publish.site.pages import Options, Site
from ocindex.publish.site.view import View
from ocindex.publish.workers import Job
from ocindex.release import GroupRecord, Release

# A profile takes about 0.15 s, so that a batch is worth the way to another process.
BATCH = 12


class Order(NamedTuple):
    """An edition to print in one language, and where to."""

    options: Options
    edition_id: str
    code: str
    folder: Path


def print_jobs(release: Release, options: Options, folder: Path) -> list[Job[Made]]:
    """Print a card of each edition; profiles, countries' cards and the report where asked for."""
    jobs: list[Job[Made]] = []
    for code in options.languages:
        for released in release.editions:
            order = Order(options, released.id, code, folder)
            jobs.append(partial(write_card, order=order))
            if options.prints(released.id, code):
                iso3s = tuple(released.countries)
                jobs += [partial(write_groups, order=order), partial(write_report, order=order)]
                jobs += [
                    partial(write_profiles, order=order, iso3s=iso3s[i : i + BATCH])
                    for i in range(0, len(iso3s), BATCH)
                ]
    return jobs


def print_count(release: Release, options: Options) -> int:
    """How many profiles and reports there will be."""
    return sum(
        len(released.countries) + len(printed(released.groups)) + 1
        for released in release.editions
        for code in options.languages
        if options.prints(released.id, code)
    )


def printed(groups: tuple[GroupRecord, ...]) -> list[GroupRecord]:
    """The groups that have a profile; the world's is the report."""
    return [group for group in groups if group.scope != "world"]


def write_profiles(release: Release, order: Order, iso3s: tuple[str, ...]) -> Made:
    """Print countries' profiles and cards beside their pages."""
    site, view = ordered(release, order)
    for iso3 in iso3s:
        address = addresses.country(iso3)
        web = on_the_web(site, view, address)
        content = render_profile(site.release, view.id, iso3, site.language, web)
        write(order, f"{address}{iso3}.pdf", content)
        card = render_card(site.release, view.id, iso3, site.language)
        write(order, address + addresses.CARD, card)
    return Made("profiles", len(iso3s))


def write_groups(release: Release, order: Order) -> Made:
    """Print the profiles of regions and continents beside their pages."""
    site, view = ordered(release, order)
    groups = printed(view.released.groups)
    for group in groups:
        address = view.group_address(group.scope, group.name)
        web = on_the_web(site, view, address)
        content = render_group(site.release, view.id, group.scope, group.name, site.language, web)
        slug = address.rstrip("/").rpartition("/")[2]
        write(order, f"{address}{slug}.pdf", content)
    return Made("profiles", len(groups))


def write_report(release: Release, order: Order) -> Made:
    """Print the report of an edition."""
    site, view = ordered(release, order)
    web = on_the_web(site, view, "")
    write(order, addresses.REPORT, render_report(site.release, view.id, site.language, web))
    return Made("profiles", 1)


def write_card(release: Release, order: Order) -> Made:
    """Print the card of an edition, which is no page."""
    site, view = ordered(release, order)
    write(order, addresses.CARD, render_card(site.release, view.id, language=site.language))
    return Made("pages", 0)


def ordered(release: Release, order: Order) -> tuple[Site, View]:
    site = site_of(release, order.options, order.code)
    return site, site.views[order.edition_id]


def on_the_web(site: Site, view: View, address: str) -> str:
    """Where a page will stand; nothing where nobody has said."""
    own = addresses.edition(view.id, site.language.code) + address
    return site.base_url + own if site.base_url else ""


def write(order: Order, path: str, content: bytes) -> None:
    """Write a file below its edition."""
    file = order.folder / addresses.edition(order.edition_id, order.code) / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
