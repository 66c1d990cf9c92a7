"""``guanlian serve``: the service, until it is stopped."""

from __future__ import annotations

import json
import os
from typing import Annotated

import typer

from graph_service.settings import Settings
from guanlian.client import service_file
from guanlian.language import say
from guanlian.terminal import out, settings


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(serve)


def address(chosen: Settings) -> str:
    """Where a service with these settings is reached on its own machine."""
    return f"http://{'127.0.0.1' if chosen.host == '0.0.0.0' else chosen.host}:{chosen.port}"  # noqa: S104


def serve(
    host: Annotated[str | None, typer.Option(help="Address; any but loopback needs API keys.")] = None,
    port: Annotated[int | None, typer.Option(help="Port.")] = None,
) -> None:
    """Serve the API until stopped."""
    import uvicorn

    from graph_service.reading.lasting import unhurried
    from guanlian.compose import product

    changes = {name: value for name, value in (("host", host), ("port", port)) if value is not None}
    chosen = settings().model_copy(update=changes)
    unhurried()
    with product(chosen) as parts:
        url = address(chosen)
        note = service_file(chosen)
        note.write_text(json.dumps({"url": url, "pid": os.getpid()}))
        how = say(f"引擎 {parts.engine.kind}，按 Ctrl-C 停止", f"engine: {parts.engine.kind}, stop with Ctrl-C")
        out.print(f"关联 Guanlian  {url}/  ({how})", highlight=False, soft_wrap=True)
        parts.services.names.start()
        try:
            uvicorn.run(parts.app, host=chosen.host, port=chosen.port, log_level="warning", access_log=False)
        finally:
            parts.services.names.stop()
            note.unlink(missing_ok=True)
