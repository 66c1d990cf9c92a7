// name: read/contact_points
// purpose: Every contact point at a version with its content; for matching: of ids that begin with one of the characters. A row holds many.
// parameters: version, beginnings
// columns: beginning, points
// access: read
MATCH (c:ContactPoint) WHERE c.known_from <= $version AND substring(c.id, 0, 1) IN $beginnings
RETURN substring(c.id, 0, 2) AS beginning, collect([c.id, c.contact, c.value]) AS points
