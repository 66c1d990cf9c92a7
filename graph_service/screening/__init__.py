"""Screening of parties by example: what callers send, what is remembered of it, what is asked of the graph."""
