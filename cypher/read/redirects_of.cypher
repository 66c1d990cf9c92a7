// name: read/redirects_of
// purpose: Where merged ids live at a version, one step on.
// parameters: ids, version
// columns: id, survivor
// access: read
UNWIND $ids AS id
MATCH (d:Redirect {id: id}) WHERE d.known_from <= $version AND d.known_to > $version
RETURN id, d.survivor AS survivor
