// name: load/create_projects
// purpose: New nodes with labels Entity:Project.
// parameters: rows
// columns: 
// access: write
UNWIND $rows AS row CREATE (:Entity:Project $$values$$)
