// name: load/create_persons
// purpose: New nodes with labels Entity:Person.
// parameters: rows
// columns: 
// access: write
UNWIND $rows AS row CREATE (:Entity:Person $$values$$)
