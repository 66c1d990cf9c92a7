"""The one declared schema. Constraints, templates, loader checks, wire types and the reference page derive from it."""

from graph_service.schema.nodes import NODE_KINDS
from graph_service.schema.relationships import RELATIONSHIP_KINDS
from graph_service.schema.types import NodeKind, Property, RelationshipKind, ValueType


def caption(kind: str, language: str, property: str | None = None) -> str:
    """What people call a node or relationship kind, or a property of one, in ``zh`` or ``en``; what is not declared is
    shown as it is."""
    declared = RELATIONSHIP_KINDS.get(kind) or NODE_KINDS.get(kind)
    found: NodeKind | RelationshipKind | Property | None = declared
    if property is not None:
        found = next((p for p in declared.properties if p.name == property), None) if declared else None
    if found is None:
        return property or kind
    return found.en if language == "en" else found.zh


PARTY_KINDS = tuple(kind.name for kind in NODE_KINDS.values() if kind.party)

__all__ = [
    "NODE_KINDS",
    "PARTY_KINDS",
    "RELATIONSHIP_KINDS",
    "NodeKind",
    "Property",
    "RelationshipKind",
    "ValueType",
    "caption",
]
