// name: erase/contacts
// purpose: Contact points that these ids ever used, with everyone of whom a source ever asserted it.
// parameters: ids
// columns: contact, user
// access: read
UNWIND $ids AS id
MATCH (:Entity {id: id})-[:USES]->(c:ContactPoint)
MATCH (c)<-[r:USES]-()
RETURN DISTINCT c.id AS contact, r.asserted_from AS user
