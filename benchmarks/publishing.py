"""A release to pages and PDF profiles, in process, on a made-up edition."""

from __future__ import annotations

import atexit
import itertools
import tempfile
from pathlib import Path

import numpy as np
import typst

from benchmarks.measuring import Bench, cpu_of
from ocindex import bundled_framework, freeze, publish_release, read_release, simulate
from ocindex.publish.profile import render_card, render_profiles
from ocindex.release import Release

SOME = 12


def benches() -> list[Bench]:
    scratch = tempfile.TemporaryDirectory()
    atexit.register(scratch.cleanup)
    folder = Path(scratch.name)
    freeze([simulate(bundled_framework("ocindex-2025"), seed=1)], folder / "release")
    release = read_release(folder / "release")
    numbers = np.random.default_rng(2).random(20_000)
    rounds = itertools.count()
    return [
        Bench(
            "a page of the site, its share of data files with it",
            lambda: 1e3 * page(folder, next(rounds)),
            lambda: 1e3 * cpu_of(lambda: np.sort(numbers), repeats=50),
            "sort 20,000 doubles",
            bar=10,
            unit="ms",
            rounds=3,
        ),
        Bench(
            "a PDF profile with short texts",
            lambda: profile(release),
            lambda: cpu_of(lambda: typst.compile(b"= A title and a line\n"), repeats=5),
            "a PDF of one line",
            bar=0.18,
            rounds=3,
        ),
        Bench(
            "a social card",
            lambda: 1e3 * card(release),
            lambda: 1e3 * cpu_of(lambda: np.sort(numbers), repeats=50),
            "sort 20,000 doubles",
            bar=40,
            unit="ms",
            rounds=3,
        ),
    ]


def page(folder: Path, number: int) -> float:
    """CPU seconds a page, data files included."""
    site = folder / f"site{number}"
    spent = cpu_of(lambda: publish_release(folder / "release", site, profiles=False, processes=1))
    return spent / len(list(site.rglob("*.html")))


def profile(release: Release) -> float:
    """CPU seconds a profile."""
    countries = list(release.latest.countries)[:SOME]
    return cpu_of(lambda: list(render_profiles(release, release.latest.id, countries))) / SOME


def card(release: Release) -> float:
    """CPU seconds a social card."""
    countries = list(release.latest.countries)[:SOME]
    edition = release.latest.id
    return cpu_of(lambda: [render_card(release, edition, iso3) for iso3 in countries]) / SOME
