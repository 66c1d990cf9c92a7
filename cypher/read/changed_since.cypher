// name: read/changed_since
// purpose: Which of these parties anything was learned of after a version: statements, roles, holdings, records.
// parameters: ids, since, version
// columns: id
// access: read
// limit: one row for each id
UNWIND $ids AS id
MATCH (e:Entity {id: id})
CALL (e) {
  MATCH (s:Statement {entity: e.id})
  WHERE s.known_from <= $version AND (s.known_from > $since OR (s.known_to > $since AND s.known_to <= $version))
  RETURN 1 AS found LIMIT 1
  UNION
  MATCH (e)-[r:$$kinds$$]-()
  WHERE r.known_from <= $version AND (r.known_from > $since OR (r.known_to > $since AND r.known_to <= $version))
  RETURN 1 AS found LIMIT 1
}
RETURN DISTINCT id
