// name: schema/source_id
// purpose: one node per Source.id
// parameters: 
// columns: 
// access: schema
CREATE CONSTRAINT source_id_unique IF NOT EXISTS FOR (n:Source) REQUIRE n.id IS UNIQUE
