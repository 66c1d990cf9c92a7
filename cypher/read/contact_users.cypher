// name: read/contact_users
// purpose: Who uses these contact points, at most $cap of each.
// parameters: ids, version, cap
// columns: anchor, found
// access: read
// limit: $cap for each id
UNWIND $ids AS id
MATCH (c:Entity {id: id})
CALL (c) {
  MATCH (c)-[r:USES]-() WHERE r.known_from <= $version AND r.known_to > $version
  RETURN r LIMIT $cap
}
RETURN id AS anchor, collect({kind: 'USES', relationship: properties(r)}) AS found
