// name: load/snapshot_loss
// purpose: How much of one kind a source no longer shows: all that is known, and what was last seen before the day.
// parameters: source, open, on
// columns: total, missing
// access: read
MATCH ()-[r:$$kinds$$]->() WHERE r.source = $source AND r.known_to = $open
RETURN count(r) AS total, sum(CASE WHEN r.observed_last < $on THEN 1 ELSE 0 END) AS missing
