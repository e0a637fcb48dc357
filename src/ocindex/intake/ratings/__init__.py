"""Tables of experts' ratings, as surveys publish them, to editions."""

from ocindex.intake.ratings.asked import Asked, parse_columns, parse_list, parse_where
from ocindex.intake.ratings.frameworks import parse_scale
from ocindex.intake.ratings.new import Survey
from ocindex.intake.ratings.taking import Taken, read_ratings_table

__all__ = [
    "Asked",
    "Survey",
    "Taken",
    "parse_columns",
    "parse_list",
    "parse_scale",
    "parse_where",
    "read_ratings_table",
]
