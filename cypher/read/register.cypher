// name: read/register
// purpose: Of a party with very many relationships: which there are and when each holds, without their values; $cap of all where there are more.
// parameters: id, version, cap
// columns: kind, outward, source, valid_from, valid_to, observations, observed_first, observed_last, ends
// access: read
// limit: one row for each kind, direction, source and period
MATCH (e:Entity {id: $id})-[r:$$kinds$$]-() WHERE r.known_from <= $version AND r.known_to > $version
WITH r LIMIT $cap
RETURN type(r) AS kind, r.from_id = $id AS outward, r.source AS source, r.valid_from AS valid_from,
  r.valid_to AS valid_to, r.observations AS observations, r.observed_first AS observed_first,
  r.observed_last AS observed_last,
  collect(r.id + ' ' + CASE WHEN r.from_id = $id THEN r.to_id ELSE r.from_id END) AS ends
