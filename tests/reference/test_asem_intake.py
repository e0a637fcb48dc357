"""COINr's own example, the ASEM index, as it comes in, is kept, and goes out again."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from ocindex.edition import read_edition, write_edition
from ocindex.intake import from_coinr, panel_from_coinr, read_coinr, to_coinr
from ocindex.vocabulary import Edition


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def number(text: str) -> float:
    return float(text) if text not in ("", "NA") else np.nan


@pytest.fixture(scope="module")
def edition(asem: Path) -> Edition:
    (found,) = read_coinr(asem / "iData.csv", asem / "iMeta.csv")
    return found


def test_every_value_is_that_of_the_file(edition: Edition, asem: Path) -> None:
    rows = rows_of(asem / "iData.csv")
    assert edition.values.shape == (51, 49)
    given = [[number(row[i.id]) for i in edition.framework.indicators] for row in rows]
    np.testing.assert_array_equal(edition.values, given)
    assert [c.iso3 for c in edition.countries] == [row["uCode"] for row in rows]
    for name, members in edition.groups.items():
        assert list(members) == [row[name] for row in rows]
    for name, column in edition.denominators.items():
        np.testing.assert_array_equal(column, [number(row[name]) for row in rows])
    assert (len(edition.groups), len(edition.denominators)) == (4, 4)


def test_the_framework_is_that_of_the_file(edition: Edition, asem: Path) -> None:
    framework = edition.framework
    assert framework.title == "Sustainable Connectivity"
    assert (len(framework.components), len(framework.indicators)) == (11, 49)
    for row in rows_of(asem / "iMeta.csv"):
        if row["Type"] in ("Indicator", "Aggregate"):
            node = framework.node[row["iCode"]]
            assert (node.name, node.parent or "") == (row["iName"], row["Parent"])
            assert float(node.weight) == float(row["Weight"])
            assert node.direction == int(row["Direction"])
    for indicator in framework.indicators:
        (row,) = [r for r in rows_of(asem / "iMeta.csv") if r["iCode"] == indicator.id]
        assert (indicator.unit, indicator.denominator) == (row["Unit"], row["Denominator"])
        assert indicator.target == float(row["Target"])


def test_values_over_denominators_are_coinrs(edition: Edition, asem: Path) -> None:
    divided = edition.values.copy()
    for j, indicator in enumerate(edition.framework.indicators):
        if indicator.denominator:
            divided[:, j] /= edition.denominators[indicator.denominator]
    rows = {row["uCode"]: row for row in rows_of(asem / "dset_Denominated.csv")}
    for i, country in enumerate(edition.countries):
        for j, indicator in enumerate(edition.framework.indicators):
            expected = number(rows[country.iso3][indicator.id])
            np.testing.assert_allclose(divided[i, j], expected, rtol=1e-15)


def test_it_is_kept_bit_for_bit(edition: Edition, tmp_path: Path) -> None:
    write_edition(edition, tmp_path / "asem")
    again = read_edition(tmp_path / "asem")
    assert again.values.tobytes() == edition.values.tobytes()
    assert again.framework.nodes == edition.framework.nodes
    assert again.groups == edition.groups


def test_frames_give_the_same_and_go_back(edition: Edition, asem: Path) -> None:
    frames = [pl.read_csv(asem / f"{name}.csv", null_values="NA") for name in ("iData", "iMeta")]
    for idata, imeta in (frames, to_coinr(edition)):
        again = from_coinr(idata, imeta)
        assert again.values.tobytes() == edition.values.tobytes()
        assert again.framework.nodes == edition.framework.nodes
        assert again.groups == edition.groups


def test_a_panel_gives_an_edition_a_year(asem: Path) -> None:
    editions = read_coinr(asem / "iData_panel.csv", asem / "iMeta.csv")
    rows = rows_of(asem / "iData_panel.csv")
    assert [e.year for e in editions] == sorted({int(row["Time"]) for row in rows})
    for edition in editions:
        here = [row for row in rows if int(row["Time"]) == edition.year]
        assert [c.iso3 for c in edition.countries] == [row["uCode"] for row in here]
        j = edition.column["LPI"]
        np.testing.assert_array_equal(edition.values[:, j], [float(row["LPI"]) for row in here])
    frames = [pl.read_csv(asem / f"{n}.csv", null_values="NA") for n in ("iData_panel", "iMeta")]
    again = panel_from_coinr(frames[0], frames[1])
    assert [e.values.tobytes() for e in again] == [e.values.tobytes() for e in editions]
