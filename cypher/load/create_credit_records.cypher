// name: load/create_credit_records
// purpose: New nodes with labels Entity:CreditRecord.
// parameters: rows
// columns: 
// access: write
UNWIND $rows AS row CREATE (:Entity:CreditRecord $$values$$)
