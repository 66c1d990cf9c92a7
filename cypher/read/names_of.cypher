// name: read/names_of
// purpose: The same as read/names of some parties, where the name index of an earlier version is brought up to date.
// parameters: ids, version
// columns: entity, stated, former_names, aliases
// access: read
UNWIND $ids AS id
MATCH (s:Statement {entity: id}) WHERE s.known_from <= $version AND s.known_to > $version AND s.party IS NOT NULL
RETURN s.entity AS entity,
       [s.party, s.id, s.source, s.observed_last, s.name, s.uscc, s.org_code, s.registration_number, s.lei, s.id_mask,
        s.gender, s.region, s.country, toString(size(keys(s))), toString(s.birth_year)] AS stated,
       s.former_names AS former_names, s.aliases AS aliases
