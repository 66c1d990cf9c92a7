// name: schema/data_version
// purpose: find by DataVersion.version
// parameters: 
// columns: 
// access: schema
CREATE INDEX data_version_index IF NOT EXISTS FOR (n:DataVersion) ON (n.version)
