// name: read/entities
// purpose: Nodes (kind and, for a contact point, its content) and what is said of each at a version.
// parameters: ids, version
// columns: found
// access: read
// limit: 1 row
UNWIND $ids AS id
MATCH (e:Entity {id: id}) WHERE e.known_from <= $version
OPTIONAL MATCH (s:Statement {entity: id}) WHERE s.known_from <= $version AND s.known_to > $version
WITH e, collect(properties(s)) AS said
RETURN collect([properties(e), said]) AS found
