"""What a review leaves behind: decisions, search attestations, sealed evidence, and what a change of mind came from.

See ADR 0022. The evaluation itself is ``graph_service.tender``; nothing here says whether parties are related.
"""
