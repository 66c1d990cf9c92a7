// name: load/put_snapshot
// purpose: A full snapshot of a source for one kind on one day.
// parameters: source, kind, on, version
// columns: 
// access: write
MERGE (n:Snapshot {source: $source, kind: $kind, on: $on})
ON CREATE SET n.known_from = $version
