// name: read/statement_count
// purpose: How many statements there are, of whatever version: by it a reader of all of them takes them in parts.
// parameters:
// columns: statements
// access: read
MATCH (s:Statement) RETURN count(s) AS statements
