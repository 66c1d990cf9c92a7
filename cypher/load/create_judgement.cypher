// name: load/create_judgement
// purpose: One act of a person about a pair of parties; never changed afterwards.
// parameters: row
// columns: 
// access: write
CREATE (j:Judgement) SET j = $row
