// name: load/close_statements
// purpose: End what is known: entity, id and known_from name one statement.
// parameters: rows, version, open
// columns: 
// access: write
UNWIND $rows AS row
MATCH (s:Statement {entity: row.entity}) WHERE s.id = row.id AND s.known_to = $open
SET s.known_to = $version
