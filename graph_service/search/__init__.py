"""Our own name index, kept at a data version: the engines' full-text search differs between them."""
