// name: erase/records
// purpose: Records of which one of these ids was the subject at some version, with everyone of whom a source ever asserted it.
// parameters: ids
// columns: record, subject
// access: read
UNWIND $ids AS id
MATCH (:Entity {id: id})-[:SUBJECT_OF]->(c:CreditRecord)
MATCH (c)<-[r:SUBJECT_OF]-()
RETURN DISTINCT c.id AS record, r.asserted_from AS subject
