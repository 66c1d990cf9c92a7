// name: load/publish
// purpose: Publish a version: from here on every read sees it.
// parameters: version, published_at, load
// columns: 
// access: write
MERGE (p:Publication {id: 'current'})
SET p.version = $version
CREATE (:DataVersion {version: $version, published_at: $published_at, load: $load})
