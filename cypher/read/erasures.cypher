// name: read/erasures
// purpose: Lawful erasures that were published after a version.
// parameters: since, version
// columns: id
// access: read
MATCH (l:Load {operation: 'erasure'}) WHERE l.version > $since AND l.version <= $version
RETURN l.id AS id
