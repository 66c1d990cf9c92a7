"""Files in, typed assertions out."""
