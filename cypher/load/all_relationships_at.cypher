// name: load/all_relationships_at
// purpose: Relationships of one kind known now at these ends, from every source.
// parameters: ids, open
// columns: relationship
// access: read
UNWIND $ids AS id
MATCH (e:Entity {id: id})-[r:$$kinds$$]-() WHERE r.known_to = $open
RETURN properties(r) AS relationship
