// name: read/load
// purpose: One load.
// parameters: id
// columns: load
// access: read
// limit: 1 row
MATCH (l:Load {id: $id}) RETURN properties(l) AS load
