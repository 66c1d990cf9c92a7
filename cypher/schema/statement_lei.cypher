// name: schema/statement_lei
// purpose: find by Statement.lei
// parameters: 
// columns: 
// access: schema
CREATE INDEX statement_lei_index IF NOT EXISTS FOR (n:Statement) ON (n.lei)
