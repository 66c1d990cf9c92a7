// name: read/loads
// purpose: Loads, newest first.
// parameters: skip, limit
// columns: load
// access: read
// limit: $limit
MATCH (l:Load) RETURN properties(l) AS load ORDER BY l.started_at DESC, l.id SKIP $skip LIMIT $limit
