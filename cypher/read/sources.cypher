// name: read/sources
// purpose: Sources.
// parameters: 
// columns: source
// access: read
MATCH (s:Source) RETURN properties(s) AS source ORDER BY s.id
