// name: read/listings
// purpose: Every negative record with its subject, known at a version.
// parameters: version
// columns: relationship
// access: read
MATCH (s:Sanction)<-[r:SUBJECT_OF]-() WHERE r.known_from <= $version AND r.known_to > $version
RETURN properties(r) AS relationship
