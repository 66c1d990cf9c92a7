// name: load/statements_of
// purpose: What one source says now of these entities.
// parameters: ids, source, open
// columns: statement
// access: read
UNWIND $ids AS id
MATCH (s:Statement {entity: id}) WHERE s.known_to = $open AND s.source = $source
RETURN properties(s) AS statement
