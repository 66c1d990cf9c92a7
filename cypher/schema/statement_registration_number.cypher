// name: schema/statement_registration_number
// purpose: find by Statement.registration_number
// parameters: 
// columns: 
// access: schema
CREATE INDEX statement_registration_number_index IF NOT EXISTS FOR (n:Statement) ON (n.registration_number)
