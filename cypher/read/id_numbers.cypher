// name: read/id_numbers
// purpose: What every source states of ID numbers, as hashes, at a version; for matching: of ids that begin with one of the characters. A row holds many statements.
// parameters: version, beginnings
// columns: beginning, stated
// access: read
MATCH (s:Statement)
WHERE s.known_from <= $version AND s.known_to > $version AND s.id_hmac IS NOT NULL
  AND substring(s.entity, 0, 1) IN $beginnings
RETURN substring(s.entity, 0, 2) AS beginning,
       collect([s.entity, s.party, s.observed_last, size(keys(s)), s.source, s.id, s.id_hmac, s.id_key]) AS stated
