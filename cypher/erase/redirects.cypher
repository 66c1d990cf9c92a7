// name: erase/redirects
// purpose: Remove for good every join of these ids.
// parameters: ids
// columns: 
// access: write
MATCH (d:Redirect) WHERE d.id IN $ids OR d.survivor IN $ids DELETE d
