// name: schema/statement_record_kind
// purpose: find by Statement.record_kind
// parameters: 
// columns: 
// access: schema
CREATE INDEX statement_record_kind_index IF NOT EXISTS FOR (n:Statement) ON (n.record_kind)
