// name: load/unfinished_loads
// purpose: Loads that wrote but never published.
// parameters: 
// columns: id, version, fingerprint
// access: read
MATCH (l:Load) WHERE l.state = 'running' RETURN l.id AS id, l.version AS version, l.fingerprint AS fingerprint ORDER BY id
