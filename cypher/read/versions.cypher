// name: read/versions
// purpose: Every published version with its instant and load.
// parameters: 
// columns: version, published_at, load
// access: read
MATCH (d:DataVersion) RETURN d.version AS version, d.published_at AS published_at, d.load AS load ORDER BY version
