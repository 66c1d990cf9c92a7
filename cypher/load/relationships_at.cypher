// name: load/relationships_at
// purpose: Relationships of one kind that one source asserts now at these ends.
// parameters: ids, source, open
// columns: relationship
// access: read
UNWIND $ids AS id
MATCH (e:Entity {id: id})-[r:$$kinds$$]-() WHERE r.known_to = $open AND r.source = $source
RETURN properties(r) AS relationship
