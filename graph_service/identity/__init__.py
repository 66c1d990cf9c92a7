"""Who is meant: identity keys, hashed ID numbers, names, comparison."""
