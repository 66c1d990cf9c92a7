// name: erase/marks
// purpose: The salted hashes of everyone who was erased.
// parameters: 
// columns: hash, salt
// access: read
MATCH (m:Erasure) RETURN m.hash AS hash, m.salt AS salt ORDER BY hash
