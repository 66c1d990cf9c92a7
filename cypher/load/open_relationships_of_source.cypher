// name: load/open_relationships_of_source
// purpose: Every relationship of one kind that one source asserts now; what a computation made before.
// parameters: source, open
// columns: id, from_id, to_id, known_from
// access: read
MATCH ()-[r:$$kinds$$]->() WHERE r.known_to = $open AND r.source = $source
RETURN r.id AS id, r.from_id AS from_id, r.to_id AS to_id, r.known_from AS known_from
