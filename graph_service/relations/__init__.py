"""Who is related to whom: neighbours, subgraphs, paths, and what data there is to say so."""
