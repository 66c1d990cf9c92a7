// name: read/ends_of_kind
// purpose: Ends of every relationship of some kinds known at a version, whose identity is not disputed; for matching.
// parameters: version
// columns: kind, from_id, to_id
// access: read
MATCH ()-[r:$$kinds$$]->()
WHERE r.known_from <= $version AND r.known_to > $version AND (r.disputed IS NULL OR r.disputed <> 'identity')
RETURN type(r) AS kind, r.from_id AS from_id, r.to_id AS to_id
