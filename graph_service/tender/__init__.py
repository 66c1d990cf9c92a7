"""Tender review (L2): relations that the bidding and the procurement law name, as dated findings with article and proof."""
