// name: load/discard_entities
// purpose: Take back nodes of an abandoned load, some at a time.
// parameters: version, limit
// columns: removed
// access: write
MATCH (e:Entity) WHERE e.known_from = $version WITH e LIMIT $limit DETACH DELETE e RETURN count(*) AS removed
