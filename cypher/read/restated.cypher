// name: read/restated
// purpose: Parties of which a source states something else than at an earlier version.
// parameters: since, version
// columns: entity
// access: read
MATCH (s:Statement)
WHERE s.party IS NOT NULL AND (s.known_from > $since AND s.known_from <= $version
   OR s.known_to > $since AND s.known_to <= $version)
RETURN DISTINCT s.entity AS entity
