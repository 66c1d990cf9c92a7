// name: read/possible_pairs_in_lots
// purpose: Pairs that may be one party of which both bid on one lot, known at a version.
// parameters: version, cap
// columns: relationship
// access: read
// limit: $cap
MATCH (a:Entity)-[r:POSSIBLY_SAME_AS]->(b:Entity) WHERE r.known_from <= $version AND r.known_to > $version
MATCH (a)-[x:BID_ON]->(lot:Entity)<-[y:BID_ON]-(b)
WHERE x.known_from <= $version AND x.known_to > $version AND y.known_from <= $version AND y.known_to > $version
WITH DISTINCT r
RETURN properties(r) AS relationship ORDER BY r.id LIMIT $cap
