// name: load/begin_load
// purpose: Record that a load runs, or runs again.
// parameters: id, properties
// columns: 
// access: write
MERGE (l:Load {id: $id}) SET l += $properties
