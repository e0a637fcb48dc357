"""Every example of the methodology, answered by the real code."""

from __future__ import annotations

import pytest

from support.specs import Example, all_specs, answer

CASES = [
    pytest.param(example, id=f"{spec.name}-{i}")
    for spec in all_specs()
    for i, example in enumerate(spec.examples, 1)
]


@pytest.mark.parametrize("example", CASES)
def test_the_table_out_is_the_expected_one(example: Example) -> None:
    assert answer(example) == example.expected


def test_the_topics_are_all_there() -> None:
    assert len(all_specs()) == 14
    assert all(spec.prose and spec.examples for spec in all_specs())
