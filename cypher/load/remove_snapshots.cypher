// name: load/remove_snapshots
// purpose: Take back the snapshots of an abandoned load.
// parameters: version
// columns: 
// access: write
MATCH (n:Snapshot) WHERE n.known_from = $version DELETE n
