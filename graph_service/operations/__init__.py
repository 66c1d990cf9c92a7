"""The operational store: principals, keys, roles, the audit log, jobs. What changes answers is in the graph instead."""
