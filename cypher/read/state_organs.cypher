// name: read/state_organs
// purpose: Organs that exercise the functions of the state contributor, known at a version.
// parameters: version
// columns: id
// access: read
MATCH (s:Statement) WHERE s.enterprise_type = 'state_organ' AND s.known_from <= $version AND s.known_to > $version
RETURN DISTINCT s.entity AS id
