// name: load/create_relationships
// purpose: New relationships of one kind.
// parameters: rows
// columns: 
// access: write
UNWIND $rows AS row
MATCH (a:Entity {id: row.from_id}), (b:Entity {id: row.to_id})
CREATE (a)-[:$$kinds$$ $$values$$]->(b)
