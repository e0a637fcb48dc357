"""What is written is read back, and written again to the same bytes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import numpy as np
import pytest

from ocindex.edition import read_edition, write_edition
from ocindex.errors import FrameworkError, OutputError
from ocindex.vocabulary import Edition, Narrative
from support.editing import contents, written

FIELDS = (
    "id", "title", "year", "countries", "complete", "simulated", "attribution", "origin",
    "credits", "notices", "printed", "ratings", "facts", "sources",
)  # fmt: skip


def again(folder: Path, tmp_path: Path) -> Path:
    write_edition(read_edition(folder), tmp_path / "again")
    return tmp_path / "again"


def test_every_field_comes_back(full: Edition, folder: Path) -> None:
    back = read_edition(folder)
    for field in FIELDS:
        assert getattr(back, field) == getattr(full, field), field
    assert np.array_equal(back.units, full.units)
    assert not back.units.flags.writeable
    assert back.framework.files == full.framework.files
    assert {k: dict(n.sections) for k, n in back.narratives.items()} == {
        k: dict(n.sections) for k, n in full.narratives.items()
    }
    assert back.score("AAB", "dams") == 100


def test_the_same_bytes_again(folder: Path, tmp_path: Path) -> None:
    assert contents(again(folder, tmp_path)) == contents(folder)


def test_a_simulated_edition_comes_back(
    simulated_editions: tuple[Edition, ...], tmp_path: Path
) -> None:
    folder = written(simulated_editions[0], tmp_path)
    assert contents(again(folder, tmp_path)) == contents(folder)


def test_the_published_editions_come_back(published: dict, tmp_path: Path) -> None:
    for name, result in published.items():
        write_edition(result.edition, tmp_path / name)
        write_edition(read_edition(tmp_path / name), tmp_path / "again" / name)
        assert contents(tmp_path / name) == contents(tmp_path / "again" / name)


def test_columns_and_lines_in_any_order_give_the_same(folder: Path, tmp_path: Path) -> None:
    for file in ("scores.csv", "facts.csv"):
        header, *lines = (folder / file).read_text().splitlines()
        turned = [",".join(reversed(line.split(","))) for line in (header, *reversed(lines))]
        (folder / file).write_text("\n".join(turned) + "\n\n")
    before = (tmp_path / "plain").exists()
    assert not before
    assert read_edition(folder).score("AAB", "autumn") == 60
    assert read_edition(folder).facts[0].value == "A-Town"


def test_a_byte_order_mark_and_windows_lines_are_read(folder: Path) -> None:
    for file in ("scores.csv", "countries.csv", "edition.toml", "narratives/AAB.en.md"):
        text = (folder / file).read_text()
        (folder / file).write_bytes("\ufeff".encode() + text.replace("\n", "\r\n").encode())
    edition = read_edition(folder)
    assert edition.score("AAA", "spring") == 1
    assert edition.narratives["AAB", "en"].sections["wet"] == ("It rains.", "# It pours.")


def test_texts_are_written_on_one_line(full: Edition, tmp_path: Path) -> None:
    texts = {"wet": ("  one\r\n two ", " ", ""), "dry": ("\n",)}
    narrative = Narrative("AAA", "en", MappingProxyType(texts))
    edition = replace(full, narratives=MappingProxyType({("AAA", "en"): narrative}))
    folder = written(edition, tmp_path)
    assert dict(read_edition(folder).narratives["AAA", "en"].sections) == {"wet": ("one two",)}


def test_a_paragraph_of_several_lines_is_joined(folder: Path) -> None:
    path = folder / "narratives/AAB.en.md"
    path.write_text('# Country\n\n## Wet, and "WETTER"\nOne\n  two\n\nthree\n\n## Dry {#dry}\n')
    assert dict(read_edition(folder).narratives["AAB", "en"].sections) == {
        "wet": ("One two", "three")
    }


def test_an_edition_is_left_alone_unless_it_may_be_replaced(full: Edition, folder: Path) -> None:
    before = contents(folder)
    write_edition(full, folder)
    with pytest.raises(OutputError, match="differs"):
        write_edition(replace(full, title="Other"), folder)
    assert contents(folder) == before
    write_edition(replace(full, title="Other"), folder, replace=True)
    assert read_edition(folder).title == "Other"


def test_a_frameworks_file_must_not_hide_an_editions(full: Edition, tmp_path: Path) -> None:
    files = {**full.framework.files, "countries.csv": "x"}
    framework = replace(full.framework, files=files)
    with pytest.raises(FrameworkError, match=r"countries.csv: .* Rename it"):
        write_edition(replace(full, framework=framework), tmp_path / "new")
    assert not (tmp_path / "new").exists()
