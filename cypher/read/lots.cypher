// name: read/lots
// purpose: Lots known at a version, in the order of their ids, after an id.
// parameters: version, after, limit
// columns: id
// access: read
// limit: $limit
MATCH (e:Lot) WHERE e.id > $after AND e.known_from <= $version
RETURN e.id AS id ORDER BY id LIMIT $limit
