// name: read/publication
// purpose: The published data version.
// parameters: 
// columns: version
// access: read
// limit: 1 row
MATCH (p:Publication {id: 'current'}) RETURN p.version AS version
