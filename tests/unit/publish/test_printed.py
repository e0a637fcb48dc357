"""Which editions of a release have profiles: all, or those that are named."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from ocindex.errors import RequestError
from ocindex.publish import publish
from ocindex.release import freeze
from ocindex.vocabulary import Edition


@pytest.fixture(scope="module")
def release(small_edition: Edition, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("printed") / "release"
    earlier = replace(small_edition, id="2019", year=2019, title="Index 2019")
    freeze([earlier, replace(small_edition, id="2021", year=2021, title="Index 2021")], folder)
    return folder


def test_profiles_of_one_edition_alone(release: Path, tmp_path: Path) -> None:
    publish(release, tmp_path / "site", printed=["2021"])
    made = {path.relative_to(tmp_path / "site").parts[0] for path in tmp_path.rglob("*.pdf")}
    assert made == {"2021"}
    for page in (tmp_path / "site").rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        if "2019" in page.parts:
            assert '.pdf"' not in text
        elif "country" in page.parts:
            assert '.pdf"' in text


def test_an_edition_that_is_not_there_has_no_profiles(release: Path, tmp_path: Path) -> None:
    with pytest.raises(RequestError, match="no edition '2020'"):
        publish(release, tmp_path / "site", printed=["2020"])
    assert list(tmp_path.iterdir()) == []
