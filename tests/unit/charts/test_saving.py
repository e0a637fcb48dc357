"""Charts as files: svg, png and pdf, as their suffix says."""

from __future__ import annotations

import struct
from pathlib import Path

import pypdfium2
import pytest

from ocindex import Result, charts
from ocindex.errors import RequestError


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_png_has_two_pixels_a_unit(result: Result, tmp_path: Path, theme: str) -> None:
    chart = charts.strip(result, "KAZ", "criminality")
    chart.save(tmp_path / "strip.png", theme)  # type: ignore[arg-type]
    content = (tmp_path / "strip.png").read_bytes()
    assert content.startswith(b"\x89PNG")
    size = struct.unpack(">II", content[16:24])
    assert size == (2 * chart.size[0], 2 * chart.size[1])


def test_a_pdf_has_the_words_as_text_and_the_same_bytes(result: Result, tmp_path: Path) -> None:
    chart = charts.pyramid(result, "KAZ")
    for name in ("one.pdf", "two.pdf"):
        chart.save(tmp_path / name)
    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "two.pdf").read_bytes()
    document = pypdfium2.PdfDocument(tmp_path / "one.pdf")
    text = document[0].get_textpage().get_text_range()
    document.close()
    assert "Kazakhstan at a glance" in text
    assert result.display("KAZ", "resilience") in text


def test_an_svg_is_written_as_it_is_drawn(result: Result, tmp_path: Path) -> None:
    chart = charts.beeswarm(result, "criminality")
    chart.save(tmp_path / "swarm.svg", "auto")
    assert (tmp_path / "swarm.svg").read_text("utf-8") == chart.svg()


def test_other_kinds_of_file_are_refused(result: Result, tmp_path: Path) -> None:
    chart = charts.beeswarm(result, "criminality")
    with pytest.raises(RequestError, match=r"ends in '.jpg'"):
        chart.save(tmp_path / "swarm.jpg")
    with pytest.raises(RequestError, match="one theme"):
        chart.save(tmp_path / "swarm.png", "auto")
    assert not list(tmp_path.iterdir())
