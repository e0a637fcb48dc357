"""`ocindex audit`, `uncertainty` and `what-if`."""

from __future__ import annotations

import csv
import io
import json
import sys
from dataclasses import replace
from pathlib import Path

import pytest

import ocindex as package
from ocindex import charts
from ocindex.errors import RequestError
from ocindex.framework import framework_text
from ocindex.stressing import KIND
from ocindex.vocabulary import Denominator, Edition, Grouping
from support.measured import FRAMEWORK, made_edition, made_values
from support.terminal import Command

METHOD = "[normalise]\nlow = 1\n"
GEOMETRIC = f'{METHOD}[aggregate]\nby = "geometric"\n'


@pytest.fixture
def edition(tmp_path: Path) -> Path:
    """A folder of the made-up measured edition."""
    return written(tmp_path / "made")


def written(folder: Path, seed: int = 1) -> Path:
    full = replace(
        FRAMEWORK,
        denominators=(Denominator("area", "Area"), Denominator("wealth", "Wealth")),
        groupings=(Grouping("size", "Size"),), reference="framework.toml",
    )  # fmt: skip
    full = replace(full, files={"framework.toml": framework_text(full)})
    package.write_edition(made_edition(made_values(seed), full), folder)
    return folder


@pytest.fixture
def method(tmp_path: Path) -> Path:
    path = tmp_path / "m.toml"
    path.write_text(METHOD, "utf-8")
    return path


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_uncertainty_writes_tables_charts_and_a_report(
    ocindex: Command, edition: Path, method: Path, tmp_path: Path
) -> None:
    out, before = tmp_path / "trust", written(tmp_path / "before", 2)
    words = [
        "uncertainty", edition, "--method", method, "--before", before, "--draws", 400,
        "--normalise", "min-max low=1 high=100,z-score mean=10 deviation=2",
        "--aggregate", "arithmetic,geometric", "--top", 3, "--node", "all", "--points", 64,
        "--out", out,
    ]  # fmt: skip
    done = ocindex(*words)
    assert (done.code, done.err) == (0, "")
    assert {path.name for path in out.iterdir()} == KIND.own - {"bounds.csv", "pairs.csv"}
    assert done.out == (out / "report.txt").read_text("utf-8")
    assert "Estimated, not exact" in done.out
    found = rows((out / "ranks.csv").read_text("utf-8"))
    assert {row["node"] for row in found} == {"index", "reach", "cost"}
    assert 0 <= float(found[0]["higher"]) <= 1
    assert (out / "intervals.svg").read_text("utf-8").startswith("<svg")
    files = {path.name: path.read_bytes() for path in out.iterdir()}
    again = ocindex(*words)
    assert (again.code, again.err) == (0, "")
    assert files == {path.name: path.read_bytes() for path in out.iterdir()}
    other = ocindex(*words, "--seed", 2)
    assert other.code == 1
    assert "--replace" in other.err
    assert ocindex(*words, "--seed", 2, "--replace", "--quiet").out == ""


def test_bounds_and_pairs_where_weights_alone_vary(
    ocindex: Command, edition: Path, method: Path, tmp_path: Path
) -> None:
    out = tmp_path / "t"
    words = ["uncertainty", edition, "--method", method, "--draws", 300, "--pairs", "--out", out]
    done = ocindex(*words)
    assert "bounds.csv is exact" in done.out
    bounds, ranks = (
        {row["iso3"]: row for row in rows((out / f"{name}.csv").read_text("utf-8"))}
        for name in ("bounds", "ranks")
    )
    for code, row in bounds.items():
        assert int(row["best"]) <= int(ranks[code]["low"])
        assert int(ranks[code]["high"]) <= int(row["worst"])
    (first, *_) = rows((out / "pairs.csv").read_text("utf-8"))
    assert list(first) == ["node", "iso3", *bounds]
    method.write_text(GEOMETRIC, "utf-8")
    assert ocindex(*words, "--replace").code == 0
    assert not (out / "bounds.csv").exists()


def test_exact_indices_where_only_steps_vary(
    ocindex: Command, edition: Path, method: Path, tmp_path: Path
) -> None:
    done = ocindex(
        "uncertainty", edition, "--method", method, "--weights", "0", "--draws", 100,
        "--normalise", "min-max low=1", "--normalise", "z-score mean=10 deviation=2",
        "--aggregate", "arithmetic,owa order=[3,2,1]", "--out", tmp_path / "t",
    )  # fmt: skip
    assert done.code == 1  # two children and three weights of order
    assert "importance a child" in done.err
    done = ocindex(
        "uncertainty", edition, "--method", method, "--weights", "0", "--draws", 100,
        "--aggregate", "arithmetic,median", "--out", tmp_path / "t",
    )  # fmt: skip
    assert "Exact: all 2 combinations" in done.out
    assert "built anew, since an aggregation is no weighted mean" in done.out


def test_without_a_method_scores_are_means_of_means(
    ocindex: Command, small_edition: Edition, tmp_path: Path
) -> None:
    package.write_edition(small_edition, tmp_path / "e")
    done = ocindex(
        "uncertainty", tmp_path / "e", "--weights", "simplex", "--draws", 200, "--out",
        tmp_path / "t",
    )  # fmt: skip
    assert done.code == 0
    assert "Simulated" in done.err or "made up" in done.err
    assert "uniform within 0.5 " in done.out
    sure = ocindex(
        "uncertainty", tmp_path / "e", "--scores", 0, "--weights", 0, "--draws", 4, "--out",
        tmp_path / "s",
    )  # fmt: skip
    assert "No sensitivity: Nothing varies" in sure.out
    assert not (tmp_path / "s" / "sensitivity.csv").exists()


def test_without_the_extra_there_are_no_charts(
    ocindex: Command, edition: Path, method: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise RequestError("Charts need jinja2.")

    monkeypatch.setattr(charts, "rank_intervals", refuse)
    out = tmp_path / "t"
    done = ocindex("uncertainty", edition, "--method", method, "--draws", 50, "--out", out)
    assert "No charts: Charts need jinja2." in done.out
    assert not list(out.glob("*.svg"))


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["--weights", "2"], 2, "0<=x<=1"),
        (["--weights", "any"], 2, "not a valid"),
        (["--node", "roads"], 2, "No component 'roads'"),
        (["--normalise", "min-mox"], 1, "min-mox"),
        (["--exclude", "9"], 2, "cannot be left out"),
        (["--aggregate", "copeland", "--workers", "2"], 2, "Leave out: workers"),
    ],
)
def test_what_cannot_be_asked(
    ocindex: Command, edition: Path, method: Path, tmp_path: Path,
    words: list[str], code: int, said: str,
) -> None:  # fmt: skip
    done = ocindex("uncertainty", edition, "--method", method, "--out", tmp_path / "t", *words)
    assert done.code == code
    assert said in done.err
    assert not (tmp_path / "t").exists()


def test_measured_indicators_need_a_method(ocindex: Command, edition: Path, tmp_path: Path) -> None:
    done = ocindex("uncertainty", edition, "--out", tmp_path / "t")
    assert done.code == 2
    assert "--method" in done.err


def test_what_if_another_method(
    ocindex: Command, edition: Path, method: Path, tmp_path: Path
) -> None:
    change = tmp_path / "g.toml"
    change.write_text(GEOMETRIC, "utf-8")
    words = ["what-if", edition, "--method", method, "--change", change]
    done = ocindex(*words)
    found = rows(done.out)
    assert len(found) == 12
    assert set(found[0]) == {
        "node", "iso3", "country", "score", "score_then", "rank", "rank_then", "shift",
    }  # fmt: skip
    whole = json.loads(ocindex(*words, "--node", "reach", "--format", "json").out)
    assert {row["node"] for row in whole} == {"reach"}
    shown = ocindex(*words, "--format", "table").out
    assert "aggregate: arithmetic -> geometric" in shown
    assert ocindex(*words, "--node", "rail").code == 2


def test_what_if_one_is_to_overtake_another(
    ocindex: Command, edition: Path, method: Path, small_edition: Edition, tmp_path: Path
) -> None:
    built = package.build(package.read_edition(edition), package.Method.from_toml(method))
    order = built.ranks.sort("index")["iso3"].to_list()
    words = ["what-if", edition, "--method", method, "--above", order[1].lower(), "--of", order[0]]
    answer = built.overtake(order[1], order[0])
    assert answer.weights is not None
    found = rows(ocindex(*words).out)
    assert [float(row["then"]) for row in found] == answer.weights["weight_then"].to_list()
    assert json.loads(ocindex(*words, "--format", "json").out)[0]["kind"] == "weight"
    assert ocindex(*words, "--format", "table").out == answer.report()
    package.write_edition(small_edition, tmp_path / "e")
    best = package.build(small_edition, package.Method()).ranks.sort("resilience")["iso3"].to_list()
    scored = ocindex(
        "what-if", tmp_path / "e", "--above", best[-1], "--of", best[0], "--node", "resilience"
    )
    assert {row["kind"] for row in rows(scored.out)} >= {"score"}


def test_what_if_of_nothing(ocindex: Command, edition: Path, method: Path) -> None:
    for words in ([], ["--above", "C01"], ["--above", "C01", "--of", "C02", "--change", method]):
        done = ocindex("what-if", edition, "--method", method, *words)
        assert done.code == 2
        assert "--change, or --above and --of" in done.err


def test_audit_writes_a_report(
    ocindex: Command, edition: Path, method: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out, beside = tmp_path / "audit", tmp_path / "gdp.csv"
    lines = ["iso3,gdp", *(f"C{i:02},{i + 1}" for i in range(12))]
    beside.write_text("\n".join(lines), "utf-8")
    words = ["audit", edition, "--method", method, "--draws", 200, "--out", out]
    done = ocindex(*words, "--outside", beside)
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith(f"{out}: ")
    assert {path.name for path in out.iterdir()} == {"index.html", "audit.pdf", "data"}
    assert "gdp" in (out / "data" / "outside.csv").read_text("utf-8")
    assert ocindex(*words, "--outside", tmp_path / "none.csv").code == 1
    beside.write_text("code,gdp\nC01,1\n", "utf-8")
    assert "iso3" in ocindex(*words, "--outside", beside).err
    monkeypatch.setitem(sys.modules, "ocindex.publish.audit", None)
    missing = ocindex(*words)
    assert missing.code == 2
    assert "ocindex[publish]" in missing.err


@pytest.mark.parametrize("command", ["build", "audit", "uncertainty"])
def test_a_method_that_does_not_fit_is_named_by_its_file(
    command: str, ocindex: Command, edition: Path, tmp_path: Path
) -> None:
    file = tmp_path / "misfit.toml"
    file.write_text('[normalise]\nby = "min-max"\n[weights]\nby = "given"\nvalues = { bog = 1 }\n')
    said = ocindex(command, edition, "--method", file, "--out", tmp_path / "out.csv")
    assert said.code == 1
    assert f"{file}, weights: The framework has no such node (found: 'bog')" in said.err
