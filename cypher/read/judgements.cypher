// name: read/judgements
// purpose: Every act of people about pairs of parties, known at a version.
// parameters: version
// columns: judgement
// access: read
MATCH (j:Judgement) WHERE j.known_from <= $version
RETURN properties(j) AS judgement ORDER BY j.known_from, j.id
