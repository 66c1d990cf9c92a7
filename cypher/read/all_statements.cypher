// name: read/all_statements
// purpose: Every statement known at a version; for the digest and the name index.
// parameters: version
// columns: statement
// access: read
MATCH (s:Statement) WHERE s.known_from <= $version AND s.known_to > $version RETURN properties(s) AS statement
