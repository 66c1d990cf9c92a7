// name: schema/load_id
// purpose: one node per Load.id
// parameters: 
// columns: 
// access: schema
CREATE CONSTRAINT load_id_unique IF NOT EXISTS FOR (n:Load) REQUIRE n.id IS UNIQUE
