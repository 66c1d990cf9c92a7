// name: load/put_source
// purpose: A source and what it is.
// parameters: id, properties
// columns: 
// access: write
MERGE (s:Source {id: $id}) SET s += $properties
