"""The meaning of the graph: schema, time, identity, records, reach, exposure. No HTTP, no file formats."""

__version__ = "0.1.0"
