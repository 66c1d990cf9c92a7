// name: load/discard_statements
// purpose: Take back statements of an abandoned load, some at a time.
// parameters: version, limit
// columns: removed
// access: write
MATCH (s:Statement) WHERE s.known_from = $version WITH s LIMIT $limit DELETE s RETURN count(*) AS removed
