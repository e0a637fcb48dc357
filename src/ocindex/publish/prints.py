"""What is printed beside the pages, as jobs: profiles, the report, social cards."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from ocindex.publish.batches import Made, site_of
from ocindex.publish.profile import render_card, render_group, render_profile
from ocindex.publish.site import addresses
from ocindex.publish.site.pages import Options, Site
from ocindex.publish.site.view import View
from ocindex.publish.workers import Job
from ocindex.release import GroupRecord, Release

# A profile takes about 0.15 s, so that a batch is worth the way to another process.
BATCH = 12


def print_jobs(release: Release, options: Options, folder: Path) -> list[Job[Made]]:
    """Print countries' profiles and cards, groups' profiles, and a card of each edition."""
    cards: list[Job[Made]] = [
        partial(write_card, options=options, edition_id=released.id, code=code, folder=folder)
        for code in options.languages
        for released in release.editions
    ]
    profiles: list[Job[Made]] = [
        job
        for code in options.profiles
        for released in release.editions
        for job in edition_jobs(options, released.id, tuple(released.countries), code, folder)
    ]
    return [*cards, *profiles]


def edition_jobs(
    options: Options, edition_id: str, iso3s: tuple[str, ...], code: str, folder: Path
) -> list[Job[Made]]:
    """The profiles of an edition in one language: some countries a job, all groups another."""
    same = {"options": options, "edition_id": edition_id, "code": code, "folder": folder}
    batches = (iso3s[i : i + BATCH] for i in range(0, len(iso3s), BATCH))
    return [*(partial(write_profiles, iso3s=some, **same) for some in batches),
            partial(write_groups, **same)]  # fmt: skip


def print_count(release: Release, options: Options) -> int:
    """How many profiles there will be."""
    editions = release.editions
    return len(options.profiles) * sum(len(e.countries) + len(printed(e.groups)) for e in editions)


def printed(groups: tuple[GroupRecord, ...]) -> list[GroupRecord]:
    """The groups that have a profile; the world's is the report."""
    return [group for group in groups if group.scope != "world"]


def write_profiles(
    release: Release, options: Options, edition_id: str, code: str, iso3s: tuple[str, ...],
    folder: Path,
) -> Made:  # fmt: skip
    """Print countries' profiles and cards beside their pages."""
    site, view = site_and_view(release, options, edition_id, code)
    for iso3 in iso3s:
        address = addresses.country(iso3)
        web = on_the_web(site, view, address)
        content = render_profile(site.release, edition_id, iso3, site.language, web)
        write(site, view, folder, f"{address}{iso3}.pdf", content)
        card = render_card(site.release, edition_id, iso3, site.language)
        write(site, view, folder, address + addresses.CARD, card)
    return Made("profiles", len(iso3s))


def write_groups(
    release: Release, options: Options, edition_id: str, code: str, folder: Path
) -> Made:
    """Print the profiles of regions and continents beside their pages."""
    site, view = site_and_view(release, options, edition_id, code)
    groups = printed(view.released.groups)
    for group in groups:
        address = view.group_address(group.scope, group.name)
        web = on_the_web(site, view, address)
        content = render_group(
            site.release, edition_id, group.scope, group.name, site.language, web
        )
        slug = address.rstrip("/").rpartition("/")[2]
        write(site, view, folder, f"{address}{slug}.pdf", content)
    return Made("profiles", len(groups))


def write_card(
    release: Release, options: Options, edition_id: str, code: str, folder: Path
) -> Made:
    """Print the card of an edition."""
    site, view = site_and_view(release, options, edition_id, code)
    card = render_card(site.release, edition_id, language=site.language)
    write(site, view, folder, addresses.CARD, card)
    return Made("pages", 0)


def site_and_view(
    release: Release, options: Options, edition_id: str, code: str
) -> tuple[Site, View]:
    site = site_of(release, options, code)
    return site, site.views[edition_id]


def on_the_web(site: Site, view: View, address: str) -> str:
    """Where a page will stand; nothing where nobody has said."""
    own = addresses.edition(view.id, site.language.code) + address
    return site.base_url + own if site.base_url else ""


def write(site: Site, view: View, folder: Path, path: str, content: bytes) -> None:
    """Write a file below its edition."""
    file = folder / addresses.edition(view.id, site.language.code) / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
