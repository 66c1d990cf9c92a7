// name: load/create_redirects
// purpose: Ids that live under another one from this version on.
// parameters: rows
// columns: 
// access: write
UNWIND $rows AS row CREATE (d:Redirect) SET d = row
