// name: load/all_statements_of
// purpose: What every source says now of these entities.
// parameters: ids, open
// columns: statement
// access: read
UNWIND $ids AS id
MATCH (s:Statement {entity: id}) WHERE s.known_to = $open
RETURN properties(s) AS statement
