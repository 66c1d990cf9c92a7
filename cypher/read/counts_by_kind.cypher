// name: read/counts_by_kind
// purpose: How many nodes of each kind.
// parameters: version
// columns: kind, count
// access: read
MATCH (e:Entity) WHERE e.known_from <= $version RETURN e.kind AS kind, count(*) AS count ORDER BY kind
