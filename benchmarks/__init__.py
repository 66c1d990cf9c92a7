"""What is measured, against which peers, one command each; ``python -m benchmarks.report`` writes docs/benchmarks.md.

python -m benchmarks.county --enterprises 20000 [--engine neo4j]     loading and answering
python -m benchmarks.wholegraph --nodes 500000                       exposure of every party
"""
