"""What holds of every edition of measured indicators."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from hypothesis import given

from ocindex.edition import read_edition, write_edition
from ocindex.vocabulary import Edition
from support.editing import contents
from support.farms import measured_editions


@given(measured_editions())
def test_an_edition_is_read_as_it_was_written(edition: Edition) -> None:
    with TemporaryDirectory() as name:
        first, second = Path(name) / "first", Path(name) / "second"
        write_edition(edition, first)
        again = read_edition(first)
        write_edition(again, second)
        assert contents(first) == contents(second)
    # Bit for bit: of two zeros, too, each stays what it was.
    assert (
        again.values.tobytes()
        == np.where(np.isnan(edition.values), np.nan, edition.values).tobytes()
    )
    assert again.countries == edition.countries
    assert again.groups == edition.groups
    assert again.framework.nodes == edition.framework.nodes
    assert again.framework.denominators == edition.framework.denominators
