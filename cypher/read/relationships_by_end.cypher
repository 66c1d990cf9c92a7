// name: read/relationships_by_end
// purpose: Relationships by their ids, each found from the end that has few of them. Cost: the relationships of those ends.
// parameters: rows, version
// columns: kind, relationship
// access: read
// limit: one row for each relationship
UNWIND $rows AS row
MATCH (e:Entity {id: row.end})-[r:$$kinds$$]-()
WHERE r.id = row.id AND r.known_from <= $version AND r.known_to > $version
RETURN type(r) AS kind, properties(r) AS relationship
