"""HTTP in and out. The meaning lives in graph_service; loading is handed in by the composition root."""
