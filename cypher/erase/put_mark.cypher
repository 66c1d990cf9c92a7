// name: erase/put_mark
// purpose: What is left of an erased party: a salted hash of its id.
// parameters: hash, salt, version, at, load
// columns: 
// access: write
MERGE (m:Erasure {hash: $hash}) SET m.salt = $salt, m.version = $version, m.at = $at, m.load = $load
