"""The gate to the graph engine."""
