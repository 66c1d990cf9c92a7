// name: read/names
// purpose: Every name that is stated of a party at a version; for the name index.
// parameters: version
// columns: entity, kind, name, other_names
// access: read
MATCH (s:Statement) WHERE s.known_from <= $version AND s.known_to > $version AND s.party IS NOT NULL
RETURN s.entity AS entity, s.party AS kind, s.name AS name, s.former_names AS other_names
