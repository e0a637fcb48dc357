"""A printed profile: complete, tagged, the same bytes each time, and read back as it was."""

from __future__ import annotations

import random
import re
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import pypdfium2 as pdfium
import pytest

from ocindex.errors import InputError, RequestError
from ocindex.framework import read_framework
from ocindex.intake import read_profile
from ocindex.publish.profile import render_profile, render_profiles, typesetting
from ocindex.release import Release, freeze, read_release
from ocindex.vocabulary import SIMULATED, Edition, Narrative, Printed
from support.frameworks import OWN, countries_of, edition_of, framework_of

Freeze = Callable[..., Release]
NASTY = (
    'Quotes "straight" and ‘curly’, dashes – and —, 50 % of *stars*, _underscores_ and `ticks`.',
    "A hash #typst, $dollars$, a back\\slash, [brackets] <angles> @handles and a = sign.",
    "See https://example.org/reports/2023/a-long-path?with=query&more=1 for the figures.",
    "Officials, traffickers, offices and affluent flights: every ligature stays in its letters.",
    "Names such as Łódź, Çanakkale, São Tomé, Nuku'alofa and Österreich are kept as they are.",
    "So are Қазақстан, Дніпро, Ελλάδα and 1 200 ₸ (about € 2.40) in a paragraph of their own.",
)


@pytest.fixture(scope="module")
def frozen(tmp_path_factory: pytest.TempPathFactory) -> Freeze:
    def run(*editions: Edition) -> Release:
        folder = tmp_path_factory.mktemp("release") / "release"
        freeze(editions, folder)
        return read_release(folder)

    return run


@pytest.fixture(scope="module")
def release(simulated_editions: tuple[Edition, ...], frozen: Freeze) -> Release:
    return frozen(*(few(edition) for edition in simulated_editions[1:]))


def few(edition: Edition) -> Edition:
    """The first countries of an edition, without its ratings."""
    kept = {c.iso3 for c in edition.countries[:6]}
    return replace(
        edition, countries=edition.countries[:6], units=edition.units[:6], complete=False,
        ratings=(), narratives={k: n for k, n in edition.narratives.items() if k[0] in kept},
    )  # fmt: skip


def with_text(edition: Edition, iso3: str, sections: Mapping[str, Sequence[str]]) -> Edition:
    paragraphs = MappingProxyType({name: tuple(texts) for name, texts in sections.items()})
    return replace(edition, narratives={(iso3, "en"): Narrative(iso3, "en", paragraphs)})


def pages_of(document: bytes) -> list[str]:
    with pdfium.PdfDocument(document) as pdf:
        return [pdf[i].get_textpage().get_text_range() for i in range(len(pdf))]


def prose(rng: random.Random, words: int) -> str:
    """A paragraph of made-up words that ends as a sentence does."""
    stock = [
        "harbour",
        "market",
        "border",
        "officials",
        "networks",
        "traffic",
        "goods",
        "fuel",
        "between",
        "under",
        "2,500",
    ]
    text = " ".join(rng.choice(stock) for _ in range(words))
    return f"{text[0].upper()}{text[1:]}."


def test_the_figures_are_all_there_in_the_order_of_a_profile(release: Release) -> None:
    iso3, record = next(iter(release.latest.countries.items()))
    first = pages_of(render_profile(release, "2025", iso3))[0]
    places = [first.index(record.country.name)]
    for node in ("criminality", "criminal_markets", "criminal_actors", "resilience"):
        places.append(first.index(record.figures[node].display, places[-1]))
    for indicator in release.latest.edition.framework.indicators:
        assert indicator.name.split()[0] in first
    assert re.search(r"\d+(st|nd|rd|th) of 6 countries", first)
    assert re.search(r"in 2023", first)


def test_it_is_a_tagged_pdf_with_its_own_fonts(release: Release) -> None:
    document = render_profile(release, "2025", next(iter(release.latest.countries)))
    for mark in (
        b"/MarkInfo",
        b"/StructTreeRoot",
        b"pdfuaid:part",
        b"pdfaid:part",
        b"/Lang",
        b"/FontFile2",
    ):
        assert mark in document
    fonts = set(re.findall(rb"/BaseFont\s*/(?:[A-Z]{6}\+)?([\w-]+)", document))
    assert fonts
    assert all(font.startswith((b"SourceSans3", b"SourceSerif4")) for font in fonts)
    assert len(document) < 250_000


def test_another_process_prints_the_same_bytes(release: Release) -> None:
    iso3s = list(release.latest.countries)[:2]
    printed = dict(render_profiles(release, "2025", iso3s))
    code = (
        "import sys\nfrom ocindex.release import read_release\n"
        "from ocindex.publish.profile import render_profile\n"
        "release = read_release(sys.argv[1])\n"
        "sys.stdout.buffer.write(render_profile(release, '2025', sys.argv[2]))"
    )
    for iso3 in reversed(iso3s):
        command = [sys.executable, "-c", code, str(release.path), iso3]
        other = subprocess.run(command, capture_output=True, check=True).stdout
        assert other == printed[iso3]


def test_every_page_of_simulated_data_says_so(release: Release) -> None:
    pages = pages_of(render_profile(release, "2025", next(iter(release.latest.countries))))
    assert len(pages) > 1
    for page in pages:
        assert SIMULATED in page


def test_what_is_not_simulated_does_not_say_so(release: Release, frozen: Freeze) -> None:
    real = replace(
        release.latest.edition, simulated=False, narratives={}, notices=(), attribution=""
    )
    document = render_profile(frozen(real), "2025", real.countries[0].iso3)
    assert SIMULATED not in "".join(pages_of(document))


def reread(release: Release, iso3: str, folder: Path) -> None:
    """Print a profile, read it, and hold what was read against what was printed."""
    released = release.latest
    file = folder / f"{iso3}.pdf"
    file.write_bytes(render_profile(release, released.id, iso3))
    found = read_profile(file, released.edition.framework)
    edition = released.edition
    assert found.country == released.countries[iso3].country
    scale = edition.framework.scale
    for indicator in edition.framework.indicators:
        assert found.units[indicator.id] * scale.unit == edition.score(iso3, indicator.id)
    narrative = edition.narratives.get((iso3, "en"))
    assert dict(found.narrative) == (dict(narrative.sections) if narrative else {})
    assert found.credits == edition.credits
    assert found.notices == edition.notices
    figures = released.countries[iso3].figures
    for printed in found.printed:
        figure = figures[printed.node]
        if printed.quantity == "score":
            assert printed.value == figure.display
    ranks = {(p.node, p.quantity): (int(p.value), p.of) for p in found.printed if p.of}
    for node in ("criminality", "resilience"):
        for scope, standing in figures[node].rank.items():
            if standing.of > 1:
                assert ranks[node, f"rank_{scope}"] == (standing.rank, standing.of)


def test_a_simulated_profile_goes_back_to_the_same(release: Release, tmp_path: Path) -> None:
    for iso3 in list(release.latest.countries)[:3]:
        reread(release, iso3, tmp_path)


@pytest.mark.parametrize("seed", range(4))
def test_long_texts_over_columns_and_pages_go_back_to_the_same(
    seed: int, release: Release, frozen: Freeze, tmp_path: Path
) -> None:
    rng = random.Random(seed)
    edition = replace(
        release.latest.edition, simulated=False,
        credits=(
            "Paid for by the Lighthouse Keepers' Fund, whose members light all harbours here.",
            "With thanks to the archive.",
        ),
        notices=("The findings are the authors' own. They do not necessarily reflect others'.",),
    )  # fmt: skip
    iso3 = edition.countries[0].iso3
    sections = {
        section.id: [prose(rng, rng.randint(20, 260)) for _ in range(rng.randint(1, 4))]
        for section in edition.framework.sections
    }
    reread(frozen(with_text(edition, iso3, sections)), iso3, tmp_path)


def test_names_of_every_length_go_back_to_the_same(
    simulated_editions: tuple[Edition, ...], frozen: Freeze, tmp_path: Path
) -> None:
    whole = simulated_editions[2]
    by_length = sorted(range(193), key=lambda row: (len(whole.countries[row].name), row))
    rows = sorted({*by_length[::12], by_length[-1]})
    edition = replace(
        whole, countries=tuple(whole.countries[row] for row in rows), units=whole.units[rows],
        complete=False, ratings=(), narratives={}, credits=("Paid for by harbours. " * 4 + "End.",),
    )  # fmt: skip
    release = frozen(few(simulated_editions[1]), edition)
    for iso3 in release.latest.countries:
        reread(release, iso3, tmp_path)


def test_texts_are_never_taken_for_markup(release: Release, frozen: Freeze, tmp_path: Path) -> None:
    edition = release.latest.edition
    iso3 = edition.countries[1].iso3
    sections = {edition.framework.sections[0].id: NASTY, "resilience": ()}
    sections = {name: texts for name, texts in sections.items() if texts}
    reread(frozen(with_text(edition, iso3, sections)), iso3, tmp_path)


def test_three_words_and_no_words_lay_out(release: Release, frozen: Freeze, tmp_path: Path) -> None:
    edition = release.latest.edition
    iso3 = edition.countries[0].iso3
    section = edition.framework.sections[2].id
    reread(frozen(with_text(edition, iso3, {section: ["Only three words."]})), iso3, tmp_path)
    reread(frozen(replace(edition, narratives={})), iso3, tmp_path)


def test_the_real_profile_goes_back_to_the_same(
    profiles: Path, frozen: Freeze, tmp_path: Path
) -> None:
    from ocindex.framework import bundled_framework
    from ocindex.intake import add_profiles

    framework = bundled_framework("ocindex-2023")
    read = read_profile(next(profiles.glob("*.txt")), framework)
    edition = add_profiles([read], None, id="2023", title="A title", year=2023, framework=framework)
    release = frozen(edition)
    reread(release, "KAZ", tmp_path)
    text = " ".join(pages_of(render_profile(release, "2023", "KAZ"))[0].split())
    assert "127th of 193 countries, as published" in text
    assert read_profile(tmp_path / "KAZ.pdf", framework).printed == tuple(
        Printed(p.iso3, p.node, p.quantity, p.value, p.of) for p in read.printed
    )


def test_a_framework_of_another_shape_is_printed_whole(frozen: Freeze, tmp_path: Path) -> None:
    framework = framework_of(OWN, tmp_path)
    assert read_framework(tmp_path / "framework.toml").id == framework.id
    edition = edition_of(framework, countries_of(2), [[1, 2, 3, 4, 5], [60, 70, 80, 90, 100]])
    text = " ".join(" ".join(pages_of(render_profile(frozen(edition), "2025", "AAB"))).split())
    for node in framework.nodes:
        assert node.name in text
    assert "Bars run from 0 to 100." in text
    assert "weighted mean" in text


def test_a_country_alone_in_its_edition_has_no_ranks(frozen: Freeze, tmp_path: Path) -> None:
    edition = edition_of(framework_of(OWN, tmp_path), countries_of(1), [[1, 2, 3, 4, 5]])
    text = " ".join(pages_of(render_profile(frozen(edition), "2025", "AAA")))
    assert " of 1 " not in text


def test_without_a_narrative_figures_stand_before_and_notes_behind(
    release: Release, frozen: Freeze
) -> None:
    edition = replace(
        release.latest.edition, simulated=False, narratives={}, credits=(), notices=(),
        attribution="Data: A publisher",
    )  # fmt: skip
    pages = pages_of(render_profile(frozen(edition), "2025", edition.countries[0].iso3))
    front, back = (" ".join(page.split()) for page in pages)
    assert "Resilience score" in front
    for heading in ("In its region", "About this profile", "How to cite"):
        assert heading not in front
        assert heading in back
    assert "Data: A publisher. ocindex" in back
    assert "An independent work" in back


def test_what_nobody_published_before_is_not_said_to_be_independent(release: Release) -> None:
    document = render_profile(release, "2025", next(iter(release.latest.countries)))
    assert "An independent work" not in "".join(pages_of(document))


def test_changes_are_signed_and_new_indicators_have_none(
    simulated_editions: tuple[Edition, ...], frozen: Freeze
) -> None:
    first, second = (few(edition) for edition in simulated_editions[:2])
    release = frozen(first, second)
    record = release.latest.countries[second.countries[0].iso3]
    page = pages_of(render_profile(release, "2023", record.country.iso3))[0]
    change = record.changes["2021"]["criminality"].display.replace("-", "−")
    assert f"{change if change[0] in '+−' else '±' + change} since 2021" in page
    new = [i for i in second.framework.indicators if i.id not in first.framework.node]
    assert new
    assert page.count("n/a") == len(new)


def test_a_country_that_is_new_has_no_earlier_rank(
    simulated_editions: tuple[Edition, ...], frozen: Freeze
) -> None:
    first, second = (few(edition) for edition in simulated_editions[1:])
    first = replace(first, countries=first.countries[1:], units=first.units[1:], narratives={})
    release = frozen(first, second)
    new, old = (c.iso3 for c in second.countries[:2])
    assert not re.search(
        r"\d(st|nd|rd|th) in 2023", pages_of(render_profile(release, "2025", new))[0]
    )
    assert re.search(r"\d(st|nd|rd|th) in 2023", pages_of(render_profile(release, "2025", old))[0])


def test_a_narrative_in_another_language_stands_in_for_a_missing_one(
    release: Release, frozen: Freeze
) -> None:
    edition = release.latest.edition
    iso3 = edition.countries[0].iso3
    texts = MappingProxyType({edition.framework.sections[0].id: ("Три слова, четыре.",)})
    written = replace(edition, narratives={(iso3, "ru"): Narrative(iso3, "ru", texts)})
    document = render_profile(frozen(written), "2025", iso3)
    assert "Три слова, четыре." in "".join(pages_of(document))
    assert re.search(rb"/Lang ?\(ru\)", document)


def test_characters_that_no_font_has_are_faults_all_at_once(
    release: Release, frozen: Freeze
) -> None:
    edition = release.latest.edition
    iso3 = edition.countries[0].iso3
    text = "A bell \u0007, አ and ማ in one text, አ twice."
    written = with_text(edition, iso3, {edition.framework.sections[0].id: [text]})
    written = replace(written, credits=("ไทย",))
    with pytest.raises(InputError) as caught:
        render_profile(frozen(written), "2025", iso3)
    assert {fault.value for fault in caught.value.faults} == {*"አማ\u0007", *"ไทย"}
    assert f"edition 2025, {iso3}: " in str(caught.value)
    assert "U+12A0" in str(caught.value)


def test_without_its_fonts_chinese_is_a_fault_that_names_the_extra(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(typesetting, "has_chinese", lambda: False)
    chinese, other = typesetting.letter_faults(["አ", "中"], "edition 2025, AGO")
    assert {chinese.value, other.value} == {"አ", "中"}
    assert "publish-cjk" in (chinese if chinese.value == "中" else other).remedy
    assert "publish-cjk" not in (other if chinese.value == "中" else chinese).remedy


def test_arabic_and_chinese_are_printed_in_fonts_of_their_own(
    release: Release, frozen: Freeze
) -> None:
    edition = replace(release.latest.edition, credits=("القاهرة", "中文"))
    document = render_profile(frozen(edition), "2025", edition.countries[0].iso3)
    assert b"IBMPlexSansArabic" in document
    assert b"NotoS" in document


def test_what_the_release_has_not_is_said(release: Release) -> None:
    with pytest.raises(RequestError, match=r"no edition '1999'\. It has: 2023, 2025"):
        render_profile(release, "1999", "AGO")
    with pytest.raises(RequestError, match="Edition 2025 has no country 'XXX'"):
        render_profile(release, "2025", "XXX")
