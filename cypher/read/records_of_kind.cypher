// name: read/records_of_kind
// purpose: Records of which a source states this kind at a version, in the order of their ids, after an id.
// parameters: version, kind, after, limit
// columns: id
// access: read
// limit: $limit
MATCH (s:Statement {record_kind: $kind})
WHERE s.entity > $after AND s.known_from <= $version AND s.known_to > $version
RETURN DISTINCT s.entity AS id ORDER BY id LIMIT $limit
