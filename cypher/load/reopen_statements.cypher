// name: load/reopen_statements
// purpose: Undo the endings of an abandoned load.
// parameters: version, open
// columns: 
// access: write
MATCH (s:Statement) WHERE s.known_to = $version SET s.known_to = $open
