// name: schema/statement_enterprise_type
// purpose: find by Statement.enterprise_type
// parameters: 
// columns: 
// access: schema
CREATE INDEX statement_enterprise_type_index IF NOT EXISTS FOR (n:Statement) ON (n.enterprise_type)
