// name: load/existing_entities
// purpose: Which of these ids exist.
// parameters: ids
// columns: ids
// access: read
// limit: 1 row
UNWIND $ids AS id MATCH (e:Entity {id: id}) RETURN collect(e.id) AS ids
