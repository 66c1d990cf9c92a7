// name: load/create_redirect
// purpose: A merge.
// parameters: row
// columns: 
// access: write
CREATE (d:Redirect) SET d = $row
