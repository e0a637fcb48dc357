"""The stages in a row; nothing else chains them.

framework ─┐
intake ────┴─► edition ─► scoring ─► index ─► release ─► publish
"""

from ocindex.pipeline.figures import (
    build_editions,
    check_editions,
    comparison_of,
    compute,
    faults_of,
    own_method,
    profile_of,
    ranking,
)
from ocindex.pipeline.reading import (
    Progress,
    Say,
    Watch,
    no_progress,
    read_edition,
    read_rated,
    read_result,
    unwatched,
    write_editions,
)
from ocindex.pipeline.releasing import publish_release, release
from ocindex.pipeline.scoring import score
from ocindex.pipeline.showing import demo, demo_editions
from ocindex.pipeline.simulating import simulate_into
from ocindex.pipeline.taking import (
    intake_coinr,
    intake_cointool,
    intake_profiles,
    intake_ratings,
    intake_workbook,
)

__all__ = [
    "Progress",
    "Say",
    "Watch",
    "build_editions",
    "check_editions",
    "comparison_of",
    "compute",
    "demo",
    "demo_editions",
    "faults_of",
    "intake_coinr",
    "intake_cointool",
    "intake_profiles",
    "intake_ratings",
    "intake_workbook",
    "no_progress",
    "own_method",
    "profile_of",
    "publish_release",
    "ranking",
    "read_edition",
    "read_rated",
    "read_result",
    "release",
    "score",
    "simulate_into",
    "unwatched",
    "write_editions",
]
