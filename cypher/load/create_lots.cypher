// name: load/create_lots
// purpose: New nodes with labels Entity:Lot.
// parameters: rows
// columns: 
// access: write
UNWIND $rows AS row CREATE (:Entity:Lot $$values$$)
