// name: load/existing_entities
// purpose: Which of these ids exist.
// parameters: ids
// columns: id
// access: read
UNWIND $ids AS id MATCH (e:Entity {id: id}) RETURN e.id AS id
