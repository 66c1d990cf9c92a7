// name: erase/relationships
// purpose: Remove for good relationships of one kind of these ids at any version, some at a time.
// parameters: places, ids, limit
// columns: removed
// access: write
// limit: $limit
UNWIND $places AS place
MATCH (e:Entity {id: place})-[r:$$kinds$$]-()
WHERE r.from_id IN $ids OR r.to_id IN $ids OR r.asserted_from IN $ids OR r.asserted_to IN $ids
WITH DISTINCT r LIMIT $limit DELETE r RETURN count(*) AS removed
