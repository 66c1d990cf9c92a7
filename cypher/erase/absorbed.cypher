// name: erase/absorbed
// purpose: Ids that are absorbed into one of these at a version.
// parameters: ids, version
// columns: id
// access: read
MATCH (d:Redirect) WHERE d.survivor IN $ids AND d.known_from <= $version AND d.known_to > $version
RETURN DISTINCT d.id AS id
