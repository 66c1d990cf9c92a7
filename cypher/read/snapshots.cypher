// name: read/snapshots
// purpose: Full snapshots known at a version.
// parameters: version
// columns: source, kind, on
// access: read
MATCH (n:Snapshot) WHERE n.known_from <= $version RETURN n.source AS source, n.kind AS kind, n.on AS on ORDER BY source, kind, on
