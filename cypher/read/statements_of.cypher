// name: read/statements_of
// purpose: What is known of these entities at a version.
// parameters: ids, version
// columns: statement
// access: read
UNWIND $ids AS id
MATCH (s:Statement {entity: id}) WHERE s.known_from <= $version AND s.known_to > $version
RETURN properties(s) AS statement
