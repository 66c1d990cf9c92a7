"""A fictional county as the files that its departments would send, with planted cases and their expected answers."""

from loaders.sample.generate import SampleSummary, generate

__all__ = ["SampleSummary", "generate"]
