"""The command ``guanlian``. Every command takes ``--json``; without it tables and words for people are printed."""

from __future__ import annotations

import json
import logging
import os
import sys

import structlog
import typer

from graph_service import __version__
from graph_service.errors import GuanlianError
from guanlian.commands import (
    attestations,
    demo,
    erase,
    exposure,
    judgements,
    keys,
    load,
    match,
    ownership,
    parties,
    policy,
    records,
    review,
    reviews,
    rules,
    screen,
    serve,
    wholegraph,
)
from guanlian.help import in_chinese
from guanlian.language import language
from guanlian.terminal import Json, client, err, out, show

app = typer.Typer(
    no_args_is_help=True, add_completion=False, help="关联 Guanlian: related parties and linked risk, with proof."
)
for subject in (
    demo, serve, load, parties, exposure, ownership, records, screen, match, judgements, review, reviews,
    attestations, rules, policy, wholegraph, erase, keys,
):  # fmt: skip
    subject.register(app)


def main() -> None:
    """Entry point: deliberate errors become one line and exit code 1 (2 for usage)."""
    logging.getLogger().setLevel(logging.WARNING)
    structlog.configure(
        wrapper_class=structlog.make_filtering_bound_logger(getattr(logging, os.environ.get("GUANLIAN_LOG", "WARNING").upper(), logging.WARNING)),
        processors=[structlog.contextvars.merge_contextvars, structlog.processors.add_log_level, structlog.processors.TimeStamper(fmt="iso"), structlog.processors.JSONRenderer(ensure_ascii=False)],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )  # fmt: skip
    command = typer.main.get_command(app)
    if language() == "zh":
        in_chinese(command)
    try:
        command()
    except GuanlianError as error:
        err.print(f"[red]✗[/red] {error.message(language())}", highlight=False)
        raise SystemExit(1) from None
    except OSError as error:
        if error.filename is None:
            raise
        err.print(f"[red]✗[/red] {error.filename}: {error.strerror}", highlight=False)
        raise SystemExit(1) from None


@app.command()
def version() -> None:
    """Print the version."""
    out.print(__version__)


@app.command()
def digest(as_json: Json = False) -> None:
    """The graph digest: equal for equal content on every engine and in every order of files."""
    with client() as api:
        found = api.call("GET", "/digest")
    if not show(found, as_json):
        out.print(found["digest"])


@app.command()
def openapi() -> None:
    """Print the OpenAPI document."""
    from guanlian.document import openapi_document

    sys.stdout.write(json.dumps(openapi_document(), ensure_ascii=False, indent=2, sort_keys=True) + "\n")
