"""Credit records: their kinds, their terms by law, their states."""
