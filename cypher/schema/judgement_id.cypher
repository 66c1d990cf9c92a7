// name: schema/judgement_id
// purpose: find by Judgement.id
// parameters: 
// columns: 
// access: schema
CREATE INDEX judgement_id_index IF NOT EXISTS FOR (n:Judgement) ON (n.id)
