"""The questions that callers ask, answered from one data version each: what api and command line build on."""

from graph_service.services.core import Question, Services, Viewer

__all__ = ["Question", "Services", "Viewer"]
