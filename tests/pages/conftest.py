"""Sites to look at: a simulated one, an own index with hostile texts, a single country."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import pytest
from playwright.sync_api import Browser, Page

from ocindex.framework import bundled_framework
from ocindex.intervals import change_of, draws_bytes, intervals_of
from ocindex.publish import publish
from ocindex.release import freeze
from ocindex.simulation import simulate
from ocindex.vocabulary import Country, Edition, Fact, Narrative, Printed, Source
from support.frameworks import OWN, edition_of, framework_of
from support.rated import rated, theta_of
from support.serving import served

REGIONS = ("Central Asia and the Caucasus", "Australia and New Zealand", "Eastern Asia")
ATTRIBUTION = "Data: a made-up publisher, Water index 2025"
HOSTILE = (
    "<script>document.title = 'taken'</script> & <img src=x onerror=alert(1)>",
    "\N{RIGHT-TO-LEFT OVERRIDE}this paragraph is turned",
    '=HYPERLINK("javascript:alert(1)")',
    "unbroken" * 60,
)


@pytest.fixture
def watched(chromium: Browser) -> Iterator[Page]:
    """A page that fails the test on any console message that is a trouble."""
    with chromium.new_context() as context:
        page = context.new_page()
        troubles: list[str] = []
        page.on("console", lambda m: m.type in ("error", "warning") and troubles.append(m.text))
        page.on("pageerror", lambda error: troubles.append(error.message))
        yield page
        assert not troubles, troubles


@pytest.fixture(scope="session")
def simulated_release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two simulated editions of three regions; the later one measures more."""
    editions = []
    for name in ("ocindex-2021", "ocindex-2025"):
        framework = bundled_framework(name)
        editions.append(simulate(framework, seed=3, year=int(name[-4:]), countries=few(name)))
    folder = tmp_path_factory.mktemp("simulated") / "release"
    freeze(editions, folder)
    return folder


@pytest.fixture(scope="session")
def simulated_site(simulated_release: Path) -> Path:
    folder = simulated_release.with_name("site")
    publish(simulated_release, folder, profiles=False)
    return folder


@pytest.fixture(scope="session")
def simulated(simulated_site: Path) -> Iterator[str]:
    """Address of the simulated site."""
    yield from served(simulated_site)


def own_edition(folder: Path) -> Edition:
    """Another index: four levels, 0 to 100, hostile names and texts."""
    framework = framework_of(OWN, folder)
    countries = (
        Country("AAA", "Ærø <b>Land</b>", "Land", "North"),
        Country("BBB", "=1+1", "Land", "South & <i>West</i>"),
        Country("CCC", "Long" * 30, "Sea", "North!"),
    )
    scores = ((10, 20, 30, 40, 50), (10, 20, 30, 40, 50), (0, 100, 100, 0, 7))
    text = Narrative("AAA", "en", MappingProxyType({"wet": HOSTILE, "dry": ("Dry.",)}))
    foreign = Narrative("BBB", "ar", MappingProxyType({"wet": ("نص",)}))
    return replace(
        edition_of(framework, countries, scores),
        attribution=ATTRIBUTION,
        narratives=MappingProxyType({("AAA", "en"): text, ("BBB", "ar"): foreign}),
        facts=(Fact("AAA", "Capital", "<u>Town</u>", "2024"),),
        sources=(
            Source("AAA", "A good source", "https://example.org/a"),
            Source("AAA", "A bad source", "javascript:alert(1)"),
        ),
        credits=("Credit where <due>",),
        notices=("Notice well",),
    )


@pytest.fixture(scope="session")
def own_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("own")
    freeze([own_edition(folder)], folder / "release")
    publish(folder / "release", folder / "site", profiles=False)
    return folder / "site"


@pytest.fixture(scope="session")
def own(own_site: Path) -> Iterator[str]:
    """Address of the other index's site."""
    yield from served(own_site)


@pytest.fixture(scope="session")
def single_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One country, whose ranks are the publisher's word."""
    framework = bundled_framework("ocindex-2023")
    country = next(c for c in framework.members if c.iso3 == "KAZ")
    edition = edition_of(framework, [country], [[4] * len(framework.indicators)], 2023)
    printed = (
        Printed("KAZ", "criminality", "rank_world", "127", 193),
        Printed("KAZ", "criminality", "rank_region", "5", 8),
    )
    folder = tmp_path_factory.mktemp("single")
    freeze([replace(edition, complete=False, printed=printed)], folder / "release")
    publish(folder / "release", folder / "site", profiles=False)
    return folder / "site"


@pytest.fixture(scope="session")
def sure_release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two simulated editions of three regions with intervals; of the later one, draws too."""
    earlier, later = (
        rated(simulate(bundled_framework("ocindex-2025"), seed=seed, year=year, countries=few()))
        for seed, year in ((3, 2023), (4, 2025))
    )
    found = {edition.id: intervals_of(edition, theta_of(edition)) for edition in (earlier, later)}
    change = change_of(later, theta_of(later), earlier, theta_of(earlier), joint=True)
    folder = tmp_path_factory.mktemp("sure") / "release"
    draws = {later.id: draws_bytes(later, theta_of(later))}
    freeze((earlier, later), folder, intervals=found, changes=[change], draws=draws)
    return folder


def few(framework: str = "ocindex-2025") -> list[Country]:
    """The countries of three regions."""
    members = bundled_framework(framework).members
    return [country for country in members if country.region in REGIONS]


@pytest.fixture(scope="session")
def sure_site(sure_release: Path) -> Path:
    folder = sure_release.with_name("site")
    publish(sure_release, folder, profiles=False, languages=("en", "ar"))
    return folder


@pytest.fixture(scope="session")
def sure(sure_site: Path) -> Iterator[str]:
    """Address of the site with intervals."""
    yield from served(sure_site)
