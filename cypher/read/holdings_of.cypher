// name: read/holdings_of
// purpose: What these parties hold or are declared to control, the first $cap of each in the order of their ids.
// parameters: ids, version, cap
// columns: anchor, found
// access: read
// limit: $cap for each id
UNWIND $ids AS id
MATCH (e:Entity {id: id})
CALL (e) {
  MATCH (e)-[r:SHAREHOLDER_OF|CONTROLS]->() WHERE r.known_from <= $version AND r.known_to > $version
  RETURN r ORDER BY r.id LIMIT $cap
}
RETURN id AS anchor, collect({kind: type(r), relationship: properties(r)}) AS found
