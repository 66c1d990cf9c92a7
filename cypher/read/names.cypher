// name: read/names
// purpose: What every source states of a party that it can be found and compared by, at a version; for the name index.
// parameters: version
// columns: entity, stated, former_names, aliases
// access: read
MATCH (s:Statement) WHERE s.known_from <= $version AND s.known_to > $version AND s.party IS NOT NULL
RETURN s.entity AS entity,
       [s.party, s.id, s.source, s.observed_last, s.name, s.uscc, s.org_code, s.registration_number, s.lei, s.id_mask,
        s.gender, s.region, s.country, toString(size(keys(s))), toString(s.birth_year)] AS stated,
       s.former_names AS former_names, s.aliases AS aliases
