// name: load/create_contact_points
// purpose: New nodes with labels Entity:ContactPoint.
// parameters: rows
// columns: 
// access: write
UNWIND $rows AS row CREATE (:Entity:ContactPoint $$values$$)
