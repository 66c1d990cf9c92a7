// name: read/names_of
// purpose: The same as read/names of some parties, where the name index of an earlier version is brought up to date.
// parameters: ids, version
// columns: beginning, stated
// access: read
UNWIND $ids AS id
MATCH (s:Statement {entity: id}) WHERE s.known_from <= $version AND s.known_to > $version AND s.party IS NOT NULL
RETURN substring(s.entity, 0, 2) AS beginning,
       collect([s.entity, s.party, s.observed_last, size(keys(s)), s.source, s.id, s.birth_year,
       s.uscc, s.org_code, s.registration_number, s.lei, s.id_mask, s.gender, s.region, s.country,
       s.name, s.former_names, s.aliases]) AS stated
ORDER BY beginning
