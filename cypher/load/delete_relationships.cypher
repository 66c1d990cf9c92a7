// name: load/delete_relationships
// purpose: Take back relationships of one kind that this unpublished version made.
// parameters: rows, version
// columns: 
// access: write
UNWIND $rows AS row
MATCH (e:Entity {id: row.anchor})-[r:$$kinds$$]-() WHERE r.id = row.id AND r.known_from = $version
DELETE r
