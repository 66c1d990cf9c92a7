// name: erase/entities
// purpose: Remove for good these nodes, which have no relationships left.
// parameters: ids
// columns: 
// access: write
UNWIND $ids AS id MATCH (e:Entity {id: id}) DETACH DELETE e
