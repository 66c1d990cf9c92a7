// name: read/entities
// purpose: The nodes themselves: kind and, for a contact point, its content.
// parameters: ids, version
// columns: entity
// access: read
UNWIND $ids AS id
MATCH (e:Entity {id: id}) WHERE e.known_from <= $version
RETURN properties(e) AS entity
