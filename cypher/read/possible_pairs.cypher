// name: read/possible_pairs
// purpose: Pairs that may be one party, known at a version.
// parameters: version, cap
// columns: relationship
// access: read
// limit: $cap
MATCH (:Entity)-[r:POSSIBLY_SAME_AS]->(:Entity) WHERE r.known_from <= $version AND r.known_to > $version
RETURN properties(r) AS relationship ORDER BY r.id LIMIT $cap
