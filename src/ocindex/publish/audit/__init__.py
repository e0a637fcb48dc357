"""An audit as a report: a page, a PDF, and every table as data."""

from ocindex.publish.audit.writing import render_page, render_pdf, write_report

__all__ = ["render_page", "render_pdf", "write_report"]
