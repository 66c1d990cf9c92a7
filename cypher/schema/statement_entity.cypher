// name: schema/statement_entity
// purpose: find by Statement.entity
// parameters: 
// columns: 
// access: schema
CREATE INDEX statement_entity_index IF NOT EXISTS FOR (n:Statement) ON (n.entity)
