// name: load/observe_relationships
// purpose: Further observations of relationships that this unpublished version made.
// parameters: rows, version
// columns: 
// access: write
UNWIND $rows AS row
MATCH (e:Entity {id: row.anchor})-[r:$$kinds$$]-() WHERE r.id = row.id AND r.known_from = $version
SET r.observations = row.observations, r.observed_first = row.observed_first, r.observed_last = row.observed_last
