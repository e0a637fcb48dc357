"""Intervals in a release: written beside the figures they belong to, and read back with them."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from ocindex.errors import ReleaseError, RequestError
from ocindex.intervals import (
    ChangeIntervals,
    Intervals,
    change_of,
    intervals_of,
    robustness_intervals,
)
from ocindex.ratings import Scoring
from ocindex.release import freeze, read_release, verify
from ocindex.release.manifest import manifest_text
from ocindex.vocabulary import SCOPES, Edition, Printed
from support.rated import rated, theta_of


@pytest.fixture(scope="module")
def pair(simulated_editions: tuple[Edition, ...]) -> tuple[Edition, ...]:
    return tuple(rated(edition, 9) for edition in simulated_editions[1:])


@pytest.fixture(scope="module")
def made(pair: tuple[Edition, ...]) -> tuple[Mapping[str, Intervals], ChangeIntervals]:
    earlier, later = pair
    found = {edition.id: intervals_of(edition, theta_of(edition)) for edition in pair}
    return found, change_of(later, theta_of(later), earlier, theta_of(earlier), joint=True)


@pytest.fixture(scope="module")
def frozen(
    pair: tuple[Edition, ...],
    made: tuple[Mapping[str, Intervals], ChangeIntervals],
    tmp_path_factory: pytest.TempPathFactory,
) -> Path:
    folder = tmp_path_factory.mktemp("sure") / "release"
    freeze(pair, folder, intervals=made[0], changes=[made[1]], draws={pair[1].id: b"PAR1"})
    return folder


def test_each_figure_comes_back_with_its_interval(
    pair: tuple[Edition, ...], made: tuple[Mapping[str, Intervals], ChangeIntervals], frozen: Path
) -> None:
    released, found = read_release(frozen).latest, made[0][pair[1].id]
    assert released.basis == "ratings"
    for i, iso3 in enumerate(found.countries):
        for j, node in enumerate(found.nodes):
            interval = released.countries[iso3].figures[node].interval
            assert interval is not None
            assert interval.raters == found.n_raters[i, j]
            assert interval.median == pytest.approx(found.summary.median[i, j], abs=1e-4)
            assert interval.low90 <= interval.low68 <= interval.median <= interval.high68
            assert interval.distance == pytest.approx(found.distance[i, j], abs=1e-4)
            for scope in SCOPES:
                rank = released.countries[iso3].figures[node].rank[scope].interval
                assert rank is not None
                assert rank.low90 == found.rank[scope].low90[i, j]
                assert rank.tier == found.rank[scope].tier[i, j]
    assert all(figure.interval is None for g in released.groups for figure in g.figures.values())


def test_two_countries_are_compared_either_way(
    made: tuple[Mapping[str, Intervals], ChangeIntervals], pair: tuple[Edition, ...], frozen: Path
) -> None:
    released, found = read_release(frozen).latest, made[0][pair[1].id]
    one, other = found.countries[:2]
    above = found.above["criminality"]
    assert released.above("criminality", one, other) == pytest.approx(above[0, 1], abs=1e-4)
    assert released.above("criminality", other, one) == pytest.approx(above[1, 0], abs=1e-4)
    assert released.above("criminality", one, one) is None
    assert released.above("arms_trafficking", one, other) is None


def test_changes_bear_their_intervals(
    made: tuple[Mapping[str, Intervals], ChangeIntervals], frozen: Path
) -> None:
    released, found = read_release(frozen).latest, made[1]
    iso3, node = found.countries[0], "criminality"
    change = released.countries[iso3].changes[found.earlier][node]
    assert change.interval is not None
    assert change.comparable_interval is not None
    place = found.nodes.index(node)
    assert change.interval.low90 == pytest.approx(found.published.low90[0, place], abs=1e-4)
    assert change.interval.rise == pytest.approx(found.published.p_rise[0, place], abs=1e-4)


def test_draws_lie_beside_and_all_of_it_is_verified(
    pair: tuple[Edition, ...], frozen: Path
) -> None:
    assert (frozen / "draws" / f"{pair[1].id}.parquet").read_bytes() == b"PAR1"
    assert verify(frozen).files == len([p for p in frozen.rglob("*") if p.is_file()])


def test_without_intervals_nothing_is_added(pair: tuple[Edition, ...], tmp_path: Path) -> None:
    freeze(pair, tmp_path / "plain")
    assert not (tmp_path / "plain" / "draws").exists()
    assert not (tmp_path / "plain" / "tables" / "intervals.csv").exists()
    released = read_release(tmp_path / "plain").latest
    assert released.basis is None
    assert released.pairs == {}


def test_robustness_is_named_and_rests_on_no_raters(
    pair: tuple[Edition, ...], tmp_path: Path
) -> None:
    edition = replace(pair[1], ratings=type(pair[1].ratings)())
    freeze([edition], tmp_path / "r", intervals={edition.id: robustness_intervals(edition)})
    released = read_release(tmp_path / "r").latest
    assert released.basis == "robustness"
    interval = next(iter(released.countries.values())).figures["criminality"].interval
    assert interval is not None
    assert (interval.raters, interval.distance) == (0, None)


def test_what_nothing_can_be_said_of_has_no_row(pair: tuple[Edition, ...], tmp_path: Path) -> None:
    earlier, edition = pair[0], replace(pair[1], scoring=Scoring(decided=False))
    theta = theta_of(edition).copy()
    theta[:, 0, 0] = np.nan
    change = change_of(edition, theta, earlier, theta_of(earlier), joint=True)
    found = {edition.id: intervals_of(edition, theta)}
    freeze([earlier, edition], tmp_path / "r", intervals=found, changes=[change])
    record = read_release(tmp_path / "r").latest.countries[edition.countries[0].iso3]
    indicator = edition.framework.indicators[0].id
    assert record.changes[earlier.id][indicator].interval is None
    assert record.figures[indicator].interval is None
    assert record.figures[indicator].rank["world"].interval is None
    with (tmp_path / "r" / "tables" / "intervals.csv").open(newline="") as file:
        assert all(row["median"] != "nan" for row in csv.DictReader(file))


def test_intervals_of_other_editions_are_refused(
    pair: tuple[Edition, ...], made: tuple[Mapping[str, Intervals], ChangeIntervals], tmp_path: Path
) -> None:
    earlier, later = pair
    with pytest.raises(RequestError, match=f"edition '{earlier.id}', which the release does not"):
        freeze([later], tmp_path / "r", intervals=made[0])
    with pytest.raises(RequestError, match="of other countries or nodes"):
        freeze(pair, tmp_path / "r", intervals={later.id: made[0][earlier.id]})
    with pytest.raises(RequestError, match="does not hold"):
        freeze([later], tmp_path / "r", draws={"1999": b""})


def test_a_basis_that_nobody_knows_is_damage(frozen: Path, tmp_path: Path) -> None:
    release = Path(shutil.copytree(frozen, tmp_path / "release"))
    table = release / "tables" / "intervals.csv"
    table.write_text(table.read_text().replace(",ratings,", ",hearsay,"))
    (release / "MANIFEST.sha256").write_text(manifest_text(release))
    with pytest.raises(ReleaseError, match="hearsay"):
        read_release(release)


def test_a_rank_of_the_publishers_own_has_no_interval(
    pair: tuple[Edition, ...], tmp_path: Path
) -> None:
    iso3 = pair[1].countries[0].iso3
    printed = (Printed(iso3, "criminality", "rank_world", "127", 193),)
    edition = replace(pair[1], printed=printed)
    found = {edition.id: intervals_of(edition, theta_of(edition))}
    freeze([edition], tmp_path / "r", intervals=found)
    rank = read_release(tmp_path / "r").latest.countries[iso3].figures["criminality"].rank
    assert rank["world"].as_published
    assert rank["world"].interval is None
    assert rank["region"].interval is not None
