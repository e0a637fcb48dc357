"""Every command on made-up editions: what it prints, and its exit status."""

from __future__ import annotations

import csv
import io
import json
import re
import resource
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import polars as pl
import pytest

from ocindex.cli.app import COMMANDS, app
from ocindex.edition import write_edition
from ocindex.index import build
from ocindex.vocabulary import SIMULATED, Edition
from support.terminal import Command, process

REGION = "Central Asia and the Caucasus"


@pytest.fixture(scope="module")
def editions(
    simulated_editions: tuple[Edition, ...], tmp_path_factory: pytest.TempPathFactory
) -> Path:
    folder = tmp_path_factory.mktemp("editions")
    for edition in simulated_editions[:2]:
        write_edition(edition, folder / edition.id)
    return folder


def table(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_help_names_every_command_in_the_words_of_the_command(ocindex: Command) -> None:
    said = ocindex("--help")
    assert said.code == 0
    for name, words in COMMANDS.items():
        assert name in said.out
        command = app.get_command(None, name)  # type: ignore[arg-type]
        assert command is not None
        first = (command.help or "").splitlines()[0]
        assert words.split()[0] == first.split()[0], name


@pytest.mark.parametrize(
    "arguments", [[name] for name in COMMANDS] + [["intake", "workbook"], ["intake", "profile"]]
)
def test_every_help_shows_an_example_that_names_the_command(
    ocindex: Command, arguments: list[str]
) -> None:
    said = ocindex(*arguments, "--help")
    assert said.code == 0
    example = said.out.split("Example:")[1]
    assert re.search(rf"^ +ocindex {' '.join(arguments)}", example, re.MULTILINE)


def test_help_imports_neither_numpy_nor_polars() -> None:
    code = """
import sys
from ocindex.cli import main
try:
    main(["--help"])
finally:
    print(sorted({"numpy", "polars", "rich"} & set(sys.modules)))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_show_gives_the_documented_json(
    ocindex: Command, editions: Path, simulated_editions: tuple[Edition, ...]
) -> None:
    said = ocindex("show", editions / "2023", "KAZ", "--format", "json")
    content = json.loads(said.out)
    assert set(content) == {"iso3", "country", "edition", "nodes", "quadrant"}
    result = build(simulated_editions[1])
    assert list(content["nodes"]) == [node.id for node in result.nodes]
    node = content["nodes"]["criminality"]
    assert set(node) == {"score", "display", "band", "rank", "change"}
    assert node["score"] == repr(float(result.score("KAZ", "criminality")))
    assert node["rank"]["region"] == list(result.rank_of("KAZ", "criminality", "region"))
    assert node["change"] is None


def test_show_against_an_earlier_edition_gives_changes_and_none_for_new_indicators(
    ocindex: Command, editions: Path
) -> None:
    arguments = ("show", editions / "2023", "kaz", "--against", editions / "2021")
    nodes = json.loads(ocindex(*arguments, "--format", "json").out)["nodes"]
    assert nodes["financial_crimes"]["change"] is None
    assert nodes["criminality"]["change"]["against"] == "2021"
    rows = table(ocindex(*arguments, "--format", "csv").out)
    assert rows[0]["change_display"] == nodes["criminality"]["change"]["display"]
    text = ocindex(*arguments, "--format", "table").out
    assert "Kazakhstan (KAZ)" in text
    assert "n/a" in text
    said = ocindex(*arguments)
    assert said.err == f"{SIMULATED}\n"
    assert "Change" not in ocindex("show", editions / "2023", "KAZ", "--format", "table").out


def test_rank_prints_the_documented_columns_sorted(ocindex: Command, editions: Path) -> None:
    said = ocindex("rank", editions / "2023", "--by", "criminality", "--within", "region")
    rows = table(said.out)
    assert list(rows[0]) == ["rank", "of", "iso3", "country", "scope", "score", "display"]
    ours = [row for row in rows if row["scope"] == REGION]
    assert {row["of"] for row in ours} == {"8"}
    scores = [float(row["score"]) for row in ours]
    assert scores == sorted(scores, reverse=True)
    assert ours[0]["rank"] == "1"
    world = json.loads(
        ocindex("rank", editions / "2023", "--by", "prevention", "--format", "json").out
    )
    assert {row["scope"] for row in world} == {"World"}
    assert (
        "prevention"
        in ocindex("rank", editions / "2023", "--by", "prevention", "--format", "table").out
    )


def test_the_parts_of_every_change_add_up_exactly(ocindex: Command, editions: Path) -> None:
    rows = table(ocindex("compare", editions / "2023", editions / "2021", "--format", "csv").out)
    published: dict[tuple[str, str], Fraction] = {}
    parts: dict[tuple[str, str], Fraction] = {}
    for row in rows:
        key = row["iso3"], row["node"]
        if not row["exact"]:
            assert row["display"] == "n/a"
        elif row["part"] == "published":
            published[key] = Fraction(row["exact"])
        elif row["part"] != "comparable":
            parts[key] = parts.get(key, Fraction(0)) + Fraction(row["exact"])
    assert published == parts
    assert len(published) == 193 * 30


def test_compare_reads_the_same_in_every_format(ocindex: Command, editions: Path) -> None:
    both = (editions / "2021", editions / "2023")
    content = json.loads(ocindex("compare", *both, "KAZ", "--format", "json").out)
    assert (content["earlier"], content["later"]) == ("2021", "2023")
    change = content["countries"]["KAZ"]["criminality"]
    text = ocindex("compare", *both, "KAZ", "--format", "table").out
    assert change["published"]["display"] in text
    assert "Change of the framework" in text
    assert content["countries"]["KAZ"]["financial_crimes"] is None
    assert "Kazakhstan" in ocindex("compare", *both, "--format", "table").out


@pytest.mark.parametrize("ending", ["csv", "parquet", "json", "xlsx"])
def test_compute_writes_all_results_and_says_when_they_are_simulated(
    ocindex: Command, editions: Path, tmp_path: Path, ending: str
) -> None:
    out = tmp_path / f"results.{ending}"
    said = ocindex("compute", editions / "2023", "--out", out)
    assert said.code == 0
    readers = {"csv": pl.read_csv, "parquet": pl.read_parquet, "json": pl.read_json}
    if ending in readers:
        frame = readers[ending](out)
        columns = ["edition", "iso3", "node", "score", "display", "rank_world", "rank_continent"]
        assert frame.columns == [*columns, "rank_region", "band", "notice"]
        assert set(frame["notice"]) == {SIMULATED}
        assert len(frame) == (193 + 1 + 5 + 22) * 36
        assert f"region:{REGION}" in set(frame["iso3"])
    else:
        assert out.read_bytes().startswith(b"PK")
    assert f"{7956:,} rows" in said.out


def test_compute_to_an_unknown_format_is_wrong_use(ocindex: Command, editions: Path) -> None:
    said = ocindex("compute", editions / "2023", "--out", "results.doc")
    assert said.code == 2
    assert ".parquet" in said.err


@pytest.mark.usefixtures("quick_fits")
def test_release_and_verify(ocindex: Command, editions: Path, tmp_path: Path) -> None:
    made = ocindex("release", editions / "2021", editions / "2023", "--out", tmp_path / "release")
    assert made.code == 0
    verified = ocindex("verify", tmp_path / "release")
    assert verified.code == 0
    fingerprint = made.out.split()[-1]
    assert fingerprint in verified.out
    table = tmp_path / "release" / "tables" / "scores.csv"
    table.write_bytes(table.read_bytes().replace(b"4", b"5", 1))
    broken = ocindex("verify", tmp_path / "release")
    assert broken.code == 1
    assert "scores.csv: The file has changed" in broken.err


def test_check_lists_all_faults_of_all_editions_and_what_is_in_order(
    ocindex: Command, editions: Path, tmp_path: Path
) -> None:
    said = ocindex("check", editions / "2021", editions / "2023")
    assert said.code == 0
    assert said.out.count("no faults") == 2
    for name in ("one", "other"):
        folder = tmp_path / name
        folder.mkdir()
        for file in (editions / "2023").glob("*.*"):
            (folder / file.name).write_bytes(file.read_bytes())
        scores = folder / "scores.csv"
        text = re.sub(r"(AGO,human_trafficking),.*", r"\1,4.3", scores.read_text())
        scores.write_text(re.sub(r"(AGO,human_smuggling),.*", r"\1,eleven", text))
    said = ocindex("check", tmp_path / "one", editions / "2021", tmp_path / "other")
    assert said.code == 1
    assert said.out.count("no faults") == 1
    assert said.err.count("found: '4.3'") == 2
    assert said.err.count("found: 'eleven'") == 2
    assert "4 faults found." in said.err
    assert "line 2, column score" in said.err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("show", "2023", "QQQ"), "No country 'QQQ'"),
        (("rank", "2023", "--by", "crime"), "No node 'crime'"),
        (("rank", "2023", "--by", "criminality", "--within", "galaxy"), "galaxy"),
        (("compare", "2021"), "Missing argument"),
        (("nonsense",), "No such command"),
        (("simulate", "--out", "x", "--seed", "-1"), "-1"),
    ],
)
def test_wrong_use_exits_2(
    ocindex: Command, editions: Path, arguments: tuple[str, ...], message: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.chdir(editions)
    said = ocindex(*arguments)
    assert said.code == 2
    assert message in said.err
    assert "Traceback" not in said.err


def test_a_folder_that_is_no_edition_exits_1(ocindex: Command, tmp_path: Path) -> None:
    said = ocindex("show", tmp_path, "KAZ")
    assert said.code == 1
    assert "holds edition.toml" in said.err
    assert "1 fault found." in said.err


def test_simulate_writes_an_edition_that_checks_and_the_same_seed_the_same_bytes(
    ocindex: Command, tmp_path: Path
) -> None:
    for name in ("one", "other"):
        assert ocindex("simulate", "--out", tmp_path / name, "--seed", 5, "--quiet").out == ""
    assert ocindex("check", tmp_path / "one").code == 0
    for path in (tmp_path / "one").rglob("*.*"):
        twin = tmp_path / "other" / path.relative_to(tmp_path / "one")
        assert path.is_dir() or path.read_bytes() == twin.read_bytes()
    again = ocindex("simulate", "--out", tmp_path / "one", "--seed", 6)
    assert again.code == 1
    assert "--replace" in again.err
    assert ocindex("simulate", "--out", tmp_path / "one", "--seed", 6, "--replace").code == 0


def test_intake_of_the_real_workbook(ocindex: Command, workbook: Path, tmp_path: Path) -> None:
    said = ocindex("intake", "workbook", workbook, "--out", tmp_path / "editions", "-v")
    assert said.code == 0
    assert "2,316 published averages checked, 0 differ" in said.out
    assert "SHA-256" in said.err
    again = ocindex("intake", "workbook", workbook, "--out", tmp_path / "editions")
    assert again.code == 0
    found = json.loads(ocindex("show", tmp_path / "editions/2023", "KAZ", "--format", "json").out)
    node = found["nodes"]["criminality"]
    assert node["display"] == "4.47"
    assert node["rank"] == {"world": [127, 193], "continent": [34, 46], "region": [5, 8]}


def test_a_reader_that_leaves_early_is_no_error(editions: Path) -> None:
    command = [sys.executable, "-m", "ocindex.cli", "compare", "2021", "2023", "--format", "csv"]
    with subprocess.Popen(
        command, cwd=editions, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as child:
        assert child.stdout
        assert child.stderr
        child.stdout.readline()
        child.stdout.close()
        error = child.stderr.read()
        assert child.wait() == 0
    assert error.decode() == f"{SIMULATED}\n"


def test_a_full_disk_leaves_the_old_file(editions: Path, tmp_path: Path) -> None:
    out = tmp_path / "results.csv"
    out.write_text("old")

    def small() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, 10_000))

    command = [sys.executable, "-m", "ocindex.cli", "compute", str(editions / "2023")]
    done = subprocess.run(
        [*command, "--out", str(out)], preexec_fn=small, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1, done.stderr
    assert "cannot be written" in done.stderr
    assert out.read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["results.csv"]


def test_the_module_runs_as_the_command_does() -> None:
    assert "ocindex, version" in process("--version").out
