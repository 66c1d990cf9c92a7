// name: read/all_entities
// purpose: Every node at a version.
// parameters: version
// columns: id, kind
// access: read
MATCH (e:Entity) WHERE e.known_from <= $version RETURN e.id AS id, e.kind AS kind
