"""The workbook in the publisher's layout: it goes back through intake unchanged."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from ocindex.framework import BUNDLED, bundled_framework
from ocindex.intake import read_workbook
from ocindex.publish.data import edition_data
from ocindex.publish.data.layout import NAME, has_layout, layout_bytes
from ocindex.release import Release, freeze, read_release
from ocindex.simulation import simulate
from ocindex.vocabulary import Edition


def editions() -> list[Edition]:
    """Editions of the Index with made-up scores that do not say so."""
    return [
        replace(simulate(bundled_framework(name), seed, year), simulated=False)
        for seed, (name, year) in enumerate(zip(BUNDLED, (2021, 2023, 2025), strict=True))
    ]


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Release:
    folder = tmp_path_factory.mktemp("layout") / "release"
    freeze(editions(), folder)
    return read_release(folder)


def test_what_is_made_is_read_back_without_a_difference(release: Release, tmp_path: Path) -> None:
    path = tmp_path / NAME
    path.write_bytes(layout_bytes(release))
    read = read_workbook(path)
    assert [edition.id for edition in read] == ["2021", "2023", "2025"]
    for edition, released in zip(read, release.editions, strict=True):
        assert edition.countries == released.edition.countries
        assert (edition.units == released.edition.units).all()
        assert edition.framework.nodes == released.edition.framework.nodes
        for printed in edition.printed:
            figure = released.countries[printed.iso3].figures[printed.node]
            assert printed.value == figure.display


def test_columns_stand_as_the_publisher_has_them(release: Release, tmp_path: Path) -> None:
    path = tmp_path / "workbook.xlsx"
    path.write_bytes(layout_bytes(release))
    book = openpyxl.load_workbook(path, read_only=True)
    assert book.sheetnames == ["Read me", "2025_dataset", "2023_dataset", "2021_dataset"]
    header = [cell.value for cell in next(iter(book["2023_dataset"].rows))]
    book.close()
    assert header[:6] == [
        "Continent", "Region", "Country", "Criminality avg.", "Criminal markets avg.",
        "Human trafficking",
    ]  # fmt: skip
    assert len(header) == 3 + 4 + 32


def test_it_stands_beside_the_latest_edition_alone(release: Release) -> None:
    for edition_id, expected in (("2023", False), ("2025", True)):
        files = edition_data(release, edition_id).files
        assert (NAME in [file.name for file in files]) is expected


def test_the_same_bytes_each_time(release: Release) -> None:
    assert layout_bytes(release) == layout_bytes(release)


def test_no_other_release_has_it(release: Release, tmp_path: Path) -> None:
    two = replace(release, editions=release.editions[1:])
    assert not has_layout(two)
    made_up = [
        replace(r, edition=replace(r.edition, simulated=r.id == "2021")) for r in release.editions
    ]
    assert not has_layout(replace(release, editions=tuple(made_up)))
    partial = [
        replace(r, edition=replace(r.edition, complete=r.id != "2023")) for r in release.editions
    ]
    assert not has_layout(replace(release, editions=tuple(partial)))
