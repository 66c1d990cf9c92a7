// name: load/remove_coverage
// purpose: Take back the coverage of an abandoned load.
// parameters: version
// columns: 
// access: write
MATCH (c:Coverage) WHERE c.known_from = $version DELETE c
