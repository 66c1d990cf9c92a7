// name: read/relationships_of
// purpose: Relationships of some kinds at these entities, known at a version.
// parameters: ids, version
// columns: anchor, found
// access: read
UNWIND $ids AS id
MATCH (e:Entity {id: id})-[r:$$kinds$$]-() WHERE r.known_from <= $version AND r.known_to > $version
RETURN id AS anchor, collect({kind: type(r), relationship: properties(r)}) AS found
