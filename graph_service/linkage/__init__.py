"""Which parties of the whole graph may be one: blocking, comparison of what blocks bring together. Pure."""
