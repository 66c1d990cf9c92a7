// name: erase/judgements
// purpose: Remove for good every act about these ids; its words may name them.
// parameters: ids
// columns: 
// access: write
MATCH (j:Judgement) WHERE j.a IN $ids OR j.b IN $ids DELETE j
