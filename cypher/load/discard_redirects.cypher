// name: load/discard_redirects
// purpose: Take back merges of an abandoned load.
// parameters: version
// columns: 
// access: write
MATCH (d:Redirect) WHERE d.known_from = $version DELETE d
