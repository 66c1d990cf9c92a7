"""Reviews printed: PDF by Typst, Excel, letters. What is shown is decided in ``graph_service.dossier.document``."""
