"""Publish: a release as a web site, PDF profiles and data files. It computes no figure."""
