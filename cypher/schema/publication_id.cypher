// name: schema/publication_id
// purpose: one node per Publication.id
// parameters: 
// columns: 
// access: schema
CREATE CONSTRAINT publication_id_unique IF NOT EXISTS FOR (n:Publication) REQUIRE n.id IS UNIQUE
