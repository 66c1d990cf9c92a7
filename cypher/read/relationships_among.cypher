// name: read/relationships_among
// purpose: Relationships of some kinds between these entities, known at a version. Cost: the outgoing relationships of all.
// parameters: ids, version, cap
// columns: kind, relationship
// access: read
// limit: $cap rows
UNWIND $ids AS id
MATCH (e:Entity {id: id})-[r:$$kinds$$]->()
WHERE r.known_from <= $version AND r.known_to > $version AND r.to_id IN $ids
RETURN type(r) AS kind, properties(r) AS relationship ORDER BY r.id LIMIT $cap
