"""The whole flow in a row, and its site served."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from functools import partial
from pathlib import Path

import pytest

from ocindex.simulation import simulate_editions
from ocindex.vocabulary import SIMULATED, Edition
from support.terminal import Command, unmeasured
from support.workbooks import sheets_of, write_workbook


@pytest.fixture
def made_workbook(simulated_editions: tuple[Edition, ...], tmp_path: Path) -> Path:
    return write_workbook(tmp_path / "workbook.xlsx", sheets_of(simulated_editions))


@pytest.fixture
def few_countries(small_edition: Edition, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is simulated covers one region; the README's shell makes all of them."""
    small = partial(simulate_editions, countries=small_edition.countries)
    monkeypatch.setattr("ocindex.simulation.simulate_editions", small)


def test_the_demo_of_a_workbook(
    ocindex: Command, made_workbook: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OCINDEX_WORKBOOK", str(made_workbook))
    out = tmp_path / "demo"
    said = ocindex("demo", "--no-serve", "--no-profiles", "--out", out)
    assert said.code == 0, said.err
    assert "$OCINDEX_WORKBOOK: another version than the one we know" in said.out
    assert "2,316 published averages checked, 0 differ" in said.out
    assert f"ocindex serve {out / 'site'}" in said.out
    page = (out / "site" / "2023" / "en" / "country" / "KAZ" / "index.html").read_text()
    assert "Kazakhstan" in page
    assert SIMULATED not in page
    assert ocindex("verify", out / "release").code == 0


@pytest.mark.usefixtures("quick_fits", "few_countries")
def test_without_any_workbook_simulated_data_stand_in(
    ocindex: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("OCINDEX_WORKBOOK", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("https_proxy", "http://127.0.0.1:1")
    out = tmp_path / "demo"
    said = ocindex("demo", "--no-serve", "--no-profiles", "--out", out)
    assert said.code == 0, said.err
    assert "cannot be fetched" in said.out
    assert f"{SIMULATED} stand in" in said.out
    assert json.loads((out / "release" / "release.json").read_text())["simulated"] is True
    pages = list((out / "site").rglob("*.html"))
    assert len(pages) > 100
    for page in pages:
        assert SIMULATED in page.read_text(), page


def test_a_named_workbook_with_faults_is_not_passed_over(
    ocindex: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OCINDEX_WORKBOOK", str(tmp_path / "nowhere.xlsx"))
    said = ocindex("demo", "--no-serve", "--out", tmp_path / "demo")
    assert said.code == 1
    assert "names a file that does not exist" in said.err
    assert not (tmp_path / "demo").exists()


def test_a_site_is_served_until_it_is_stopped(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<h1>Home</h1>")
    (tmp_path / "404.html").write_text("<h1>Not here</h1>")
    command = [sys.executable, "-u", "-m", "ocindex.cli", "serve", str(tmp_path), "--port", "0"]
    with subprocess.Popen(
        [*command, "-v"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=unmeasured()
    ) as child:
        assert child.stdout
        assert child.stderr
        address = child.stdout.readline().decode().split(" on ")[1].split()[0]
        with urllib.request.urlopen(address) as answer:
            assert answer.read() == b"<h1>Home</h1>"
            assert answer.headers["Cache-Control"] == "no-store"
        for method in ("GET", "HEAD"):
            with pytest.raises(urllib.error.HTTPError, match="404") as caught:
                urllib.request.urlopen(urllib.request.Request(address + "no", method=method))
            assert caught.value.read() == (b"<h1>Not here</h1>" if method == "GET" else b"")
            caught.value.close()
        (tmp_path / "404.html").unlink()
        with pytest.raises(urllib.error.HTTPError, match="404") as caught:
            urllib.request.urlopen(address + "no")
        caught.value.close()
        child.send_signal(signal.SIGINT)
        assert child.stdout.read().endswith(b"Stopped.\n")
        assert b"GET /no" in child.stderr.read()
        assert child.wait() == 0


def test_what_cannot_be_served_is_told(ocindex: Command, tmp_path: Path) -> None:
    said = ocindex("serve", tmp_path)
    assert said.code == 2
    assert "holds no index.html" in said.err
    (tmp_path / "index.html").write_text("")
    command = [sys.executable, "-u", "-m", "ocindex.cli", "serve", str(tmp_path), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=unmeasured()) as child:
        assert child.stdout
        port = child.stdout.readline().decode().split(":")[2].split("/")[0]
        taken = ocindex("serve", tmp_path, "--port", port)
        child.kill()
    assert taken.code == 1
    assert f"Port {port} is taken" in taken.err


def test_without_the_extra_publishing_names_it_before_anything_is_done(
    ocindex: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(sys.modules, "ocindex.publish", raising=False)
    for name in list(sys.modules):
        if name.startswith(("ocindex.publish", "jinja2")):
            monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "jinja2", None)
    said = ocindex("demo", "--no-serve", "--out", tmp_path / "demo")
    assert said.code == 2
    assert "pip install 'ocindex[publish]'" in said.err
    assert not (tmp_path / "demo").exists()
