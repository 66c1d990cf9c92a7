// name: read/names
// purpose: What every source states of a party that it can be found and compared by, at a version, for the name index: of ids that begin with one of the characters. A row holds many statements, for a driver takes as long over a row as over what is in fifty.
// parameters: version, beginnings
// columns: beginning, stated
// access: read
MATCH (s:Statement)
WHERE s.known_from <= $version AND s.known_to > $version AND s.party IS NOT NULL
  AND substring(s.entity, 0, 1) IN $beginnings
RETURN substring(s.entity, 0, 2) AS beginning,
       collect([s.entity, s.party, s.observed_last, size(keys(s)), s.source, s.id, s.birth_year,
       s.uscc, s.org_code, s.registration_number, s.lei, s.id_mask, s.gender, s.region, s.country,
       s.name, s.former_names, s.aliases]) AS stated
ORDER BY beginning
