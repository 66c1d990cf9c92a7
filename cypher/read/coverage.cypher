// name: read/coverage
// purpose: Which sources have brought which kinds by a version, how much and how fresh.
// parameters: version
// columns: source, kind, count, observed_last
// access: read
MATCH (c:Coverage) WHERE c.known_from <= $version
RETURN c.source AS source, c.kind AS kind, sum(c.count) AS count, max(c.observed_last) AS observed_last ORDER BY kind, source
