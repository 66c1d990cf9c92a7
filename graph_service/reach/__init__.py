"""Lawful reach (L1): whom a listing reaches by law, as dated facts with article, role and effect."""
