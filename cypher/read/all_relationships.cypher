// name: read/all_relationships
// purpose: Every relationship of one kind known at a version; for the digest.
// parameters: version
// columns: relationship
// access: read
MATCH ()-[r:$$kinds$$]->() WHERE r.known_from <= $version AND r.known_to > $version RETURN properties(r) AS relationship
