"""A release is frozen: the same bytes each time, and any changed byte is found."""

from __future__ import annotations

import csv
import json
import random
import re
import shutil
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from ocindex.edition import write_edition
from ocindex.errors import InputError, OutputError, ReleaseError, RequestError
from ocindex.index import Result, build, compare
from ocindex.index.correlation import correlations
from ocindex.release import freeze, read_fingerprint, read_release, verify, verifying
from ocindex.release.manifest import manifest_text
from ocindex.vocabulary import SCOPES, SIMULATED, Edition, Printed
from support.frameworks import OWN, countries_of, edition_of, framework_of


@pytest.fixture(scope="module")
def pair(simulated_editions: tuple[Edition, ...]) -> tuple[Edition, ...]:
    """Two editions of different frameworks, twelve countries each."""
    return tuple(first_countries(edition, 12) for edition in simulated_editions[:2])


def first_countries(edition: Edition, count: int) -> Edition:
    kept = {c.iso3 for c in edition.countries[:count]}
    return replace(
        edition,
        countries=edition.countries[:count],
        units=edition.units[:count],
        complete=False,
        ratings=(),
        narratives={key: n for key, n in edition.narratives.items() if key[0] in kept},
    )


@pytest.fixture(scope="module")
def frozen(pair: tuple[Edition, ...], tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("frozen") / "release"
    freeze(pair, folder)
    return folder


@pytest.fixture
def release(frozen: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(frozen, tmp_path / "release"))


def files_of(folder: Path) -> dict[str, bytes]:
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def test_the_same_editions_in_any_order_freeze_to_the_same_bytes(
    pair: tuple[Edition, ...], frozen: Path, tmp_path: Path
) -> None:
    freeze(tuple(reversed(pair)), tmp_path / "again")
    assert files_of(tmp_path / "again") == files_of(frozen)


def test_verify_computes_every_table_anew(frozen: Path) -> None:
    found = verify(frozen)
    assert found.files == len(files_of(frozen))
    assert found.tables == len(list((frozen / "tables").iterdir()))
    assert found.fingerprint == read_fingerprint(frozen)


def test_any_changed_byte_of_any_file_is_found(release: Path) -> None:
    rng = random.Random(1)
    for name, content in files_of(release).items():
        place = rng.randrange(len(content))
        changed = bytearray(content)
        changed[place] ^= 1 << rng.randrange(8)
        (release / name).write_bytes(changed)
        with pytest.raises(ReleaseError) as caught:
            verify(release)
        if name != "MANIFEST.sha256":
            assert [fault.file for fault in caught.value.faults] == [str(release / name)]
        (release / name).write_bytes(content)
    verify(release)


def test_removed_and_added_files_are_found_together(release: Path) -> None:
    (release / "tables" / "scores.csv").unlink()
    (release / "tables" / "more.csv").write_text("x")
    with pytest.raises(ReleaseError) as caught:
        verify(release)
    rules = [fault.rule for fault in caught.value.faults]
    assert rules == [
        "The file was frozen, and is missing",
        "The file was not there when the release was frozen",
    ]


def test_a_manifest_out_of_order_is_found(release: Path) -> None:
    manifest = release / "MANIFEST.sha256"
    lines = manifest.read_text().splitlines(keepends=True)
    manifest.write_text("".join(reversed(lines)))
    with pytest.raises(ReleaseError, match="manifest itself has changed"):
        verify(release)


def test_a_missing_manifest_and_a_folder_that_is_no_release_are_told(
    release: Path, tmp_path: Path
) -> None:
    (release / "MANIFEST.sha256").unlink()
    with pytest.raises(ReleaseError, match="manifest is missing"):
        verify(release)
    with pytest.raises(ReleaseError, match=r"holds release\.json"):
        read_release(tmp_path)


def test_a_figure_that_does_not_follow_is_found_though_the_checksums_hold(release: Path) -> None:
    table = release / "tables" / "scores.csv"
    table.write_text(table.read_text().replace("Moderate", "Severe", 1))
    (release / "MANIFEST.sha256").write_text(manifest_text(release))
    with pytest.raises(ReleaseError, match="do not follow from the editions"):
        verify(release)


def test_a_table_that_was_never_frozen_is_missed(release: Path) -> None:
    (release / "tables" / "correlations.csv").unlink()
    refit(release)
    with pytest.raises(ReleaseError, match="do not follow from the editions") as caught:
        verify(release)
    assert [Path(fault.file).name for fault in caught.value.faults] == ["correlations.csv"]


def test_a_release_of_another_format_says_what_to_do(release: Path) -> None:
    marker = release / "release.json"
    marker.write_text(marker.read_text().replace('"format": 2', '"format": 1'))
    refit(release)
    with pytest.raises(ReleaseError, match=r"of format 1; this version reads 2") as caught:
        read_release(release)
    assert "ocindex release" in caught.value.faults[0].remedy


def test_tables_of_another_version_are_not_computed_anew(
    release: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verifying, "__version__", "99")
    assert verify(release).tables == 0


def test_read_release_refuses_a_changed_release(release: Path) -> None:
    (release / "release.json").write_text("{}")
    with pytest.raises(ReleaseError, match="has changed"):
        read_release(release)


def test_what_is_read_back_is_what_was_computed(pair: tuple[Edition, ...], frozen: Path) -> None:
    release = read_release(frozen)
    assert [edition.id for edition in release.editions] == ["2021", "2023"]
    assert release.latest.id == "2023"
    assert release.simulated
    earlier, later = (build(edition) for edition in pair)
    comparison = compare(later, earlier)
    released = release.by_id["2023"]
    assert released.against == ("2021",)
    for iso3, record in released.countries.items():
        assert record.quadrant == later.quadrant(iso3)
        assert record.narratives["en"] == pair[1].narratives[iso3, "en"]
        for node, figure in record.figures.items():
            assert Fraction(figure.exact) == later.score(iso3, node)
            assert figure.display == later.display(iso3, node)
            assert figure.band == later.band(iso3, node)
            for scope in SCOPES:
                standing = figure.rank[scope]
                assert (standing.rank, standing.of) == later.rank_of(iso3, node, scope)
            change = comparison.change(iso3, node)
            found = record.changes["2021"].get(node)
            assert (found is None) == (change is None)
            if found and change:
                assert found.change == float(change.published)
                parts = sum((Fraction(part.exact) for part in found.parts), Fraction(0))
                assert parts in (change.published, 0)
    computed = correlations(later)
    assert len(released.correlations) == len(computed) > 100
    for read, found in zip(released.correlations, computed, strict=True):
        assert (read.node, read.other, read.n) == (found.node, found.other, 12)
        assert (read.pearson, read.spearman) == (found.pearson, found.spearman)
        assert abs(float(read.pearson_display) - found.pearson) <= 0.005 + 1e-12
        assert abs(float(read.spearman_display) - found.spearman) <= 0.005 + 1e-12
    world = next(group for group in released.groups if group.scope == "world")
    assert len(world.countries) == 12
    node = later.nodes[0].id
    assert Fraction(world.figures[node].exact) == later.group_score(later.groups[0], node)


def test_components_that_changed_come_with_their_parts(frozen: Path) -> None:
    released = read_release(frozen).by_id["2023"]
    for record in released.countries.values():
        change = record.changes["2021"]["criminality"]
        total = sum((Fraction(part.exact) for part in change.parts), Fraction(0))
        assert float(total) == change.change
        assert "framework" in {part.part for part in change.parts}


def test_every_table_of_simulated_data_says_so_in_every_line(frozen: Path) -> None:
    assert json.loads((frozen / "release.json").read_text())["simulated"] is True
    for path in (frozen / "tables").iterdir():
        with path.open(newline="") as file:
            assert {row["notice"] for row in csv.DictReader(file)} <= {SIMULATED}


def test_a_printed_figure_that_differs_is_refused(
    pair: tuple[Edition, ...], tmp_path: Path
) -> None:
    iso3 = pair[0].countries[0].iso3
    wrong = replace(pair[0], printed=(Printed(iso3, "criminality", "score", "9.99"),))
    with pytest.raises(InputError, match=r"printed 9\.99, computed"):
        freeze([wrong], tmp_path / "release")
    assert not (tmp_path / "release").exists()


def test_printed_figures_are_kept_with_their_verdict(
    pair: tuple[Edition, ...], tmp_path: Path
) -> None:
    result: Result = build(pair[0])
    iso3 = pair[0].countries[0].iso3
    printed = (
        Printed(iso3, "criminality", "score", result.display(iso3, "criminality")),
        Printed(iso3, "criminality", "rank_world", "127", 193),
    )
    freeze([replace(pair[0], printed=printed)], tmp_path / "release")
    with (tmp_path / "release" / "tables" / "checks.csv").open(newline="") as file:
        assert [row["verdict"] for row in csv.DictReader(file)] == ["agrees", "as published"]
    figure = read_release(tmp_path / "release").latest.countries[iso3].figures["criminality"]
    assert figure.rank["world"].as_published
    assert (figure.rank["world"].rank, figure.rank["world"].of) == (127, 193)
    assert not figure.rank["region"].as_published


def test_no_edition_and_the_same_edition_twice_are_wrong_use(
    pair: tuple[Edition, ...], tmp_path: Path
) -> None:
    with pytest.raises(RequestError, match="at least one"):
        freeze([], tmp_path / "release")
    with pytest.raises(RequestError, match="'2021' was given 2 times"):
        freeze([pair[0], pair[0]], tmp_path / "release")


def test_a_release_is_replaced_only_when_asked(pair: tuple[Edition, ...], release: Path) -> None:
    before = files_of(release)
    freeze(pair, release)
    with pytest.raises(OutputError, match="differs"):
        freeze(pair[:1], release)
    assert files_of(release) == before
    freeze(pair[:1], release, replace=True)
    assert [edition.id for edition in read_release(release).editions] == ["2021"]


def test_editions_of_other_scales_stand_side_by_side_without_changes(
    pair: tuple[Edition, ...], tmp_path: Path
) -> None:
    framework = framework_of(OWN, tmp_path)
    own_edition = edition_of(framework, countries_of(2), [[1, 2, 3, 4, 5], [6, 7, 8, 9, 10]], 2024)
    freeze([pair[0], own_edition], tmp_path / "release")
    release = read_release(tmp_path / "release")
    assert release.by_id[own_edition.id].against == ()
    names = {path.name for path in (tmp_path / "release" / "frameworks").iterdir()}
    assert names == {"ocindex-2021.toml", "ocindex-countries.csv"}
    assert (tmp_path / "release" / "editions" / own_edition.id / "framework.toml").is_file()


def test_a_frozen_edition_is_the_edition_byte_for_byte(
    pair: tuple[Edition, ...], frozen: Path, tmp_path: Path
) -> None:
    write_edition(pair[1], tmp_path / "2023")
    assert files_of(frozen / "editions" / "2023") == files_of(tmp_path / "2023")


def refit(release: Path) -> None:
    """A manifest that fits, so that only what the files say is at fault."""
    (release / "MANIFEST.sha256").write_text(manifest_text(release))


def test_a_release_that_does_not_say_what_made_it(release: Path) -> None:
    (release / "release.json").write_text("{}")
    refit(release)
    with pytest.raises(ReleaseError, match="does not say what made it"):
        verify(release)
    with pytest.raises(ReleaseError, match="missing or damaged"):
        read_release(release)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (r"^2023,AFG.*\n", "", "scores of "),
        (r"^edition,iso3,node", "edition,iso3,knot", "missing or damaged"),
        (r"(?<=,)\d+,193(?=,)|(?<=,)1,12(?=,)", "x,12", "invalid literal"),
    ],
)
def test_tables_that_lack_what_they_should_hold(
    release: Path, old: str, new: str, said: str
) -> None:
    table = release / "tables" / "scores.csv"
    iso3 = read_release(release).latest.edition.countries[0].iso3
    text = table.read_text()
    changed = re.sub(old.replace("AFG", f"{iso3},criminality"), new, text, flags=re.MULTILINE)
    assert changed != text
    table.write_text(changed)
    refit(release)
    with pytest.raises(ReleaseError, match=said):
        read_release(release)
