// name: load/reopen_redirects
// purpose: Undo the splits of an abandoned load.
// parameters: version, open
// columns: 
// access: write
MATCH (d:Redirect) WHERE d.known_to = $version SET d.known_to = $open
