"""The embedded engine's process: serves Bolt on a loopback port until its standard input closes.

Run as ``python -m graph_service.engine.child``; the first line of standard input is the configuration as JSON
(the password never stands on a command line). When the parent dies its end of the pipe closes and the engine
stops by itself. Only ``embedded`` starts it.
"""

from __future__ import annotations

import json
import signal
import sys
import threading
from pathlib import Path

DATABASE = "guanlian"


def main() -> None:
    config = json.loads(sys.stdin.readline())
    from arcadedb_embedded.server import ArcadeDBServer

    server = ArcadeDBServer(
        root_path=config["folder"], root_password=config["password"],
        config={
            "host": "127.0.0.1", "mode": "production", "http_port": config["http_port"],
            "server_plugins": "Bolt:com.arcadedb.bolt.BoltProtocolPlugin",
            "bolt_port": config["bolt_port"],
        },
        jvm_kwargs={"heap_size": config["heap"]},
    )  # fmt: skip
    server.start()
    if not (Path(config["folder"]) / "databases" / DATABASE).exists():
        server.create_database(DATABASE)
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    threading.Thread(target=_until_parent_ends, args=(stop,), daemon=True).start()
    print("ready", flush=True)
    stop.wait()
    server.stop()


def _until_parent_ends(stop: threading.Event) -> None:
    while sys.stdin.readline():
        pass
    stop.set()


if __name__ == "__main__":
    main()
