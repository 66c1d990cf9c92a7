// name: erase/places
// purpose: Every id under which facts of these ids lived at some version.
// parameters: ids
// columns: survivor
// access: read
UNWIND $ids AS id MATCH (d:Redirect {id: id}) RETURN DISTINCT d.survivor AS survivor
