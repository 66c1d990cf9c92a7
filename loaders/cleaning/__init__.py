"""Cleaning of cells: one module for each family of values; each returns a value or raises ``ValueError``."""
