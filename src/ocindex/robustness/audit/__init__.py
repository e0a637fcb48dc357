"""Auditing a composite index: statistics, coherence, influence, and findings in sentences."""
