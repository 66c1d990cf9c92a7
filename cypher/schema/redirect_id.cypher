// name: schema/redirect_id
// purpose: find by Redirect.id
// parameters: 
// columns: 
// access: schema
CREATE INDEX redirect_id_index IF NOT EXISTS FOR (n:Redirect) ON (n.id)
