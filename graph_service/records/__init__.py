"""Credit records: their kinds, terms and states."""
