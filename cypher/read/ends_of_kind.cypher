// name: read/ends_of_kind
// purpose: Ends of every relationship of some kinds known at a version, whose identity is not disputed; for matching: from ids that begin with one of the characters. A row holds many.
// parameters: version, beginnings
// columns: kind, beginning, ends
// access: read
MATCH ()-[r:$$kinds$$]->()
WHERE r.known_from <= $version AND r.known_to > $version AND (r.disputed IS NULL OR r.disputed <> 'identity')
  AND substring(r.from_id, 0, 1) IN $beginnings
RETURN type(r) AS kind, substring(r.from_id, 0, 2) AS beginning, collect([r.from_id, r.to_id]) AS ends
