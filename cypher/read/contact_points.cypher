// name: read/contact_points
// purpose: Every contact point at a version with its content; for matching. A row holds many.
// parameters: version
// columns: beginning, points
// access: read
MATCH (c:ContactPoint) WHERE c.known_from <= $version
RETURN substring(c.id, 0, 2) AS beginning, collect([c.id, c.contact, c.value]) AS points
