// name: schema/statement_source
// purpose: find by Statement.source
// parameters: 
// columns: 
// access: schema
CREATE INDEX statement_source_index IF NOT EXISTS FOR (n:Statement) ON (n.source)
