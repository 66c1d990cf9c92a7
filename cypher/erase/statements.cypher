// name: erase/statements
// purpose: Remove for good what was said of these ids at any version, some at a time.
// parameters: places, ids, limit
// columns: removed
// access: write
// limit: $limit
UNWIND $places AS place
MATCH (s:Statement {entity: place}) WHERE s.entity IN $ids OR s.asserted IN $ids
WITH s LIMIT $limit DELETE s RETURN count(*) AS removed
