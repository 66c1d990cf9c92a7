// name: load/reopen_relationships
// purpose: Undo the endings of an abandoned load.
// parameters: version, open
// columns: 
// access: write
MATCH ()-[r:$$kinds$$]->() WHERE r.known_to = $version SET r.known_to = $open
