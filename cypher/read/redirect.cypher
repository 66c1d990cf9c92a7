// name: read/redirect
// purpose: Where a merged id lives at a version.
// parameters: id, version
// columns: survivor
// access: read
MATCH (d:Redirect {id: $id}) WHERE d.known_from <= $version AND d.known_to > $version
RETURN d.survivor AS survivor
