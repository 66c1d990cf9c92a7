"""Indicative exposure (L3): how closely a party is linked to listed parties, with the path that shows it."""
