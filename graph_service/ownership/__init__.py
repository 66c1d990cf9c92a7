"""Ownership and control of a day, exact and explained. Pure; the graph is read by ``reading``, answers are ``services``.

structure(relationships, on) -> Structure
    cap tables of the day: ``table(company)``, ``held_by(holder)``, ``declared``; each ``Holding`` carries capital and
    voting share (exact, range or unknown), standing, freshness, the relationships that say so and whether they differ
control(structure, controller, company, basis) -> Finding
    yes / possible / no with share, proof (relationships, nearest last), standing, ``last_confirmed`` and text applied;
    basis "majority" (group fixpoint, more than half of the votes), "controlling_shareholder" (own direct capital:
    2018 law from 50 %, since 2024-07-01 above 50 %), "actual" (majority or declared control, along chains)
controlling_shareholder(structure, holder, company) -> Finding
    the direct capital limb alone; ``note`` tells what the second limb would ask
controlled_by(structure, controller) -> Group
    ``steps`` by company; ``proof(company)``
controllers_of(structure, company) -> Controllers
    iterate for the parties, nearest first; ``proof(party)``
common_control(structure, a, b, state_organs) -> CommonControl
    common controllers, organs of the state contributor apart (公司法 265(4))
ultimate(controllers, structure) -> parties
version_on(measure, day) -> Version
    article, wording, threshold, inclusive or not, days in force, from ``definitions.yaml``
"""

from graph_service.ownership.control import Finding, Verdict, control, controlling_shareholder
from graph_service.ownership.controllers import (
    CommonControl,
    Controllers,
    common_control,
    controlled_by,
    controllers_of,
    ultimate,
)
from graph_service.ownership.definitions import Version, definitions, version_on
from graph_service.ownership.group import CONTROL, MAJORITY, Group, Rule, Step, grow
from graph_service.ownership.structure import CapTable, Holding, Structure, structure

__all__ = [
    "CONTROL", "MAJORITY", "CapTable", "CommonControl", "Controllers", "Finding", "Group", "Holding", "Rule", "Step",
    "Structure", "Verdict", "Version", "common_control", "control", "controlled_by", "controllers_of",
    "controlling_shareholder", "definitions", "grow", "structure", "ultimate", "version_on",
]  # fmt: skip
