// name: load/close_relationships
// purpose: End what is known of relationships of one kind.
// parameters: rows, version, open
// columns: 
// access: write
UNWIND $rows AS row
MATCH (e:Entity {id: row.anchor})-[r:$$kinds$$]-() WHERE r.id = row.id AND r.known_to = $open
SET r.known_to = $version
