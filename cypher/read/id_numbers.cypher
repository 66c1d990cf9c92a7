// name: read/id_numbers
// purpose: What every source states of ID numbers, as hashes, at a version; for matching. A row holds many statements.
// parameters: version
// columns: beginning, stated
// access: read
MATCH (s:Statement)
WHERE s.known_from <= $version AND s.known_to > $version AND s.id_hmac IS NOT NULL
RETURN substring(s.entity, 0, 2) AS beginning,
       collect([s.entity, s.observed_last, size(keys(s)), s.source, s.id, s.id_hmac, s.id_key]) AS stated
