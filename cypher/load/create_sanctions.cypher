// name: load/create_sanctions
// purpose: New nodes with labels Entity:CreditRecord:Sanction.
// parameters: rows
// columns: 
// access: write
UNWIND $rows AS row CREATE (:Entity:CreditRecord:Sanction $$values$$)
