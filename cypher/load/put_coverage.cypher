// name: load/put_coverage
// purpose: What a load brought of one kind from one source.
// parameters: source, kind, version, count, observed_last
// columns: 
// access: write
MERGE (c:Coverage {source: $source, kind: $kind, known_from: $version})
SET c.count = $count, c.observed_last = $observed_last
