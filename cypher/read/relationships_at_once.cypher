// name: read/relationships_at_once
// purpose: Relationships of some kinds at these entities, known at a version; $cap of all where there are more.
// parameters: ids, version, cap
// columns: found
// access: read
// limit: 1 row
UNWIND $ids AS id
MATCH (e:Entity {id: id})
MATCH (e)-[r:$$kinds$$]-() WHERE r.known_from <= $version AND r.known_to > $version
WITH id, r LIMIT $cap
RETURN collect([id, type(r), properties(r)]) AS found
