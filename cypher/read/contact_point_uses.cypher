// name: read/contact_point_uses
// purpose: Every contact point with its uses known at a version, at most $cap of each; for the whole-graph export.
// parameters: version, cap
// columns: id, found
// access: read
// limit: $cap for each contact point
MATCH (c:ContactPoint)
CALL (c) {
  MATCH (c)-[r:USES]-() WHERE r.known_from <= $version AND r.known_to > $version
  RETURN r LIMIT $cap
}
RETURN c.id AS id, collect(properties(r)) AS found
