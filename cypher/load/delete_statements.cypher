// name: load/delete_statements
// purpose: Take back statements that this unpublished version made.
// parameters: rows, version
// columns: 
// access: write
UNWIND $rows AS row
MATCH (s:Statement {entity: row.entity}) WHERE s.id = row.id AND s.known_from = $version
DELETE s
