"""Scores of nomenklatura's matchers for pairs of names, in an environment of its own where that is installed.

    PYTHON benchmarks/nomenklatura_scores.py < pairs.json > scores.json

In: ``[["Person" or "Enterprise", name, name], …]``; out: by matcher, the scores in that order. For ``benchmarks.identity``.
"""

import json
import sys

from followthemoney import model
from nomenklatura.matching import LogicV1, LogicV2, RegressionV1
from nomenklatura.matching.types import ScoringConfig

SCHEMATA = {"Person": "Person", "Enterprise": "Company"}


def _entity(identifier, kind, name):
    data = {"id": identifier, "schema": SCHEMATA[kind], "properties": {"name": [name]}}
    return model.get_proxy(data)


def main():
    pairs = json.load(sys.stdin)
    found = {}
    for matcher in (LogicV1, LogicV2, RegressionV1):
        config = ScoringConfig.defaults()
        found[matcher.NAME] = [
            matcher.compare(_entity(f"a{n}", kind, a), _entity(f"b{n}", kind, b), config).score
            for n, (kind, a, b) in enumerate(pairs)  # ids of their own: entities of one id are one to its caches
        ]
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main()
