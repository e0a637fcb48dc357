"""A report on an edition's raters: a page, and every table as data."""

from ocindex.publish.ratings.writing import render_page, write_ratings_report

__all__ = ["render_page", "write_ratings_report"]
