"""Publish: a release as a web site, PDF profiles and data files. It computes no figure."""

from ocindex.publish.publishing import MARKER, publish

__all__ = ["MARKER", "publish"]
