// name: load/statements_by_identifier
// purpose: Who is stated to have a registration number or an LEI.
// parameters: registration_numbers, leis, open
// columns: asserted, registration_number, lei
// access: read
MATCH (s:Statement) WHERE s.registration_number IN $registration_numbers AND s.known_to = $open
RETURN s.asserted AS asserted, s.registration_number AS registration_number, null AS lei
UNION
MATCH (s:Statement) WHERE s.lei IN $leis AND s.known_to = $open
RETURN s.asserted AS asserted, null AS registration_number, s.lei AS lei
