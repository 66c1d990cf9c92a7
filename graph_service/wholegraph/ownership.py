"""Control and ultimate holders of every company of an export, as tables. Also a program of its own, so that its memory
ends with it:

python -m graph_service.wholegraph.ownership EXPORT_FOLDER OUT_FOLDER [parquet|csv]
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.csv as pacsv
import pyarrow.parquet as pq

from graph_service.ownership.forest import WHOLE
from graph_service.wholegraph import control_kernel as control
from graph_service.wholegraph import holders_kernel as holders
from graph_service.wholegraph.circles import solve_circle
from graph_service.wholegraph.export import ABOUT
from graph_service.wholegraph.index import numbered
from graph_service.wholegraph.order import components

Array = npt.NDArray[Any]
FLOOR = 0.01
TOLERANCE = 1e-12
"""Sums of doubles: a holder within this of the floor is listed."""
LOOKS = 50
"""Holdings looked at while control is searched: so many times those there are, and ``LEAST_LOOKS``."""
LEAST_LOOKS = 50_000_000
TABLES = ("companies", "controllers", "loops", "holders")


class Scene:
    """The arrays of an export: parties by number, holdings by company and by holder."""

    def __init__(self, folder: Path) -> None:
        held, declared = (pq.read_table(folder / f"{name}.parquet") for name in ("holdings", "declared"))
        parties, capped = (pq.read_table(folder / f"{name}.parquet") for name in ("parties", "capped"))
        named = [
            parties["id"],
            held["holder"],
            held["company"],
            declared["controller"],
            declared["company"],
            capped["id"],
        ]
        self.ids, (self.asked, holder, company, controller, controlled, self.capped) = numbered(named)
        self.count = len(self.ids)
        links = {name: held[name].to_numpy() for name in ("low", "high", "votes_low", "votes_high")}
        by_company = np.argsort(company, kind="stable")
        self.capital = _capital(
            self.count, company[by_company], holder[by_company], links["low"][by_company], links["high"][by_company]
        )
        sure = declared["sure"].to_numpy(zero_copy_only=False)
        self.votes = _votes(
            self.count, (holder, company, links["votes_low"], links["votes_high"]), (controller, controlled, sure)
        )
        forward = _csr(self.count, np.concatenate((holder, controller)), np.concatenate((company, controlled)))
        self.influence = components(*forward)
        some = self.capital.low + self.capital.more > 0
        self.holding = components(*_csr(self.count, self.capital.holder[some], company[by_company][some]))


def _csr(count: int, tails: Array, heads: Array) -> tuple[Array, Array]:
    order = np.argsort(tails, kind="stable")
    return _starts(count, tails), heads[order].astype(np.int32)


def _starts(count: int, keys: Array) -> Array:
    return np.concatenate(([0], np.cumsum(np.bincount(keys, minlength=count)))).astype(np.int64)


def _capital(count: int, company: Array, holder: Array, low: Array, high: Array) -> holders.Capital:
    sure = _sums(count, company, low)
    over, room = sure > WHOLE, np.maximum(0, WHOLE - sure)
    more = np.where(over[company], high - low, np.minimum(high - low, room[company]))
    parts = float(WHOLE)
    return holders.Capital(
        _starts(count, company), holder.astype(np.int32), low / parts, more / parts, room / parts, over
    )


def _sums(count: int, keys: Array, values: Array) -> Array:
    """Exact sums of whole numbers by key; beyond what is counted, ``MOST``."""
    about = np.bincount(keys, values.astype(np.float64), count)
    found = np.zeros(count, np.int64)
    np.add.at(found, keys, values)
    return np.where(about >= control.MOST, control.MOST, found)


def _votes(count: int, links: tuple[Array, ...], declared: tuple[Array, ...]) -> control.Votes:
    holder, company, low, high = links
    controller, controlled, sure = declared
    order, by = np.argsort(holder, kind="stable"), np.argsort(controller, kind="stable")
    above = _csr(count, np.concatenate((company, controlled)), np.concatenate((holder, controller)))
    return control.Votes(
        _starts(count, holder), company[order].astype(np.int32), low[order], high[order], _starts(count, controller),
        controlled[by].astype(np.int32), sure[by].astype(np.bool_), _sums(count, company, low), *above,
    )  # fmt: skip


# -- control -------------------------------------------------------------------------------------------------


class Control:
    """Who heads whom. ``loops``: by head the others of its closed loop. ``complete``: whether the budget sufficed."""

    def __init__(self, scene: Scene) -> None:
        votes, (order, bounds) = scene.votes, scene.influence
        self.at = control.space(scene.count)
        budget = max(LEAST_LOOKS, LOOKS * len(votes.company))
        self.heads, self.covered, done = control.heads(votes, self.at, order, bounds, False, budget)
        maybe_heads, self.maybe, maybe_done = control.heads(votes, self.at, order, bounds, True, budget)
        self.complete, self.possible_complete = done == scene.count, maybe_done == scene.count
        self.circle, self.sizes = np.empty(scene.count, np.int64), np.diff(bounds)
        self.circle[order] = np.repeat(np.arange(len(bounds) - 1), self.sizes)
        self._taken_in_turn(scene, maybe_heads, budget)
        self.loops: dict[int, Array] = {}
        self.rows = list(self._grown(scene, budget))

    def _taken_in_turn(self, scene: Scene, heads: Array, budget: int) -> None:
        """A head that those below it possibly take in turn is possibly controlled too."""
        nobody, marks = np.zeros(scene.count, np.bool_), control.marks(scene.count)
        for head in heads:
            if self.sizes[self.circle[head]] > 1 and not self.maybe[head]:
                size = control.grow(scene.votes, self.at, head, True, nobody, False)
                loop, complete = control.loop_of(scene.votes, self.at, head, size, self.circle, marks, True, budget)
                self.possible_complete = self.possible_complete and complete
                self.maybe[head] = len(loop) > 1

    def _grown(self, scene: Scene, budget: int) -> Iterator[tuple[int, Array]]:
        circle, sizes = self.circle, self.sizes
        nobody = np.zeros(scene.count, np.bool_)
        marks = control.marks(scene.count)
        for head in self.heads:
            size = control.grow(scene.votes, self.at, head, False, nobody, False)
            group = self.at.group[:size].copy()
            if sizes[circle[head]] > 1:
                loop, complete = control.loop_of(scene.votes, self.at, head, size, circle, marks, False, budget)
                self.complete = self.complete and complete
                if len(loop) > 1:
                    self.loops[int(head)] = np.sort(loop)
            yield int(head), group if int(head) in self.loops else group[1:]


# -- ultimate holders ----------------------------------------------------------------------------------------


class Holders:
    """The vectors of every company, and which circles hold themselves wholly."""

    def __init__(self, scene: Scene) -> None:
        self.closed = np.zeros(scene.count, np.bool_)
        self._scene = scene
        self._used = 0
        self.found = holders.empty(scene.count, max(4 * len(scene.capital.holder), 64 * holders.KEPT))
        self._desk = holders.desk(scene.count)
        order, bounds = scene.holding
        first = 0
        for group in np.flatnonzero((np.diff(bounds) > 1) | self._holding_itself(order, bounds)):
            self._plain(order[first : bounds[group]])
            self._circle(np.sort(order[bounds[group] : bounds[group + 1]]))
            first = bounds[group + 1]
        self._plain(order[first:])

    def _holding_itself(self, order: Array, bounds: Array) -> Array:
        capital = self._scene.capital
        company = np.repeat(np.arange(self._scene.count), np.diff(capital.starts))
        itself = np.zeros(self._scene.count, np.bool_)
        itself[company[(company == capital.holder) & (capital.low + capital.more > 0)]] = True
        return itself[order[bounds[:-1]]]

    def _plain(self, companies: Array) -> None:
        done = 0
        while done < len(companies):
            done, self._used = holders.run(self._scene.capital, self.found, self._used, self._desk, companies, done)
            if done < len(companies):
                self._make_room(holders.KEPT)

    def _circle(self, members: Array) -> None:
        self._make_room(len(members) * holders.KEPT)
        self._used, closed = solve_circle(self._scene.capital, self.found, self._used, members)
        self.closed[members] = closed

    def _make_room(self, wanted: int) -> None:
        room = len(self.found.party)
        if self._used + wanted <= room:
            return
        larger = max(2 * room, self._used + wanted)
        grown = {
            n: np.resize(getattr(self.found, n)[: self._used], larger)
            for n in ("party", "low", "high", "spoiled", "loose")
        }
        self.found = self.found._replace(**grown)


# -- tables --------------------------------------------------------------------------------------------------


def evaluate(folder: Path, out: Path, form: str = "parquet") -> dict[str, Any]:
    """Write the tables of an export into ``out`` and count.

    ``companies``: id, ``control`` (yes, possible, none), how many heads control it, ``contradiction`` (its table above the
    whole, or a circle that holds itself wholly), ``unlisted_at_most`` (no holder left out has more), ``truncated``.
    ``controllers``: company, head, loop (parties in its closed loop). ``loops``: head, party. ``holders``: company, holder,
    share_min, share_max (empty where ``reported``), attained, reported.
    """
    about: dict[str, Any] = json.loads((folder / ABOUT).read_text(encoding="utf-8"))
    clock, seconds = _Clock(), dict[str, float]()
    scene = clock.timed(seconds, "index", lambda: Scene(folder))
    controls = clock.timed(seconds, "control", lambda: Control(scene))
    shares = clock.timed(seconds, "holders", lambda: Holders(scene))
    made = clock.timed(seconds, "tables", lambda: _written(scene, controls, shares, out, form, about))
    return {**made, "holdings": len(scene.capital.holder), "seconds": seconds}


class _Clock:
    @staticmethod
    def timed(seconds: dict[str, float], name: str, work: Callable[[], Any]) -> Any:
        started = time.perf_counter()
        found = work()
        seconds[name] = round(time.perf_counter() - started, 2)
        return found


def _written(
    scene: Scene, controls: Control, shares: Holders, out: Path, form: str, about: dict[str, Any]
) -> dict[str, Any]:
    out.mkdir(parents=True, exist_ok=True)
    tables = {
        "controllers": _controllers(scene, controls), "loops": _loops(scene, controls), "holders": _holders(scene, shares),
        "companies": _companies(scene, controls, shares),
    }  # fmt: skip
    for name, table in tables.items():
        _write(
            table.replace_schema_metadata({"guanlian": json.dumps(about, ensure_ascii=False)}), out / f"{name}.{form}"
        )
    counts = {name: tables[name].num_rows for name in TABLES}
    return {
        **counts,
        "truncated": int(np.count_nonzero(tables["companies"]["truncated"].to_numpy(zero_copy_only=False))),
    }


def _write(table: pa.Table, path: Path) -> None:
    part = path.with_suffix(".part")
    if path.suffix == ".csv":
        pacsv.write_csv(table, part)
    else:
        pq.write_table(table, part, compression="zstd")
    part.replace(path)


def _named(scene: Scene, numbers: Array) -> pa.Array:
    return scene.ids.take(pa.array(numbers))


def _controllers(scene: Scene, controls: Control) -> pa.Table:
    heads = np.repeat([h for h, _ in controls.rows], [len(g) for _, g in controls.rows]).astype(np.int64)
    company = np.concatenate([g for _, g in controls.rows] or [np.zeros(0, np.int32)])
    loop = np.repeat([len(controls.loops.get(h, (h,))) for h, _ in controls.rows], [len(g) for _, g in controls.rows])
    return pa.table({
        "company": _named(scene, company), "head": _named(scene, heads), "loop": pa.array(loop.astype(np.int32)),
    })  # fmt: skip


def _loops(scene: Scene, controls: Control) -> pa.Table:
    heads = [h for h, members in controls.loops.items() for _ in members]
    members = [int(m) for found in controls.loops.values() for m in found]
    return pa.table({
        "head": _named(scene, np.array(heads, np.int64)), "party": _named(scene, np.array(members, np.int64)),
    })  # fmt: skip


def _holders(scene: Scene, shares: Holders) -> pa.Table:
    found = shares.found
    asked = np.sort(scene.asked[found.length[scene.asked] > 0])
    length = found.length[asked]
    offset = np.arange(length.sum()) - np.repeat(np.cumsum(length) - length, length)
    entry = np.repeat(found.start[asked], length) + offset
    company = np.repeat(asked, length)
    most = np.minimum(1.0, found.high[entry] + found.missed[company])
    kept = (most >= FLOOR - TOLERANCE) & _organisations(scene)[company]
    entry, company, most = entry[kept], company[kept], most[kept]
    spoiled = found.spoiled[entry]
    attained = ~spoiled & ~found.loose[entry] & (found.missed[company] == 0)
    return pa.table({
        "company": _named(scene, company), "holder": _named(scene, found.party[entry]),
        "share_min": pa.array(np.round(found.low[entry], 12), mask=spoiled),
        "share_max": pa.array(np.round(most, 12), mask=spoiled), "attained": attained,
        "reported": pa.array(_words(len(spoiled), {"above_whole": spoiled}), pa.string()),
    })  # fmt: skip


def _organisations(scene: Scene) -> Array:
    asked = np.zeros(scene.count, np.bool_)
    asked[scene.asked] = True
    return asked


def _companies(scene: Scene, controls: Control, shares: Holders) -> pa.Table:
    asked = np.sort(scene.asked)
    heads = np.bincount(
        np.concatenate([g for _, g in controls.rows] or [np.zeros(0, np.int64)]).astype(np.int64), minlength=scene.count
    )
    capped = np.zeros(scene.count, np.bool_)
    capped[scene.capped] = True
    open_ended = (heads == 0) & (not controls.complete)
    guessed = (heads == 0) & ~controls.maybe & (not controls.possible_complete)
    state = _words(scene.count, {"none": ~controls.maybe, "possible": controls.maybe, "yes": heads > 0})
    state[open_ended | guessed] = None
    contradiction = _words(scene.count, {"closed_loop": shares.closed, "above_whole": scene.capital.over})
    missed = np.minimum(1.0, shares.found.missed)
    return pa.table({
        "id": _named(scene, asked), "control": pa.array(state[asked], pa.string()), "heads": heads[asked].astype(np.int32),
        "contradiction": pa.array(contradiction[asked], pa.string()), "unlisted_at_most": np.round(missed[asked], 12),
        "truncated": (capped | open_ended | guessed | (missed >= FLOOR))[asked],
    })  # fmt: skip


def _words(count: int, where: dict[str, Array]) -> Array:
    """The last word of those whose condition holds; nothing where none does."""
    found = np.full(count, None, dtype=object)
    for word, condition in where.items():
        found[condition] = word
    return found


if __name__ == "__main__":
    print(json.dumps(evaluate(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3] if len(sys.argv) > 3 else "parquet")))
