// name: load/close_redirect
// purpose: A split, or a redirect that no longer holds.
// parameters: id, open, version
// columns: 
// access: write
MATCH (d:Redirect {id: $id}) WHERE d.known_to = $open SET d.known_to = $version
