// name: load/discard_judgements
// purpose: Take back the act of a judgement that was cut off.
// parameters: version
// columns: 
// access: write
MATCH (j:Judgement) WHERE j.known_from = $version DELETE j
