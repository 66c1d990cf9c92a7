"""The one declared schema. Constraints, templates, loader checks, wire types and the reference page derive from it."""

from graph_service.schema.nodes import NODE_KINDS
from graph_service.schema.relationships import RELATIONSHIP_KINDS
from graph_service.schema.types import NodeKind, Property, RelationshipKind, ValueType

PARTY_KINDS = tuple(kind.name for kind in NODE_KINDS.values() if kind.party)

__all__ = [
    "NODE_KINDS",
    "PARTY_KINDS",
    "RELATIONSHIP_KINDS",
    "NodeKind",
    "Property",
    "RelationshipKind",
    "ValueType",
]
