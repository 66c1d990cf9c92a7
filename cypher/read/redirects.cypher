// name: read/redirects
// purpose: Merges known at a version: absorbed id, survivor, why.
// parameters: version
// columns: id, survivor, reason, judgement
// access: read
MATCH (d:Redirect) WHERE d.known_from <= $version AND d.known_to > $version
RETURN d.id AS id, d.survivor AS survivor, d.reason AS reason, d.judgement AS judgement ORDER BY id
