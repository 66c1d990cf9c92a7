// name: load/create_enterprises
// purpose: New nodes with labels Entity:Enterprise.
// parameters: rows
// columns: 
// access: write
UNWIND $rows AS row CREATE (:Entity:Enterprise $$values$$)
