"""Tenders out of spreadsheets: bidders, bids, experts and what the platform recorded, for ``Services.review``."""
