// name: schema/entity_id
// purpose: one node per Entity.id
// parameters: 
// columns: 
// access: schema
CREATE CONSTRAINT entity_id_unique IF NOT EXISTS FOR (n:Entity) REQUIRE n.id IS UNIQUE
