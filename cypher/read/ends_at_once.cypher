// name: read/ends_at_once
// purpose: To whom relationships of some kinds lead from these entities; $cap of all where there are more.
// parameters: ids, version, cap
// columns: found
// access: read
// limit: 1 row
UNWIND $ids AS id
MATCH (e:Entity {id: id})
MATCH (e)-[r:$$kinds$$]-() WHERE r.known_from <= $version AND r.known_to > $version
WITH id, r LIMIT $cap
RETURN collect([id, CASE WHEN r.from_id = id THEN r.to_id ELSE r.from_id END]) AS found
