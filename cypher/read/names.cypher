// name: read/names
// purpose: What every source states of a party that it can be found and compared by, at a version; for the name index.
// parameters: version
// columns: entity, kind, id, source, observed_last, fullness, name, uscc, org_code, registration_number, lei, id_mask, gender, region, country, birth_year, former_names, aliases
// access: read
MATCH (s:Statement) WHERE s.known_from <= $version AND s.known_to > $version AND s.party IS NOT NULL
RETURN s.entity AS entity, s.party AS kind, s.id AS id, s.source AS source, s.observed_last AS observed_last,
       size(keys(s)) AS fullness, s.name AS name, s.uscc AS uscc, s.org_code AS org_code,
       s.registration_number AS registration_number, s.lei AS lei, s.id_mask AS id_mask, s.gender AS gender,
       s.region AS region, s.country AS country, s.birth_year AS birth_year, s.former_names AS former_names,
       s.aliases AS aliases
