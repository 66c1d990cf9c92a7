// name: load/relationships_at
// purpose: Relationships of one kind that one source asserts now at these ends: what decides whether a fact is new.
// parameters: ids, source, open
// columns: found
// access: read
// limit: 1 row
UNWIND $ids AS id
MATCH (e:Entity {id: id})-[r:$$kinds$$]-() WHERE r.known_to = $open AND r.source = $source
RETURN collect({
  id: r.id, from_id: r.from_id, to_id: r.to_id, record: r.record, known_from: r.known_from,
  observations: r.observations, observed_first: r.observed_first, observed_last: r.observed_last
}) AS found
