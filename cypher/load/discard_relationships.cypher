// name: load/discard_relationships
// purpose: Take back relationships of one kind of an abandoned load, some at a time.
// parameters: version, limit
// columns: removed
// access: write
MATCH ()-[r:$$kinds$$]->() WHERE r.known_from = $version WITH r LIMIT $limit DELETE r RETURN count(*) AS removed
