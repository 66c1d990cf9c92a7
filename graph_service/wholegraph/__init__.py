"""Exposure of every party at once: an export on disk, a compiled kernel, the same meaning as for one party.

``export`` writes the priced graph as Parquet (readable by Spark), ``kernel`` computes, ``job`` puts both together.
"""
