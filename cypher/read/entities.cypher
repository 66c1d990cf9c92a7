// name: read/entities
// purpose: Nodes (kind and, for a contact point, its content) and what is said of each at a version.
// parameters: ids, version
// columns: entity, said
// access: read
UNWIND $ids AS id
MATCH (e:Entity {id: id}) WHERE e.known_from <= $version
CALL (id) {
  MATCH (s:Statement {entity: id}) WHERE s.known_from <= $version AND s.known_to > $version
  RETURN collect(properties(s)) AS said
}
RETURN properties(e) AS entity, said
