"""Exposure of every party, and ownership of every enterprise, at once: exported, computed in a process of its own, written as
tables."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

import structlog

import cypher
from graph_service.errors import GuanlianError, PurposeRequired
from graph_service.services.context import Context, Question, Viewer

log = structlog.get_logger(__name__)


class EvaluationFailed(GuanlianError):
    """The process that computes ended without a result."""

    code = "internal"


class WholeGraphAnswers(Context):
    """What ``exposure`` says of one party, for all: score, level, source and record, without paths."""

    def exposure_of_all(
        self, out: Path, question: Question, viewer: Viewer, *, persons: bool = False,
        progress: Callable[[int], None] = lambda _: None,
    ) -> dict[str, Any]:  # fmt: skip
        """Write ``out`` (Parquet, one row for each enterprise, with ``persons`` also for each person) and count.

        Beside it, in ``out`` with the suffix ``.export``, lie the priced arcs, until the table is written. Time: one
        pass over the graph; memory here is constant, the computation has a process of its own.
        ``PurposeRequired`` where persons are asked for without one.
        """
        if persons and not viewer.purpose:
            raise PurposeRequired(
                "scoring every person needs a purpose; send it with the request",
                "对全部自然人计算须注明用途，请随请求提供查询用途",
            )
        from graph_service.wholegraph.export import export, scene_of  # with Arrow: 60 MB, for this alone

        asked = self._asked(question)
        near = self._neighbourhood(asked, viewer)
        kinds = ("Enterprise", "Person") if persons else ("Enterprise",)
        control = near.control(asked.on, asked.policy)
        scene = scene_of(
            self.engine.graph, asked.reader, asked.policy, near.listings(asked.on), near.state_organs(), kinds, control
        )
        folder = out.with_suffix(".export")
        try:
            export(scene, folder, asked.policy, asked.on, asked.reader.version, progress)
            _evaluate("evaluate", folder, out)
        finally:
            shutil.rmtree(folder, ignore_errors=True)
        return {**self._echo(asked, question), "persons": persons, **_counts(out), "truncated": control.cut}

    def ownership_of_all(
        self, out: Path, question: Question, viewer: Viewer, *, form: Literal["parquet", "csv"] = "parquet",
        progress: Callable[[int], None] = lambda _: None,
    ) -> dict[str, Any]:  # fmt: skip
        """Write the tables of control and of ultimate holders from 1 % on of every enterprise into the folder ``out``
        (``wholegraph.ownership.evaluate`` says what they hold), and count.

        Beside it, in ``out`` with the suffix ``.export``, lies the export until the tables are written. Time: one statement
        for each page of enterprises. ``PurposeRequired`` without a purpose: persons are among the holders.
        """
        if not viewer.purpose:
            raise PurposeRequired(
                "the holders of every enterprise are persons too; send a purpose with the request",
                "全部企业的股东包括自然人，须注明用途，请随请求提供查询用途",
            )
        from graph_service.wholegraph.holdings import export_holdings, pages

        asked = self._asked(question)
        version = asked.reader.version
        rows = self.engine.graph.stream(cypher.statement("read/all_entities"), version=version)
        companies = sorted(row["id"] for row in rows if row["kind"] == "Enterprise")
        about = {"data_version": version, "as_of": asked.on.isoformat()}
        folder = out.with_suffix(".export")
        try:
            found = pages(asked.reader, companies, asked.on)
            export_holdings(found, ((c, "Enterprise") for c in companies), folder, about, progress)
            made = _evaluate("ownership", folder, out, form)
        finally:
            shutil.rmtree(folder, ignore_errors=True)
        counts = {name: count for name, count in json.loads(made).items() if name != "seconds"}
        return {**self._echo(asked, question), **counts}


def _evaluate(program: str, folder: Path, out: Path, *more: str) -> str:
    """Run a program of ``wholegraph`` to its end; what it printed."""
    command = [sys.executable, "-m", f"graph_service.wholegraph.{program}", str(folder), str(out), *more]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True)  # noqa: S603
    if done.returncode != 0:
        log.error("evaluation failed", returncode=done.returncode, last=done.stderr.strip().rsplit("\n", 1)[-1][:300])
        raise EvaluationFailed(
            "the computation over the whole graph ended without a result; the log has its last words",
            "全图计算未得出结果即结束，原因见日志",
        )
    return done.stdout


def _counts(out: Path) -> dict[str, Any]:
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    levels = pq.read_table(out, columns=["level", "score"])
    counted = {str(row["values"]): row["counts"] for row in pc.value_counts(levels["level"]).to_pylist()}
    exposed = pc.sum(pc.greater(levels["score"], 0)).as_py() or 0
    return {
        "parties": levels.num_rows,
        "exposed": exposed,
        "levels": {k: v for k, v in sorted(counted.items()) if k != "None"},
    }
