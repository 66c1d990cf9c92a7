// name: read/possible_pairs
// purpose: Pairs that may be one party, known at a version, the best grade first.
// parameters: version, cap
// columns: relationship
// access: read
// limit: $cap
MATCH (:Entity)-[r:POSSIBLY_SAME_AS]->(:Entity) WHERE r.known_from <= $version AND r.known_to > $version
WITH r, CASE r.grade WHEN 'strong' THEN 0 WHEN 'medium' THEN 1 ELSE 2 END AS rank
RETURN properties(r) AS relationship ORDER BY rank, r.id LIMIT $cap
