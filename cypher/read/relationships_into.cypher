// name: read/relationships_into
// purpose: Relationships of some kinds that point to these entities, the first $cap of each in the order of their ids.
// parameters: ids, version, cap
// columns: anchor, kind, relationship
// access: read
// limit: $cap for each id
UNWIND $ids AS id
MATCH (e:Entity {id: id})
CALL (e) {
  MATCH (e)<-[r:$$kinds$$]-() WHERE r.known_from <= $version AND r.known_to > $version
  RETURN r ORDER BY r.id LIMIT $cap
}
RETURN id AS anchor, type(r) AS kind, properties(r) AS relationship
