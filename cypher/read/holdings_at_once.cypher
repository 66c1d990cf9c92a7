// name: read/holdings_at_once
// purpose: What these parties hold or are declared to control, known at a version; $cap of all where there are more.
// parameters: ids, version, cap
// columns: found
// access: read
// limit: 1 row
UNWIND $ids AS id
MATCH (e:Entity {id: id})
MATCH (e)-[r:SHAREHOLDER_OF|CONTROLS]->() WHERE r.known_from <= $version AND r.known_to > $version
WITH id, r LIMIT $cap
RETURN collect([id, type(r), properties(r)]) AS found
