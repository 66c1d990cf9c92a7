// name: read/version_at
// purpose: The last version published at or before an instant.
// parameters: at
// columns: version
// access: read
// limit: 1 row
MATCH (d:DataVersion) WHERE d.published_at <= $at RETURN max(d.version) AS version
