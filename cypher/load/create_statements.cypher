// name: load/create_statements
// purpose: New statements.
// parameters: rows
// columns: 
// access: write
UNWIND $rows AS row CREATE (:Statement $$values$$)
