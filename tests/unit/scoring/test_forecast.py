"""What a fit takes is said before anybody waits for it."""

from __future__ import annotations

import pytest

from ocindex.scoring.forecast import duration, forecast_of


def test_an_assessment_of_the_usual_size_is_not_worth_a_word() -> None:
    assert not forecast_of(28_000, 4, 2000, 2).worth_saying


def test_ten_million_ratings_take_hours() -> None:
    found = forecast_of(10_000_000, 4, 2000, 2)
    assert found.worth_saying
    assert found.sentence.startswith(
        "The model of 10,000,000 ratings takes about 4.4 hours and 6.3 GB of memory or more in 2 "
        "processes"
    )
    assert forecast_of(10_000_000, 4, 1000, 2).seconds == found.seconds / 2
    assert "in 1 process, " in forecast_of(10_000_000, 1, 2000).sentence


@pytest.mark.parametrize(
    ("seconds", "said"), [(400, "7 minutes"), (6000, "1.7 hours"), (90_000, "25 hours")]
)
def test_durations(seconds: float, said: str) -> None:
    assert duration(seconds) == said
