// name: read/ends_of_capped
// purpose: To whom relationships of some kinds lead from these entities: of each the first $cap in the order of their ids.
// parameters: ids, version, cap
// columns: found
// access: read
// limit: 1 row
UNWIND $ids AS id
MATCH (e:Entity {id: id})
CALL (e) {
  MATCH (e)-[r:$$kinds$$]-() WHERE r.known_from <= $version AND r.known_to > $version
  RETURN r ORDER BY r.id LIMIT $cap
}
WITH id, collect(CASE WHEN r.from_id = id THEN r.to_id ELSE r.from_id END) AS ends
RETURN collect([id, ends]) AS found
