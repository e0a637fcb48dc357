"""Tables of experts' ratings, as surveys publish them, to editions."""

from ocindex.intake.ratings.frameworks import parse_scale
from ocindex.intake.ratings.table import parse_columns
from ocindex.intake.ratings.taking import Survey, Taken, read_ratings_table

__all__ = ["Survey", "Taken", "parse_columns", "parse_scale", "read_ratings_table"]
