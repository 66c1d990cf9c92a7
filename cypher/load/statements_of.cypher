// name: load/statements_of
// purpose: What one source says now of these entities: all that decides whether a fact is new, without its values.
// parameters: ids, source, open
// columns: found
// access: read
// limit: 1 row
UNWIND $ids AS id
MATCH (s:Statement {entity: id}) WHERE s.known_to = $open AND s.source = $source
RETURN collect({
  id: s.id, entity: s.entity, asserted: s.asserted, record: s.record, known_from: s.known_from,
  observations: s.observations, observed_first: s.observed_first, observed_last: s.observed_last
}) AS found
