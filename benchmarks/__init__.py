"""What is measured, against which peers, one command each; ``python -m benchmarks.report`` writes docs/benchmarks.md.

python -m benchmarks.county --enterprises 20000 [--engine neo4j]     loading and answering
python -m benchmarks.wholegraph --nodes 500000                       exposure of every party
python -m benchmarks.ownership --enterprises 200000                 ownership answers
python -m benchmarks.ownership_all --enterprises 1000000            ownership of every enterprise
"""
