// name: load/close_redirects
// purpose: Redirects that no longer hold from this version on.
// parameters: ids, open, version
// columns: 
// access: write
UNWIND $ids AS id
MATCH (d:Redirect {id: id}) WHERE d.known_to = $open SET d.known_to = $version
