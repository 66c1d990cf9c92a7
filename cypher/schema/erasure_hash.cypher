// name: schema/erasure_hash
// purpose: one mark for each erased party
// parameters: 
// columns: 
// access: schema
CREATE CONSTRAINT erasure_hash_unique IF NOT EXISTS FOR (n:Erasure) REQUIRE n.hash IS UNIQUE
