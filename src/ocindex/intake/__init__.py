"""Intake: other publishers' files to editions."""

from ocindex.intake.coinr import from_coinr, panel_from_coinr, read_coinr
from ocindex.intake.coinr_export import to_coinr
from ocindex.intake.cointool import read_cointool
from ocindex.intake.profile import (
    ReadProfile,
    add_profiles,
    framework_of_year,
    read_profile,
    read_profiles,
)
from ocindex.intake.ratings import (
    Asked,
    Survey,
    Taken,
    parse_columns,
    parse_list,
    parse_scale,
    parse_where,
    read_ratings_table,
)
from ocindex.intake.workbook import read_workbook

__all__ = [
    "Asked",
    "ReadProfile",
    "Survey",
    "Taken",
    "add_profiles",
    "framework_of_year",
    "from_coinr",
    "panel_from_coinr",
    "parse_columns",
    "parse_list",
    "parse_scale",
    "parse_where",
    "read_coinr",
    "read_cointool",
    "read_profile",
    "read_profiles",
    "read_ratings_table",
    "read_workbook",
    "to_coinr",
]
