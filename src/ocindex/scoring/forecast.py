"""What fitting the rater model will take, said before anybody waits for it."""

from __future__ import annotations

import os
from dataclasses import dataclass

# Of one rating and sweep on a core, in seconds, where ratings are many; and the bytes that a
# process holds of each rating, and of all else. Rough: they tell minutes from hours.
SECONDS, BYTES, BASE = 0.4e-6, 300, 150_000_000
# What takes less is not worth a word.
WORTH_SAYING = 300.0


@dataclass(frozen=True, slots=True)
class Forecast:
    """Seconds, and bytes of memory over all processes at least."""

    ratings: int
    seconds: float
    memory: float
    processes: int

    @property
    def worth_saying(self) -> bool:
        return self.seconds > WORTH_SAYING

    @property
    def sentence(self) -> str:
        """What to expect, and what would take less."""
        cores = "1 process" if self.processes == 1 else f"{self.processes} processes"
        return (
            f"The model of {self.ratings:,} ratings takes about {duration(self.seconds)} and "
            f"{self.memory / 1e9:.1f} GB of memory or more in {cores}, unless it was fitted "
            "before, and longer where chains are slow to agree. Fewer --sweeps take less; "
            "--method mean takes minutes."
        )


def forecast_of(ratings: int, chains: int, sweeps: int, processes: int | None = None) -> Forecast:
    """What chains of a number of sweeps take.

    Parameters
    ----------
    ratings, chains, sweeps : int
    processes : int, optional
        As many as there are cores if left out.

    Returns
    -------
    Forecast
    """
    used = min(chains, processes or os.cpu_count() or 1)
    rounds = -(-chains // used)
    return Forecast(
        ratings, SECONDS * ratings * sweeps * rounds, used * (BASE + BYTES * ratings), used
    )


def duration(seconds: float) -> str:
    """Minutes or hours, in round figures."""
    hours = seconds / 3600
    if hours >= 1.5:
        return f"{hours:.0f} hours" if hours >= 10 else f"{hours:.1f} hours"
    return f"{seconds / 60:.0f} minutes"
