// name: load/observe_statements
// purpose: Further observations of statements that this unpublished version made.
// parameters: rows, version
// columns: 
// access: write
UNWIND $rows AS row
MATCH (s:Statement {entity: row.entity}) WHERE s.id = row.id AND s.known_from = $version
SET s.observations = row.observations, s.observed_first = row.observed_first, s.observed_last = row.observed_last
