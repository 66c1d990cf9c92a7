"""How well names and the parties that have them would come out of the comparison: its log-odds, at a glance. Compiled.

The published weights (``identity.weights``) on what the index knows: how alike the names are (``characters``, ``closeness``), what names
say besides (region, trade, form, numbers, branch), and the traits of parties (birth year, gender, place, masked number).
What the index does not know (contact points, officers, countries, numbers of registration) counts as nothing here.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any, NamedTuple

import numba
import numpy as np
import numpy.typing as npt

from graph_service.identity.company import company_name
from graph_service.identity.evidence import places
from graph_service.identity.masks import FULL
from graph_service.identity.party import PartyExample
from graph_service.identity.weights import weights
from graph_service.search.characters import core_value, person_value, short_value
from graph_service.search.closeness import Script, asked, has_han, organisation, person
from graph_service.search.letters import equal_in
from graph_service.search.parts import Units
from graph_service.search.tokens import tables
from graph_service.search.traits import (
    APART,
    LINES,
    NAME,
    NEAR,
    PARTY,
    PLACES,
    SAME,
    UNKNOWN,
    WITHIN,
    Rows,
    name_row,
    party_row,
    related_lines,
    unnumbered,
)

INSIDE = 0.7
"""What a place inside another counts (``identity.evidence``)."""
NEVER = -100.0
"""Log-odds of what is not worth a comparison."""


class Known(NamedTuple):
    """Names of the index: texts and cores, what they say besides, whose they are, and traits of these."""

    chinese: npt.NDArray[np.bool_]
    texts: Units
    starts: npt.NDArray[np.uint32]
    cores: Units
    core_starts: npt.NDArray[np.uint32]
    rows: Rows
    parties: npt.NDArray[np.int32]
    traits: Rows


class Question(NamedTuple):
    """A name that is asked for and the traits of who bears it, one row each, without their places; by their numbers the
    lines of business that are related to it, and how the place of the name and that of the party lie to every place."""

    row: Rows
    traits: Rows
    related: npt.NDArray[np.bool_]
    regions: npt.NDArray[np.uint8]
    places: npt.NDArray[np.uint8]


def weighed(
    text: Units, core: Units, is_person: bool, question: Question, names: npt.NDArray[np.int32], known: Known
) -> npt.NDArray[np.float32]:
    """Log-odds of the names with these numbers. Cost: the product of the lengths, for each name."""
    features, manners = _published()
    script = script_tables()
    found: npt.NDArray[np.float32] = _weighed(text, core, is_person, question, names, known, features, manners, script)
    return found


def chinese_names(starts: npt.NDArray[np.uint32], texts: Units) -> npt.NDArray[np.bool_]:
    """For each name whether it has Chinese characters."""
    found: npt.NDArray[np.bool_] = _chinese_names(starts, texts, tables().classes)
    return found


@numba.njit(cache=True, nogil=True)
def _chinese_names(starts, texts, classes):  # type: ignore[no-untyped-def]
    found = np.zeros(len(starts) - 1, np.bool_)
    for name in range(len(found)):
        found[name] = has_han(texts[starts[name] : starts[name + 1]], classes)
    return found


def question(name: str, example: PartyExample) -> Question:
    """What a name of the example says, and the example's traits."""
    person = example.kind == "Person"
    regions = frozenset[str]() if person else company_name(name).regions
    return Question(
        np.frombuffer(name_row(name, person, unnumbered), NAME), np.frombuffer(party_row(example, unnumbered), PARTY),
        related_lines(name, person), PLACES.relations(regions), PLACES.relations(places(example)),
    )  # fmt: skip


@lru_cache(maxsize=1)
def script_tables() -> Script:
    known = tables()
    return Script(known.sounds, known.classes, known.spelled, known.light)


@lru_cache(maxsize=1)
def _published() -> tuple[Any, Any]:
    """The weights of features and the values of manners, each as one record."""
    features = {name: feature.weight for name, feature in weights().features.items()} | {"prior": weights().prior}
    return tuple(
        np.array([tuple(values.values())], [(name, "f8") for name in values])[0:1]
        for values in (features, {name: manner.value for name, manner in weights().manners.items()})
    )  # type: ignore[return-value]


@numba.njit(cache=True, nogil=True)
def _weighed(text, core, is_person, question, names, known, features, manners, script):  # type: ignore[no-untyped-def]
    found = np.empty(len(names), np.float32)
    w, m, mine, traits = features[0], manners[0], question.row[0], question.traits[0]
    query = asked(text, core, is_person, script)
    texts, starts, chinese, heard = known.texts, known.starts, known.chinese, query.heard
    for i in range(len(names)):
        name = names[i]
        first, last, placed = int(starts[name]), int(starts[name + 1]), False
        if query.chinese and chinese[name] and is_person:
            value = w.person_name * person_value(text, heard, texts, first, last, m, script.sounds, script.classes)
        elif query.chinese and chinese[name]:
            begin, end = int(known.core_starts[name]), int(known.core_starts[name + 1])
            value = core_value(core, heard, known.cores, begin, end, m, script.sounds, script.classes)
            value = w.core * max(value, short_value(text, texts, first, last, m))
        else:
            value = _otherwise(query, is_person, name, known, w, m, script)
        if value <= 0.0:
            found[i] = NEVER
            continue
        if not is_person:
            row = known.rows[name]
            placed = question.regions[row.region] != UNKNOWN
            whole = equal_in(text, texts, first, last)
            value += _said(mine, row, whole, query.chinese, chinese[name], question.regions, question.related, w)
        theirs = known.traits[known.parties[name]]
        found[i] = w.prior + value + _traits(traits, theirs, question.places[theirs.place], placed, w)
    return found


@numba.njit(cache=True)
def _otherwise(query, is_person, name, known, w, m, script):  # type: ignore[no-untyped-def]
    """The value of two names of which one at least is in words."""
    other = known.texts[known.starts[name] : known.starts[name + 1]]
    if is_person:
        return w.person_name * person(query, other, known.chinese[name], m, script)
    centre = known.cores[known.core_starts[name] : known.core_starts[name + 1]]
    return w.core * organisation(query, other, centre, known.chinese[name], m, script)


@numba.njit(cache=True)
def _said(mine, row, whole, asked_chinese, chinese, regions, related, w):  # type: ignore[no-untyped-def]
    """What two names of organisations say besides their cores."""
    odds = w.whole_name if whole else 0.0
    lies = regions[row.region]
    if mine.nationwide and row.nationwide:
        odds += w.name_region
    if lies in (SAME, WITHIN):
        odds += w.name_region * (1.0 if lies == SAME else INSIDE)
    elif lies in (NEAR, APART):
        odds += w.name_region_near if lies == NEAR else w.name_region_apart
    if asked_chinese != chinese:
        return odds + w.industry + w.form  # what translations of these come to is left to the comparison
    if mine.form and row.form:
        odds += w.form if mine.form == row.form else (w.form_differs if asked_chinese else 0.0)
    if mine.industry and row.industry:
        if mine.industry == row.industry:
            odds += w.industry
        else:
            odds += 0.5 * w.industry if _related(row.lines, related) else w.industry_differs
    if mine.number != row.number and ((mine.number and row.number) or (mine.form and row.form)):
        odds += w.number_differs
    if mine.branch or row.branch:
        odds += w.branch if mine.branch == row.branch else w.branch_differs
    return odds


@numba.njit(cache=True)
def _related(lines, related):  # type: ignore[no-untyped-def]
    for place in range(LINES):  # noqa: SIM110  (a generator is not compiled)
        if related[(lines >> np.uint64(16 * place)) & np.uint64(0xFFFF)]:
            return True
    return False


@numba.njit(cache=True)
def _traits(mine, theirs, lies, placed, w):  # type: ignore[no-untyped-def]
    odds = 0.0
    if not placed:
        if lies in (SAME, WITHIN):
            odds += w.region * (1.0 if lies == SAME else INSIDE)
        elif lies == APART:
            odds += w.region_apart
    if mine.gender and theirs.gender and mine.gender != theirs.gender:
        odds += w.gender_differs
    if mine.year and theirs.year:
        apart = abs(mine.year - theirs.year)
        if apart == 0 and not (mine.masked_year and theirs.masked_year):
            odds += w.birth_year
        elif apart > 1:
            odds += w.birth_year_differs * min(1.0, apart / 5 + 0.4)
    return odds + _masks(mine, theirs, w)


@numba.njit(cache=True)
def _masks(mine, theirs, w):  # type: ignore[no-untyped-def]
    """What two masked numbers show in common: four places of the end, six of the district, four of the birth year."""
    agreeing = 0
    if mine.tail >= 0 and theirs.tail >= 0:
        if mine.tail != theirs.tail:
            return NEVER
        agreeing += 4
    if mine.district >= 0 and theirs.district >= 0:
        if mine.district != theirs.district:
            return NEVER
        agreeing += 6
    if mine.masked_year and theirs.masked_year:
        if mine.year != theirs.year:
            return NEVER
        agreeing += 4
    if agreeing >= FULL:
        return w.id_mask
    return w.id_mask_partial * min(1.0, agreeing / 8) if agreeing else 0.0
